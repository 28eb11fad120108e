// A layer spliced into its surroundings.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        _: conv2d(4, 1); //~
    }
}

fn main() {}
