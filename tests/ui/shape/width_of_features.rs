// The width of features.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        global_avg_pool;
        linear(input.width); //~
    }
}

fn main() {}
