// A mistake of form and one of a name.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, kernel: 1); //~
        rellu; //~
    }
}

fn main() {}
