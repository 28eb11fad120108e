// The cost of a network whose size is open.
use firebrick::{backend::Flex, network};

network! {
    network Net: [3, _, _] -> [4, _, _] { conv2d(4, 1); } //~
}

const _: u64 = Net::<Flex>::MACS;

fn main() {}
