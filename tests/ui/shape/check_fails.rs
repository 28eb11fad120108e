// A `check` that does not hold.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 6, 6] {
        conv2d(4, 3);
        check [4, 8, 8]; //~
    }
}

fn main() {}
