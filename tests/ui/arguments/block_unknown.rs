// A parameter of a block misspelt.
use firebrick::network;

network! {
    block Part(width: usize, stride: usize = 1, scale: f64 = 1.0) { conv2d(width, 1, stride = stride); scale(scale); }
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        Part(4, strid = 1); //~
    }
}

fn main() {}
