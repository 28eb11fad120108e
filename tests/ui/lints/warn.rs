// A lint that is to warn and not to fail.
use firebrick::network;

network! {
    #[warn(firebrick::bias_before_norm)] //~
    pub network Net: [3, 8, 8] -> [3, 8, 8] {
        relu;
    }
}

fn main() {}
