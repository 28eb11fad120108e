// A layer under its PyTorch name.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        Conv2d(4, 1); //~
    }
}

fn main() {}
