// Two parameters of one name.
use firebrick::network;

network! {
    block Part(width: usize, width: usize) { conv2d(width, 1); } //~
}

fn main() {}
