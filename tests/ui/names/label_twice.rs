// Two layers under one name.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv: conv2d(4, 1);
        conv: conv2d(4, 1); //~
    }
}

fn main() {}
