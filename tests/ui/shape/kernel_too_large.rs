// A kernel larger than the image.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 11); //~
    }
}

fn main() {}
