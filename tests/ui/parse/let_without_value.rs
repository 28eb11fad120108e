// A value that is still to be given.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        let width: usize; //~
        conv2d(4, 1);
    }
}

fn main() {}
