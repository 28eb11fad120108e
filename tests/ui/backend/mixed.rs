// A network and its images on two backends.
use firebrick::{Image, backend::{Backend, Flex}, network};

network! {
    pub network Stem: [3, 8, 8] -> [4, 8, 8] { conv2d(4, 1); }
    pub network Head: [8, 8, 8] -> [10] { global_avg_pool; linear(10); }
}

fn run<B: Backend>(stem: Stem<Flex>, images: Image<B, 3, 8, 8>) {
    stem.forward(images); //~
}

fn main() {}
