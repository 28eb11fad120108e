// The channels of the input misspelt.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(input.channel, 1); //~
    }
}

fn main() {}
