// The batch as the first dimension.
use firebrick::network;

network! {
    network Net: [1, 3, 8, 8] -> [1, 4, 8, 8] { conv2d(4, 1); } //~
}

fn main() {}
