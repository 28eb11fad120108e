// An argument named as a field of a struct.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1, stride: 1); //~
    }
}

fn main() {}
