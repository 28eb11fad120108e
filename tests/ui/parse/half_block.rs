// A block that is being typed before another item.
use firebrick::network;

network! {
    block Part //~
    pub network Net: [3, 8, 8] -> [3, 8, 8] { relu; }
}

fn main() {}
