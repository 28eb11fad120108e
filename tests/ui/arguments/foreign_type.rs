// A wrong type for a block from elsewhere.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        firebrick_tests::Foreign(4, bias = 1); //~
    }
}

fn main() {}
