// A tap in a side head, which `forward` does not run.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [10] taps(stem, aux_fc) {
        stem: conv2d(4, 3);
        output aux { global_avg_pool; aux_fc: linear(10); }
        global_avg_pool;
        fc: linear(10);
    }
}

fn main() {}
