// A label with a hole that is the same in two rounds.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        for i in 0..2 { "layer{i / 2}": conv2d(4, 1); } //~
    }
}

fn main() {}
