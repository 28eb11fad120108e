// Two values joined by PyTorch's function.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(2, 1) as a;
        conv2d(2, 1) as b;
        x = torch.cat([a, b], dim=1); //~
    }
}

fn main() {}
