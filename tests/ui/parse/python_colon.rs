// A block of Python's, by its colon.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        if input.channels == 3: //~
            conv2d(4, 1);
    }
}

fn main() {}
