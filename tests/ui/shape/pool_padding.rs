// A pool of nothing but padding.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1);
        max_pool2d(2, padding = 2); //~
    }
}

fn main() {}
