// PyTorch's way to features.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1);
        x = x.view(x.size(0), -1); //~
    }
}

fn main() {}
