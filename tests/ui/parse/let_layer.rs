// A layer bound to a name, as in Rust.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        let conv1 = conv2d(4, 3, padding = 1); //~
        relu;
    }
}

fn main() {}
