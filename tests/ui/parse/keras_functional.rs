// A layer of Keras' functional interface.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        x = Conv2D(4, 3, padding="same", activation="relu")(x); //~
    }
}

fn main() {}
