// An argument under its Keras name.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(filters = 4, kernel = 1); //~
    }
}

fn main() {}
