// A network that is being typed.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> //~
}

fn main() {}
