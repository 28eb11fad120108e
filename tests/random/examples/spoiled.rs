//! Networks that must not compile: `tests/spoiled.rs` reads what the compiler says of them.

include!(concat!(env!("OUT_DIR"), "/spoiled.rs"));

fn main() {}
