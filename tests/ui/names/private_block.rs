// A block of a module that keeps it to itself.
use firebrick::network;
mod inner {
    firebrick::network! { block Part(width: usize) { conv2d(width, 1); } }
}

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        inner::Part(4); //~
    }
}

fn main() {}
