// A type that is no backend.
use firebrick::network;

network! {
    pub network Stem: [3, 8, 8] -> [4, 8, 8] { conv2d(4, 1); }
    pub network Head: [8, 8, 8] -> [10] { global_avg_pool; linear(10); }
}

struct Gpu;

fn run(device: &firebrick::burn::tensor::Device) {
    Stem::<Gpu>::init(device); //~
}

fn main() {}
