// A device whose error is not looked at.
use firebrick::{backend::Flex, network};

network! {
    pub network Net: [3, 8, 8] -> [10] { flatten; linear(10); }
}

fn main() {
    let device = Flex::device();
    let _net = Net::<Flex>::init(&device); //~
}
