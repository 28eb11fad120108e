// A budget for a count that is not counted.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] { conv2d(4, 1); }
    budget Net: flops <= 1_000; //~
}

fn main() {}
