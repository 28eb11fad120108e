// A size for which a condition decides otherwise.
use firebrick::{backend::Flex, network};

network! {
    network Net: [3, 8, 8] -> [4, 8, 8] { conv2d(4, 1); if input.height > 8 { relu; } }
}

const _: u64 = Net::<Flex>::graph_for([3, 16, 16]).macs(); //~

fn main() {}
