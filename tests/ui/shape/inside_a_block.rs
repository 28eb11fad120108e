// A mistake that only the numbers of the caller bring out.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        firebrick_tests::Foreign(4); //~
    }
}

fn main() {}
