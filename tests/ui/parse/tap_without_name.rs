// A path that cannot be the name of a field.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [10] taps("layer1.0.conv1") {
        layer1: for _ in 0..2 { conv1: conv2d(4, 3); relu; }
        global_avg_pool;
        fc: linear(10);
    }
}

fn main() {}
