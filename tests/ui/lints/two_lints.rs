// Two things that lints find, in one network.
use firebrick::network;

network! {
    #[deny(firebrick::all)]
    pub network Net: [3, 7, 8] -> [4, 3, 4] {
        for _ in 0..2 {
            conv2d(4, 3, padding = 1); //~
            batch_norm;
        }
        max_pool2d(2); //~
    }
}

fn main() {}
