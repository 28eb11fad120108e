// A path of two segments.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        a: b: conv2d(4, 1); //~
    }
}

fn main() {}
