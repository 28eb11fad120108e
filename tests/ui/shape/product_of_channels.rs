// A gate with too few channels.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1);
        product { identity; { global_avg_pool(keep_dims = true); conv2d(2, 1); sigmoid; } } //~
    }
}

fn main() {}
