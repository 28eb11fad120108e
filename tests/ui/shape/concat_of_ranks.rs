// An image and features joined.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        concat { conv2d(4, 1); global_avg_pool; } //~
    }
}

fn main() {}
