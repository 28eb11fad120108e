// A block in a block in a loop.
use firebrick::network;

network! {
    block Inner(width: usize) { conv2d(width, 3); max_pool2d(2); }
    block Outer(width: usize) { relu; Inner(width); }
    network Net: [3, 8, 8] -> [4, 1, 1] { layer1: for _ in 0..3 { Outer(4); } } //~
}

fn main() {}
