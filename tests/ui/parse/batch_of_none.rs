// The batch in the shape, as Keras shows it.
use firebrick::network;

network! {
    pub network Net: [None, 3, 8, 8] -> [4, 8, 8] { conv2d(4, 1); } //~
}

fn main() {}
