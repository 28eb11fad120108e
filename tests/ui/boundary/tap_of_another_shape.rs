// A tap where images of another size are expected.
use firebrick::backend::Flex;
use firebrick::{Image, network};

network! {
    pub network Net: [3, 32, 32] -> [10] taps(layer2) {
        layer1: conv2d(8, 3, padding = 1);
        layer2: conv2d(16, 3, stride = 2, padding = 1);
        global_avg_pool;
        fc: linear(10);
    }
}

fn detect(_features: Image<Flex, 16, 8, 8>) {}

fn run(net: Net<Flex>, images: Image<Flex, 3, 32, 32>) {
    detect(net.taps(images).layer2);
}

fn main() {}
