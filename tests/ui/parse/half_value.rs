// An argument that is being typed, without the end of its line.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1, padding = ) //~
        relu;
    }
}

fn main() {}
