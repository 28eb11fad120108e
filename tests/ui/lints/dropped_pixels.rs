// A pool of 2 over an odd number of rows.
use firebrick::network;

network! {
    #[deny(firebrick::dropped_pixels)]
    pub network Net: [3, 7, 8] -> [3, 3, 4] {
        max_pool2d(2); //~
    }
}

fn main() {}
