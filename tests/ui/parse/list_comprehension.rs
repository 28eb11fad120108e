// Repeated layers as a list of Python's.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        layers = [conv2d(4, 1) for _ in range(2)]; //~
    }
}

fn main() {}
