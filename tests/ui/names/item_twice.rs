// Two blocks of one name.
use firebrick::network;

network! {
    block Part() { relu; }
    block Part() { silu; } //~
}

fn main() {}
