// A block that is not imported.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        Residual(4); //~
    }
}

fn main() {}
