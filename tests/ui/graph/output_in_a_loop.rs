// A side head in a loop.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        for i in 0..2 { conv2d(4, 1); output aux { global_avg_pool; linear(2); } } //~
    }
}

fn main() {}
