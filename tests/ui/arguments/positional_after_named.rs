// A positional argument behind a named one.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(out = 4, 1); //~
    }
}

fn main() {}
