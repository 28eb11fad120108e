// A condition on an enum, by `==`.
use firebrick::network;

#[derive(Clone, Copy, PartialEq)]
pub enum Activation {
    Relu,
    Silu,
}

network! {
    block Activated(act: Activation) {
        if act == Activation::Relu { relu; } else { silu; } //~
    }

    pub network Net: [3, 8, 8] -> [3, 8, 8] {
        Activated(Activation::Silu);
    }
}

fn main() {}
