// A side head without statements.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        output aux {} //~
        conv2d(4, 1);
    }
}

fn main() {}
