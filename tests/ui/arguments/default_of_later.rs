// A default that refers to a later parameter.
use firebrick::network;

network! {
    block Neck(hidden: usize = 4 * width, width: usize = 8) { //~
        conv2d(hidden, 1);
        conv2d(width, 1);
    }
}

fn main() {}
