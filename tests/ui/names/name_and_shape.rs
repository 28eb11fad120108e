// A mistake of a name in one network, and one of a shape in another.
use firebrick::network;

network! {
    network Net: [3, 8, 8] -> [4, 8, 8] { conv2(4, 1); } //~
    network Other: [3, 8, 8] -> [4, 8, 8] { conv2d(4, 9); } //~
}

fn main() {}
