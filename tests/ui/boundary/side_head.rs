// A side head taken for the main output.
use firebrick::{Features, Image, backend::Flex, network};

network! {
    pub network Net: [3, 8, 8] -> [10] {
        output aux { global_avg_pool; linear(5); }
        global_avg_pool;
        linear(10);
    }
}

fn run(net: Net<Flex>, images: Image<Flex, 3, 8, 8>) -> Features<Flex, 10> {
    net.forward_all(images).aux //~
}

fn main() {
    let _ = run;
}
