// A shortcut around a convolution that changes the channels.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        residual { conv: conv2d(4, 3, padding = 1); } //~
    }
}

fn main() {}
