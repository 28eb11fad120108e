// Channels that double from round to round.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        let c = 2;
        for _ in 0..2 { conv2d(c, 1); c *= 2; } //~
    }
}

fn main() {}
