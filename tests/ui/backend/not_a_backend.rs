// A type that is no backend.
use firebrick::network;

network! {
    pub network Stem: [3, 8, 8] -> [4, 8, 8] { conv2d(4, 1); }
    pub network Head: [8, 8, 8] -> [10] { global_avg_pool; linear(10); }
}

fn run(device: &firebrick::burn::tensor::Device) {
    Stem::<String>::init(device);
}

fn main() {}
