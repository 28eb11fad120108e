// A lint that is to hold wherever the block is used.
use firebrick::network;

network! {
    #[deny(firebrick::dropped_pixels)] //~
    pub block Half() {
        max_pool2d(2);
    }
}

fn main() {}
