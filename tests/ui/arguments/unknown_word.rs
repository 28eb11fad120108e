// A mode that there is not.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1);
        interpolate(scale = 1.0, mode = cubic); //~
    }
}

fn main() {}
