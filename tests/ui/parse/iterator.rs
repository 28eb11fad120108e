// A loop over an iterator, as in Rust.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [8, 8, 8] {
        for width in [4, 8].iter() { conv2d(width, 1); } //~
    }
}

fn main() {}
