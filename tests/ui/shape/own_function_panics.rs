// A panic in a function of one's own.
use firebrick::network;

const fn half(n: usize) -> usize {
    assert!(n % 2 == 0, "expected an even number");
    n / 2
}

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(half(input.channels), 1); //~
    }
}

fn main() {}
