// A loop as Python writes it.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        for i in range(2) { conv2d(4, 1); } //~
    }
}

fn main() {}
