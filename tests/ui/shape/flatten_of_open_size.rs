// Flattening an image of unknown size.
use firebrick::network;

network! {
    pub network Net: [3, _, _] -> [10] {
        conv2d(4, 1);
        flatten; //~
        linear(10);
    }
}

fn main() {}
