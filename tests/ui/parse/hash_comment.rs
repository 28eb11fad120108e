// A comment of Python's.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        # the first layer //~
        conv2d(4, 1);
    }
}

fn main() {}
