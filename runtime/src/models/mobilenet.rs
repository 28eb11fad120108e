use crate::blocks::{Activation, ConvNormActivation, InvertedResidual, MbConv};
use crate::network;

/// `value` to the nearest multiple of 8, not below nine tenths of it: torchvision's `_make_divisible`.
const fn multiple_of_8(value: usize) -> usize {
    let near = (value + 4) / 8 * 8;
    let near = if near < 8 { 8 } else { near };
    if 10 * near < 9 * value {
        near + 8
    } else {
        near
    }
}

network! {
    /// MobileNetV2, as torchvision's `mobilenet_v2`.
    ///
    /// Sandler et al. 2018, *MobileNetV2: Inverted Residuals and Linear Bottlenecks*, table 2.
    pub network MobileNetV2: [3, 224, 224] -> [1000] {
        features: sequential {
            ConvNormActivation(32, stride = 2, activation = Activation::Relu6);
            for (expand, out, n, stride) in [
                (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2),
                (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1),
            ] {
                for i in 0..n { InvertedResidual(out, stride = if i == 0 { stride } else { 1 }, expand = expand); }
            }
            ConvNormActivation(1280, kernel = 1, activation = Activation::Relu6);
        }
        global_avg_pool;
        classifier: sequential { dropout(0.2); linear(1000); }
    }

    /// MobileNetV3-Large, as torchvision's `mobilenet_v3_large`.
    ///
    /// Howard et al. 2019, *Searching for MobileNetV3*, table 1.
    pub network MobileNetV3Large: [3, 224, 224] -> [1000] {
        features: sequential {
            ConvNormActivation(16, stride = 2, activation = Activation::HardSwish, eps = 1e-3, momentum = 0.01);
            for (kernel, hidden, out, squeezes, swish, stride) in [
                (3, 16, 16, false, false, 1), (3, 64, 24, false, false, 2), (3, 72, 24, false, false, 1),
                (5, 72, 40, true, false, 2), (5, 120, 40, true, false, 1), (5, 120, 40, true, false, 1),
                (3, 240, 80, false, true, 2), (3, 200, 80, false, true, 1), (3, 184, 80, false, true, 1),
                (3, 184, 80, false, true, 1), (3, 480, 112, true, true, 1), (3, 672, 112, true, true, 1),
                (5, 672, 160, true, true, 2), (5, 960, 160, true, true, 1), (5, 960, 160, true, true, 1),
            ] {
                MbConv(
                    out, hidden, kernel = kernel, stride = stride,
                    squeeze = if squeezes { multiple_of_8(hidden / 4) } else { 0 },
                    activation = if swish { Activation::HardSwish } else { Activation::Relu },
                    squeeze_activation = Activation::Relu, gate = Activation::HardSigmoid,
                    eps = 1e-3, momentum = 0.01,
                );
            }
            ConvNormActivation(960, kernel = 1, activation = Activation::HardSwish, eps = 1e-3, momentum = 0.01);
        }
        avgpool: global_avg_pool;
        classifier: sequential { linear(1280); hard_swish; dropout(0.2); linear(1000); }
    }
}
