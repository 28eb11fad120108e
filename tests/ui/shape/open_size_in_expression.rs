// A number that is known at run time only.
use firebrick::network;

network! {
    pub network Net: [3, _, _] -> [4, _, _] {
        conv2d(input.height, 1); //~
    }
}

fn main() {}
