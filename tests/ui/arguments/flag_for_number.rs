// A flag for a number.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1, stride = true); //~
    }
}

fn main() {}
