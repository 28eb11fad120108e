// A second condition as Python writes it.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        if input.channels == 1 { conv2d(4, 1); } elif input.channels == 3 { conv2d(4, 1); } //~
    }
}

fn main() {}
