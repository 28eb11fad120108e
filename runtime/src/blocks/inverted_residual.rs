//! Wide in the middle, narrow at the ends.

use super::conv_norm::{Activation, ConvNormActivation};
use super::squeeze_excite::SqueezeExcite;
use crate::network;

network! {
    /// MobileNetV2's inverted residual: 1×1 to `expand` times the channels, depthwise 3×3, 1×1 without an activation
    /// (the linear bottleneck); ReLU6, and a shortcut where the shape stays. As torchvision's `InvertedResidual`.
    ///
    /// `[C, H, W]` to `[out, ⌈H / stride⌉, ⌈W / stride⌉]`. Sandler et al. 2018, *MobileNetV2: Inverted Residuals and
    /// Linear Bottlenecks*, figure 3b.
    pub block InvertedResidual(out: usize, stride: usize = 1, expand: usize = 6) {
        let hidden = input.channels * expand;
        residual if stride == 1 && input.channels == out {
            conv: sequential {
                if expand != 1 { ConvNormActivation(hidden, kernel = 1, activation = Activation::Relu6); }
                ConvNormActivation(hidden, stride = stride, groups = hidden, activation = Activation::Relu6);
                conv2d(out, 1, bias = false);
                batch_norm;
            }
        }
    }

    /// The inverted residual of MobileNetV3 and EfficientNet (MBConv): `hidden` channels in the middle, a kernel of any
    /// odd size, squeeze-and-excite of `squeeze` channels (0: without), stochastic depth. As torchvision's.
    ///
    /// `[C, H, W]` to `[out, ⌈H / stride⌉, ⌈W / stride⌉]`. Howard et al. 2019, *Searching for MobileNetV3*, figure 4;
    /// Tan and Le 2019, *EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks*, table 1.
    pub block MbConv(
        out: usize,
        hidden: usize,
        kernel: usize = 3,
        stride: usize = 1,
        squeeze: usize = 0,
        activation: Activation = Activation::Silu,
        squeeze_activation: Activation = activation,
        gate: Activation = Activation::Sigmoid,
        drop: f64 = 0.0,
        eps: f64 = 1e-5,
        momentum: f64 = 0.1,
    ) {
        let expands = input.channels != hidden;
        let stays = stride == 1 && input.channels == out;
        residual if stays {
            block: sequential {
                if expands { ConvNormActivation(hidden, kernel = 1, activation = activation, eps = eps, momentum = momentum); }
                ConvNormActivation(
                    hidden, kernel = kernel, stride = stride, groups = hidden, activation = activation,
                    eps = eps, momentum = momentum,
                );
                if squeeze != 0 { SqueezeExcite(squeeze, activation = squeeze_activation, gate = gate); }
                ConvNormActivation(out, kernel = 1, activation = Activation::None, eps = eps, momentum = momentum);
            }
            if stays && drop > 0.0 { stochastic_depth(drop); }
        }
    }

    example InvertedResidual(24, stride = 2): [16, 112, 112] -> [24, 56, 56], params = 5_136;
    example MbConv(16, 32, squeeze = 8): [32, 112, 112] -> [16, 112, 112], params = 1_448;
}
