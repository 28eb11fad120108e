// An arrow without the output shape.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> { conv2d(4, 1); } //~
}

fn main() {}
