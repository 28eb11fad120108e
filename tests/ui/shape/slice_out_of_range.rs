// More channels than there are.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [6, 8, 8] {
        conv2d(4, 1);
        slice(2..8); //~
    }
}

fn main() {}
