//! What the other blocks are measured against.

use crate::network;

network! {
    /// One n×n convolution at equal resolution, without a bias: what the cheaper blocks stand in for.
    ///
    /// `[C, H, W]` to `[out, H, W]`; `kernel` odd.
    pub block PlainConv(out: usize, kernel: usize = 3) {
        conv: conv2d(out, kernel, padding = kernel / 2, bias = false);
    }

    example PlainConv(512): [512, 26, 26] -> [512, 26, 26], params = 2_359_296, macs = 1_594_884_096;
    example PlainConv(32): [16, 32, 32] -> [32, 32, 32], params = 4_608;
}
