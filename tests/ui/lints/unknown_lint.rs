// A lint by a name that is nearly right.
use firebrick::network;

network! {
    #[deny(firebrick::bias_before_norms)] //~
    pub network Net: [3, 8, 8] -> [3, 8, 8] {
        relu;
    }
}

fn main() {}
