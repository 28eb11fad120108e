// Keras' flag with Python's value.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1, use_bias = False); //~
    }
}

fn main() {}
