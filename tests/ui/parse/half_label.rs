// A label whose statement is still to be typed.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv1: //~
    }
}

fn main() {}
