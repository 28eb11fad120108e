// A layer under its Keras name.
use firebrick::network;

network! {
    pub network Net: [3] -> [4] {
        Dense(4); //~
    }
}

fn main() {}
