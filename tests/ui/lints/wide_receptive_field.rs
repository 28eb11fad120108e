// Kernels for a large image on a small one.
use firebrick::network;

network! {
    #[deny(firebrick::wide_receptive_field)]
    pub network Net: [3, 8, 8] -> [3, 8, 8] {
        conv2d(3, 31, padding = 15);
        relu;
        conv2d(3, 31, padding = 15);
        relu;
        conv2d(3, 31, padding = 15); //~
        relu;
    }
}

fn main() {}
