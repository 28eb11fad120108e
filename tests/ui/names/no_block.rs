// A module of Burn's as a block, which has not been joined with `layer!`.
use firebrick::burn::{self, module::Module, nn::Linear};
use firebrick::network;

#[derive(Module, Debug)]
pub struct Gate {
    fc: Linear,
}

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1);
        gate: Gate(ratio = 4); //~
        relu;
    }
}

fn main() {}
