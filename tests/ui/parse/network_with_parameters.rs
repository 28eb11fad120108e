// A network with parameters.
use firebrick::network;

network! {
    pub network Net(width: usize): [3, 8, 8] -> [4, 8, 8] { conv2d(4, 1); } //~
}

fn main() {}
