// A negative padding, to crop.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1, padding = -1); //~
    }
}

fn main() {}
