//! Few channels, then two kernels.

use crate::network;

network! {
    /// A 1×1 convolution to few channels, then 1×1 and 3×3 side by side, as torchvision's `Fire`.
    ///
    /// `[C, H, W]` to `[2 · expand, H, W]`. Iandola et al. 2016, *SqueezeNet: AlexNet-level accuracy with 50x fewer
    /// parameters*, figure 1.
    pub block Fire(squeeze: usize, expand: usize) {
        squeeze: conv2d(squeeze, 1);
        squeeze_activation: relu;
        concat {
            { expand1x1: conv2d(expand, 1); expand1x1_activation: relu; }
            { expand3x3: conv2d(expand, 3, padding = 1); expand3x3_activation: relu; }
        }
    }

    example Fire(16, 64): [64, 55, 55] -> [128, 55, 55], params = 11_408;
}
