// A size for which the last layer would need other weights.
use firebrick::{backend::Flex, network};

network! {
    network Net: [3, 8, 8] -> [4] { conv2d(2, 1); flatten; linear(4); }
}

const _: u64 = Net::<Flex>::graph_for([3, 16, 16]).macs(); //~

fn main() {}
