// A label that is the name which the next layer gets by itself.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d_0: conv2d(4, 1);
        conv2d(4, 1); //~
    }
}

fn main() {}
