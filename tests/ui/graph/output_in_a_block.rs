// A side head in a block.
use firebrick::network;

network! {
    block Part() { relu; output aux { global_avg_pool; linear(2); } } //~
}

fn main() {}
