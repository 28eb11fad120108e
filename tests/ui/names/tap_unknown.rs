// A tap whose label is misspelt.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [10] taps(stem, bodi) {
        stem: conv2d(4, 3);
        body: { conv2d(4, 3); relu; }
        global_avg_pool;
        fc: linear(10);
    }
}

fn main() {}
