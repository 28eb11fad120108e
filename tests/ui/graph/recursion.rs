// A block that contains itself.
use firebrick::network;

network! {
    block Part(depth: usize) { relu; if depth > 0 { Part(depth - 1); } } //~
}

fn main() {}
