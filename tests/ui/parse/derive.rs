// The traits of a module, as Burn has them derived.
use firebrick::network;

network! {
    #[derive(Module, Debug)] //~
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1);
    }
}

fn main() {}
