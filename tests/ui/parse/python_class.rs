// A layer as PyTorch writes it.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        nn.ReLU(); //~
        conv2d(4, 1);
    }
}

fn main() {}
