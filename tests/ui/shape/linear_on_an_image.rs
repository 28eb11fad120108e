// A linear layer on an image.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [10] {
        conv2d(4, 1);
        linear(10); //~
    }
}

fn main() {}
