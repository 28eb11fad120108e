// A label on what holds nothing.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1) as x;
        relu;
        y: from x; //~
    }
}

fn main() {}
