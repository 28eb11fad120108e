// Branches of two sizes side by side.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        concat { conv2d(2, 1); { conv2d(2, 1); max_pool2d(2); } } //~
    }
}

fn main() {}
