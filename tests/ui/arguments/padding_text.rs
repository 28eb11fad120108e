// A padding as Keras writes it.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 3, padding = "same"); //~
    }
}

fn main() {}
