// A label beside one with a hole: it comes again in the second round.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        for i in 0..2 {
            "layer{i}": conv2d(4, 1);
            last: conv2d(4, 1); //~
        }
    }
}

fn main() {}
