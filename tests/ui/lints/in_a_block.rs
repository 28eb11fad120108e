// A block whose convolution has a bias, used again and again.
use firebrick::network;

network! {
    block ConvNorm(out: usize) { conv: conv2d(out, 3, padding = 1); bn: batch_norm; }

    #[deny(firebrick::bias_before_norm)]
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        layer1: for _ in 0..3 { ConvNorm(4); } //~
    }
}

fn main() {}
