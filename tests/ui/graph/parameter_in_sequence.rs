// A trained tensor that would leave out what flows in.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1);
        gamma: parameter([4, 8, 8]); //~
    }
}

fn main() {}
