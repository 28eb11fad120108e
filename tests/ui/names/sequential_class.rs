// A class that holds layers.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        Sequential(conv2d(4, 1), relu); //~
    }
}

fn main() {}
