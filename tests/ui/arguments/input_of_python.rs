// The channels of the input, as PyTorch asks for them.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(input.shape[1], 1); //~
    }
}

fn main() {}
