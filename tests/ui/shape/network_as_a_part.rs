// A network as a part, where what flows in does not fit it.
use firebrick::network;

network! {
    pub network Trunk: [3, 8, 8] -> [4, 6, 6] {
        conv2d(4, 3);
    }

    pub network Net: [3, 8, 8] -> [4, 6, 6] {
        flatten;
        Trunk; //~
    }
}

fn main() {}
