// Two statements with a mistake of form each.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, kernel: 1); //~
        batch_norm(eps = ); //~
    }
}

fn main() {}
