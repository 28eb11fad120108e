// A kept value as a branch, without `from`.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [6, 8, 8] {
        relu as low;
        conv2d(3, 3, padding = 1);
        concat {
            identity;
            low; //~
        }
    }
}

fn main() {}
