// An image and features added.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        sum { conv2d(4, 1); global_avg_pool; } //~
    }
}

fn main() {}
