// Too few channels for a shuffle of pixels.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [1, 16, 16] {
        conv2d(6, 1);
        pixel_shuffle(2); //~
    }
}

fn main() {}
