// An example whose numbers do not hold.
use firebrick::network;

network! {
    block Part(width: usize) { conv2d(width, 3, padding = 1); }
    example Part(4): [3, 8, 8] -> [4, 8, 8], params = 100; //~
}

fn main() {}
