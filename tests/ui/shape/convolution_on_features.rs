// A convolution behind the flattening.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        flatten;
        conv2d(4, 1); //~
    }
}

fn main() {}
