// One path, without the brackets of an array.
use firebrick::{Image, backend::Flex, network};

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] { conv: conv2d(4, 1); relu; }
}

fn look(net: &Net<Flex>, images: Image<Flex, 3, 8, 8>) {
    let _ = net.features(images, "conv"); //~
}

fn main() {}
