// A check that keeps a value.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1);
        check [4, 8, 8] as x; //~
    }
}

fn main() {}
