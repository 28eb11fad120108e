// A layer misspelt.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2(4, 1); //~
    }
}

fn main() {}
