// A network that is used elsewhere, while a statement of it is being typed.
#![deny(warnings)]
use firebrick::{Features, Image, backend::Flex, network};

network! {
    /// Three channels or more.
    pub block Part(width: usize, stride: usize = 1) {
        conv: conv2d(width, 3, stride = ); //~
    }

    /// With a side head.
    pub network Net: [3, 8, 8] -> [10] {
        Part(4);
        output aux: [5] { global_avg_pool; linear(5); }
        global_avg_pool;
        linear(10); fc: //~
    }
}

/// The types and methods are there.
pub fn run(net: &Net<Flex>, images: Image<Flex, 3, 8, 8>) -> (Features<Flex, 10>, Features<Flex, 5>) {
    let all = net.forward_all(images);
    (all.main, all.aux)
}

fn main() {
    let device = Flex::device().unwrap();
    let net = Net::<Flex>::init(&device);
    println!("{} {}", Net::<Flex>::PARAMS, Net::<Flex>::summary());
    drop((net, Part::config(3).with_stride(2)));
}
