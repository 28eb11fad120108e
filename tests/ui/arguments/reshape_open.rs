// PyTorch's `view` with a size that is to be computed.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [10] {
        reshape([-1]); //~
        linear(10);
    }
}

fn main() {}
