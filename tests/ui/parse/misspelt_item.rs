// The keyword of an item misspelt.
use firebrick::network;

network! {
    pub netwrok Net: [3, 8, 8] -> [4, 8, 8] { //~
        conv2d(4, 1);
    }
}

fn main() {}
