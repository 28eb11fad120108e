// Another output than declared.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] { //~
        conv2d(8, 1);
    }
}

fn main() {}
