//! Xception's separable convolutions with their shortcut.
//!
//! Chollet 2016, *Xception: Deep Learning with Depthwise Separable Convolutions*. The "extreme" Inception module
//! of its section 1.2 goes across the channels first and then through each of them; the author holds the order to be
//! of no account, and what Keras builds is the usual one, depthwise first, without an activation between.

use super::separable::SeparableConv;
use crate::network;

network! {
    /// The "extreme" Inception module (figure 4): a 1×1 convolution, then a depthwise one, no bias.
    ///
    /// `[C, H, W]` to `[out, H, W]`; `kernel` odd. It costs more than depthwise first where the channels grow, for
    /// the depthwise kernels are then as many as `out`.
    pub block PointwiseFirst(out: usize, kernel: usize = 3) {
        pointwise: conv2d(out, 1, bias = false);
        depthwise: conv2d(out, kernel, padding = kernel / 2, groups = out, bias = false);
    }

    /// Two or three separable convolutions (`widths`), each behind a ReLU and before its norm, and a shortcut.
    ///
    /// `[C, H, W]` to `[widths[N - 1], ⌈H / stride⌉, ⌈W / stride⌉]`; a stride of 2 is a max-pool 3×3, and the
    /// shortcut then a strided 1×1 convolution (figure 5, entry and exit flow), else the value itself (middle flow).
    /// `n` is the number in Keras's names (`block2_sepconv1`), `shortcut` the text that Keras adds to `conv2d` and
    /// `batch_normalization` (`""`, `"_1"`, …). Use it with `_:`. `activated` leaves the first ReLU out where the
    /// value comes from one, and `pointwise_first` is the paper's order in place of Keras's.
    pub block XceptionBlock(
        n: usize,
        widths: [usize; 3],
        stride: usize = 1,
        shortcut: &'static str = "",
        activated: bool = false,
        pointwise_first: bool = false,
    ) {
        sum {
            {
                for (i, width) in [(1, widths[0]), (2, widths[1]), (3, widths[2])] {
                    if width != 0 {
                        if !activated || i != 1 { relu; }
                        "block{n}_sepconv{i}": if pointwise_first { PointwiseFirst(width); } else { SeparableConv(width); }
                        "block{n}_sepconv{i}_bn": batch_norm(eps = 1e-3, momentum = 0.01);
                    }
                }
                if stride != 1 { max_pool2d(3, stride = stride, padding = same); }
            }
            if stride != 1 {
                "conv2d{shortcut}": conv2d(widths[1], 1, stride = stride, padding = same, bias = false);
                "batch_normalization{shortcut}": batch_norm(eps = 1e-3, momentum = 0.01);
            } else {
                identity;
            }
        }
    }

    example PointwiseFirst(32): [16, 32, 32] -> [32, 32, 32], params = 16 * 32 + 32 * 9;
    example XceptionBlock(5, [728, 728, 728], pointwise_first = true): [728, 19, 19] -> [728, 19, 19],
        params = 3 * (728 * 9 + 728 * 728 + 2 * 728);
    example XceptionBlock(2, [128, 128, 0], stride = 2): [64, 147, 147] -> [128, 74, 74],
        params = 64 * 9 + 64 * 128 + 128 * 9 + 128 * 128 + 64 * 128 + 3 * 2 * 128;
    example XceptionBlock(5, [728, 728, 728]): [728, 19, 19] -> [728, 19, 19], params = 3 * (728 * 9 + 728 * 728 + 2 * 728);
}
