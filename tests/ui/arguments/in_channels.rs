// The input channels, as PyTorch wants them.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1, in_channels = 3); //~
    }
}

fn main() {}
