// A side head with the name of the declared output.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1);
        output main { global_avg_pool; linear(2); } //~
    }
}

fn main() {}
