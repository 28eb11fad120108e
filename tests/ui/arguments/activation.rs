// An activation inside of a layer, as in Keras.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1, activation = "relu"); //~
    }
}

fn main() {}
