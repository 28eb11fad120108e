// The input of the network, for a long shortcut.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [3, 8, 8] {
        conv2d(3, 3, padding = 1);
        relu;
        sum {
            identity;
            from input; //~
        }
    }
}

fn main() {}
