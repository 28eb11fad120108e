//! Everything before, joined.

use crate::network;

network! {
    /// One layer of a dense block: norm, 1×1 to four times the growth, norm, 3×3, and what came in beside it. As
    /// torchvision's `_DenseLayer`.
    ///
    /// `[C, H, W]` to `[C + growth, H, W]`. Huang et al. 2016, *Densely Connected Convolutional Networks* (DenseNet-B).
    pub block DenseLayer(growth: usize) {
        concat {
            identity;
            {
                norm1: batch_norm;
                relu1: relu;
                conv1: conv2d(4 * growth, 1, bias = false);
                norm2: batch_norm;
                relu2: relu;
                conv2: conv2d(growth, 3, padding = 1, bias = false);
            }
        }
    }

    /// Between two dense blocks: half the channels, half the size. As torchvision's `_Transition`.
    ///
    /// `[C, H, W]` to `[C / 2, H / 2, W / 2]`.
    pub block Transition() {
        let half = input.channels / 2;
        norm: batch_norm;
        relu: relu;
        conv: conv2d(half, 1, bias = false);
        pool: avg_pool2d(2);
    }

    example DenseLayer(32): [64, 56, 56] -> [96, 56, 56], params = 45_440;
    example Transition: [256, 56, 56] -> [128, 28, 28], params = 33_280;
}
