// A value that is kept only later.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        sum { identity; from low; } //~
        conv2d(4, 1) as low;
    }
}

fn main() {}
