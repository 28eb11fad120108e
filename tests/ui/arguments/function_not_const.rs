// A width from a function that does not say `const`.
use firebrick::network;

fn width(base: usize) -> usize {
    8 * base
}

const BASE: usize = 4;

network! {
    pub network Net: [3, 8, 8] -> [32, 8, 8] {
        conv2d(width(BASE), 3, padding = 1); //~
        relu;
    }
}

fn main() {}
