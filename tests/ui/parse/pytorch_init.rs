// A layer of PyTorch's `__init__`.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        self.conv1 = nn.Conv2d(3, 4, kernel_size=3, padding=1, bias=False); //~
    }
}

fn main() {}
