// A block named by a keyword of Rust.
use firebrick::network;

network! {
    block match() { relu; } //~
}

fn main() {}
