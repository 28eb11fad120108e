// A convolution transcribed from PyTorch.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(3, 64, 3); //~
    }
}

fn main() {}
