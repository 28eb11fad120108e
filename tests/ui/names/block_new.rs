// A block made by `new`, as a module of Burn's.
use firebrick::network;

network! {
    block Stem(width: usize) { conv2d(width, 3, padding = 1); }

    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        stem: Stem::new(4); //~
    }
}

fn main() {}
