// A side head in a branch.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        sum { { output aux { global_avg_pool; } } conv2d(3, 1); } //~
    }
}

fn main() {}
