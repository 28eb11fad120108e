// A convolution with its default bias, in front of a norm.
use firebrick::network;

network! {
    #[deny(firebrick::bias_before_norm)]
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 3, padding = 1); //~
        batch_norm;
        relu;
    }
}

fn main() {}
