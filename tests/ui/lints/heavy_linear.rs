// A matrix on a map that is flattened.
use firebrick::network;

network! {
    #[deny(firebrick::heavy_linear)]
    pub network Net: [3, 32, 32] -> [10] {
        conv2d(16, 3, padding = 1);
        relu;
        flatten;
        linear(10); //~
    }
}

fn main() {}
