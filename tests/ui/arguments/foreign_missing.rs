// A block from elsewhere without its required argument.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        firebrick_tests::Foreign(stride = 1); //~
    }
}

fn main() {}
