// Two side heads of one name.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1);
        output aux { global_avg_pool; a: linear(2); }
        output aux { global_avg_pool; b: linear(2); } //~
    }
}

fn main() {}
