// A number beside those that a sequential counts.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        features: sequential {
            for _ in 0..2 { conv2d(4, 1); }
            1: conv2d(4, 1); //~
        }
    }
}

fn main() {}
