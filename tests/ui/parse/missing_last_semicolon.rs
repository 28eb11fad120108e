// A last statement without a semicolon, as the last expression of a Rust function.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1);
        relu //~
    }
}

fn main() {}
