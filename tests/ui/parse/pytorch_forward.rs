// A line of PyTorch's `forward`.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        x = F.relu(self.bn1(self.conv1(x))); //~
    }
}

fn main() {}
