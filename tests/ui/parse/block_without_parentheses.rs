// A block without parameters.
use firebrick::network;

network! {
    pub block Part { //~
        conv2d(4, 1);
    }
}

fn main() {}
