// A linear layer transcribed from PyTorch.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        global_avg_pool;
        linear(3, 10); //~
    }
}

fn main() {}
