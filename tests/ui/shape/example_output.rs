// A block that leaves another shape than its example says.
use firebrick::network;

network! {
    block Part(width: usize) { conv2d(width, 3); relu; }
    example Part(4): [3, 8, 8] -> [4, 8, 8]; //~
}

fn main() {}
