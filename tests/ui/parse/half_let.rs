// A `let` that is being typed.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1);
        let width //~
    }
}

fn main() {}
