// A value that was to be added, and is not.
use firebrick::network;

network! {
    #[deny(firebrick::unused_kept_value)]
    pub network Net: [3, 8, 8] -> [3, 8, 8] {
        conv2d(3, 3, padding = 1) as shortcut; //~
        relu;
    }
}

fn main() {}
