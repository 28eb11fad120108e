// A number of channels below zero.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(input.channels - 4, 1); //~
    }
}

fn main() {}
