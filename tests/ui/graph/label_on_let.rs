// A label on what holds nothing.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        width: let out = 4; //~
        conv2d(out, 1);
    }
}

fn main() {}
