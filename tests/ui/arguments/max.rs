// A width that is at least 8.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [8, 8, 8] {
        conv2d(input.channels.max(8), 1); //~
    }
}

fn main() {}
