// A tap that no label is like.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [10] taps(features) {
        stem: conv2d(4, 3);
        global_avg_pool;
        fc: linear(10);
    }
}

fn main() {}
