// Slopes for other channels.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1);
        prelu(num_parameters = 3); //~
    }
}

fn main() {}
