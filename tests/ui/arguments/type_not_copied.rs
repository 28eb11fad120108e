// A parameter of an enum that derives nothing.
use firebrick::network;

pub enum Activation {
    Relu,
    Silu,
}

network! {
    block Activated(act: Activation) { //~
        match act {
            Activation::Relu => { relu; }
            Activation::Silu => { silu; }
        }
    }

    pub network Net: [3, 8, 8] -> [3, 8, 8] {
        Activated(Activation::Silu);
    }
}

fn main() {}
