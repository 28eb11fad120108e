// A function for any backend that does not say what a backend is.
use firebrick::{Features, Image, network};

network! {
    pub network Net: [3, 8, 8] -> [10] { flatten; linear(10); }
}

fn scores<B>(net: &Net<B>, images: Image<B, 3, 8, 8>) -> Features<B, 10> {
    net.forward(images) //~
}

fn main() {}
