// The channels of features.
use firebrick::network;

network! {
    pub network Net: [3] -> [3] {
        linear(input.channels); //~
    }
}

fn main() {}
