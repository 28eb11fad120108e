// A lint by its bare name.
use firebrick::network;

network! {
    #[deny(bias_before_norm)] //~
    pub network Net: [3, 8, 8] -> [3, 8, 8] {
        relu;
    }
}

fn main() {}
