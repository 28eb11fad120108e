// Dropout in front of a norm.
use firebrick::network;

network! {
    #[deny(firebrick::dropout_before_norm)]
    pub network Net: [16] -> [4] {
        linear(4);
        dropout(0.25); //~
        batch_norm;
    }
}

fn main() {}
