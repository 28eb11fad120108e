// A block of this declaration misspelt.
use firebrick::network;

network! {
    block BasicBlock(width: usize) { conv2d(width, 1); }
    pub network Net: [3, 8, 8] -> [4, 8, 8] { BasicBlok(4); } //~
}

fn main() {}
