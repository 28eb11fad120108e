// A probability above one.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1);
        dropout(p = 1.5); //~
    }
}

fn main() {}
