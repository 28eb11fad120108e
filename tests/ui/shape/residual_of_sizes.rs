// A shortcut around a convolution that loses the border.
use firebrick::network;

network! {
    pub network Net: [4, 8, 8] -> [4, 8, 8] {
        residual { conv: conv2d(4, 3); relu; } //~
    }
}

fn main() {}
