// An image of another size.
use firebrick::{Image, backend::Flex, network};

network! {
    pub network Stem: [3, 8, 8] -> [4, 8, 8] { conv2d(4, 1); }
    pub network Head: [8, 8, 8] -> [10] { global_avg_pool; linear(10); }
}

fn run(stem: Stem<Flex>, images: Image<Flex, 3, 16, 16>) {
    stem.forward(images); //~
}

fn main() {}
