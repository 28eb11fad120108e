// A kept value taken up in the middle of a branch.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        identity as x;
        sum { { conv2d(4, 1); from x; relu; } conv2d(4, 1); } //~
    }
}

fn main() {}
