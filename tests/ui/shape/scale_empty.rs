// A list of factors without a factor.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [3, 8, 8] {
        scale([]); //~
    }
}

fn main() {}
