// A parameter of a block with Python's type.
use firebrick::network;

network! {
    block Wide(width: int) { //~
        conv2d(width, 1);
    }
}

fn main() {}
