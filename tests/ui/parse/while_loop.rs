// A loop that has no number of rounds.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        while true { relu; } //~
        conv2d(4, 1);
    }
}

fn main() {}
