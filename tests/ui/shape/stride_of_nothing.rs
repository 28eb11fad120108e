// A stride computed to nothing.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1, stride = input.channels / 4); //~
    }
}

fn main() {}
