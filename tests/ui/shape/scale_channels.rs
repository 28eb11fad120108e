// A factor for each of other channels.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1);
        scale([1.0, 2.0]); //~
    }
}

fn main() {}
