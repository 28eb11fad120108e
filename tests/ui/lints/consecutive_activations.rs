// A hidden activation that is there still in front of the last one.
use firebrick::network;

network! {
    #[deny(firebrick::consecutive_activations)]
    pub network Net: [16] -> [4] {
        linear(4);
        relu;
        sigmoid; //~
    }
}

fn main() {}
