// Two convolutions that are to recognise what fills the image.
use firebrick::network;

network! {
    #[deny(firebrick::narrow_receptive_field)]
    pub network Net: [3, 32, 32] -> [10] {
        conv2d(8, 3, padding = 1);
        relu;
        conv2d(10, 3, padding = 1);
        global_avg_pool; //~
    }
}

fn main() {}
