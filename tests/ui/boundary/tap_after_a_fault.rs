// A fault in front of a tap: its shape is not known, and nothing more is said.
use firebrick::backend::Flex;
use firebrick::{Image, network};

network! {
    pub network Net: [3, 32, 32] -> [10] taps(layer1, layer2) {
        layer1: conv2d(8, 3, padding = 1, groups = 2); //~
        layer2: conv2d(16, 3, stride = 2, padding = 1);
        global_avg_pool;
        fc: linear(10);
    }
}

fn run(net: Net<Flex>, images: Image<Flex, 3, 32, 32>) {
    let _ = net.taps(images).layer2;
}

fn main() {}
