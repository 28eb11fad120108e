// A value out of a loop that has ended.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        for i in 0..2 { conv2d(4, 1) as low; }
        sum { identity; from low; } //~
    }
}

fn main() {}
