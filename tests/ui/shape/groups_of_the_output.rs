// Groups that divide the input but not the output.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1, groups = 3); //~
    }
}

fn main() {}
