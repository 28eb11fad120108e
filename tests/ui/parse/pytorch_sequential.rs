// Layers in a row, as PyTorch writes them.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        features: nn.Sequential(nn.Conv2d(3, 4, 3, padding=1), nn.ReLU(inplace=True)); //~
    }
}

fn main() {}
