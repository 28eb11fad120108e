// A shortcut beside a stride.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 4, 4] {
        conv2d(4, 1);
        sum { conv2d(4, 3, padding = 1, stride = 2); identity; } //~
    }
}

fn main() {}
