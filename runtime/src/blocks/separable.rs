//! Each channel by itself, then across the channels.

use crate::network;

network! {
    /// A depthwise convolution, then a 1×1 one, with nothing between: Keras's `SeparableConv2D`.
    ///
    /// `[C, H, W]` to `[out, ⌈H / stride⌉, ⌈W / stride⌉]`, padding `same`, no bias. 3×3 from 16 to 32 channels has
    /// 656 weights; the plain convolution ([`PlainConv`](super::PlainConv)) has 4,608.
    pub block SeparableConv(out: usize, kernel: usize = 3, stride: usize = 1) {
        depthwise: conv2d(input.channels, kernel, stride = stride, padding = same, groups = input.channels, bias = false);
        pointwise: conv2d(out, 1, bias = false);
    }

    /// MobileNet's block: a depthwise 3×3 and a 1×1 convolution, each with batch norm and ReLU6.
    ///
    /// `[C, H, W]` to `[out, ⌈H / stride⌉, ⌈W / stride⌉]`. Howard et al. 2017, *MobileNets: Efficient Convolutional
    /// Neural Networks for Mobile Vision Applications*, figure 3; ReLU6 as in Keras.
    pub block DepthwiseSeparable(out: usize, stride: usize = 1, eps: f64 = 1e-5, momentum: f64 = 0.1) {
        let channels = input.channels;
        depthwise: conv2d(channels, 3, stride = stride, padding = same, groups = channels, bias = false);
        depthwise_bn: batch_norm(eps = eps, momentum = momentum);
        relu6;
        pointwise: conv2d(out, 1, bias = false);
        pointwise_bn: batch_norm(eps = eps, momentum = momentum);
        relu6;
    }

    example SeparableConv(32): [16, 32, 32] -> [32, 32, 32], params = 656;
    example DepthwiseSeparable(64): [32, 112, 112] -> [64, 112, 112], params = 2_336 + 2 * (32 + 64);
    example DepthwiseSeparable(128, stride = 2): [64, 112, 112] -> [128, 56, 56], params = 8_768 + 2 * (64 + 128);
}
