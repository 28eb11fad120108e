// A layer of Keras' sequential interface.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        model.add(Conv2D(4, 1)); //~
    }
}

fn main() {}
