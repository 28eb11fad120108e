// The number of classes from a constant that is no `usize`.
use firebrick::network;

const CLASSES: u32 = 10;

network! {
    pub network Net: [3, 8, 8] -> [CLASSES] { //~
        flatten;
        linear(10);
    }
}

fn main() {}
