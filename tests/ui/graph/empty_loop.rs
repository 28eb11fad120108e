// A loop around nothing.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1);
        for i in 0..2 { } //~
    }
}

fn main() {}
