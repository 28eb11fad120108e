// A form for another count of numbers.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 9] {
        conv2d(4, 1);
        reshape([4, 8, 9]); //~
    }
}

fn main() {}
