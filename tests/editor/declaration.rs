//! Where an editor leads from a declaration.
use firebrick::network;

network! {
    /// A block of two convolutions.
    pub block Pair(width: usize, stride: usize = 1) {
        first: conv2d(width, 3, stride = stride, padding = 1);
        relu;
        second: conv2d(width, 3, padding = 1);
    }

    /// A small network.
    pub network Small: [3, 32, 32] -> [10] {
        stem: conv2d(16, 3, padding = 1, bias = false);
        bn: batch_norm;
        pairs: for i in 0..2 { Pair(32, stride = if i == 0 { 2 } else { 1 }); }
        sum { identity; max_pool2d(3, stride = 1, padding = 1); }
        global_avg_pool as features;
        out: linear(input.features - 22);
    }
}

fn main() {
    let network =
        Small::<firebrick::backend::Flex>::init(&firebrick::backend::Flex::device().unwrap());
    println!("{:?}", network.stem);
}
