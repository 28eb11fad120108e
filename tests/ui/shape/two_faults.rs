// Two mistakes that have nothing to do with each other.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(6, 1, groups = 2); //~
        relu;
        conv2d(9, 1, groups = 4); //~
        conv2d(4, 1);
    }
}

fn main() {}
