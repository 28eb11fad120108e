// The shortcut of torchvision's `forward`.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        identity as identity;
        conv2d(4, 1);
        out += identity; //~
    }
}

fn main() {}
