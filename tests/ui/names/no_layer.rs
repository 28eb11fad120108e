// A type of the standard library, of the same name as a block elsewhere.
use firebrick::network;

network! {
    block Pair(width: usize) {
        conv2d(width, 3, padding = 1);
        for _ in 0..2 {
            String(width); //~
        }
    }
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        Pair(4);
    }
}

fn main() {}
