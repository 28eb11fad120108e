// A required parameter behind one with a default.
use firebrick::network;

network! {
    pub block Part(stride: usize = 1, width: usize) { //~
        conv2d(width, 1, stride = stride);
    }
}

fn main() {}
