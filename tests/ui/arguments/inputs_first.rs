// The input channels in front, as PyTorch wants them.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(3, 4, kernel_size = 1); //~
    }
}

fn main() {}
