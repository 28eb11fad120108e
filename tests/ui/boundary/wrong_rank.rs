// A plain tensor of another rank.
use firebrick::{Image, backend::Flex, network};

network! {
    pub network Stem: [3, 8, 8] -> [4, 8, 8] { conv2d(4, 1); }
    pub network Head: [8, 8, 8] -> [10] { global_avg_pool; linear(10); }
}

fn run(features: firebrick::burn::tensor::Tensor<2>) {
    let _ = Image::<Flex, 3, 8, 8>::try_from(features); //~
}

fn main() {}
