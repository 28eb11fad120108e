// A shortcut with other channels.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1);
        sum { conv2d(8, 3, padding = 1); identity; } //~
    }
}

fn main() {}
