// A doc comment on a layer.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        /// The only layer. //~
        conv2d(4, 1);
    }
}

fn main() {}
