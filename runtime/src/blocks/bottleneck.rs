//! Few channels in the middle.

use crate::network;

network! {
    /// 1×1 to `width` channels, 3×3 among them, 1×1 to `out`: the arithmetic of a bottleneck, without norms.
    ///
    /// `[C, H, W]` to `[out, H, W]`. At 512 channels and a width of 128 it has an eighth of the weights of one
    /// 3×3 convolution ([`PlainConv`](super::PlainConv)). [`Bottleneck`](super::Bottleneck) is ResNet's, with
    /// norms and a shortcut. He et al. 2015, *Deep Residual Learning for Image Recognition*, section 4.1.
    pub block BottleneckConv(width: usize, out: usize) {
        reduce: conv2d(width, 1, bias = false);
        conv: conv2d(width, 3, padding = 1, bias = false);
        expand: conv2d(out, 1, bias = false);
    }

    example BottleneckConv(128, 512): [512, 26, 26] -> [512, 26, 26], params = 278_528, macs = 188_284_928;
}
