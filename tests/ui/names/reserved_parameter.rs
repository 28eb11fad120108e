// A parameter named like a method of every configuration.
use firebrick::network;

network! {
    block Part(init: f64) { prelu(init = init); } //~
}

fn main() {}
