// A network with the backend as a parameter, as in Burn.
use firebrick::network;

network! {
    pub network Net<B: Backend>: [3, 8, 8] -> [4, 8, 8] { //~
        conv2d(4, 1);
    }
}

fn main() {}
