// A parameter of a block from elsewhere misspelt.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        firebrick_tests::Foreign(4, strid = 1); //~
    }
}

fn main() {}
