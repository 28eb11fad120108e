// PyTorch's activation in place.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1);
        relu(inplace = True); //~
    }
}

fn main() {}
