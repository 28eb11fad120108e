// The value assigned at every step.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        x = conv2d(4, 1); //~
    }
}

fn main() {}
