use crate::blocks::{Activation, ConvNormActivation, MbConv};
use crate::network;

network! {
    /// EfficientNet-B0, as torchvision's `efficientnet_b0`, with its stochastic depth.
    ///
    /// Tan and Le 2019, *EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks*, table 1.
    pub network EfficientNetB0: [3, 224, 224] -> [1000] {
        features: sequential {
            ConvNormActivation(32, stride = 2, activation = Activation::Silu);
            for (first, expand, kernel, stride, out, n) in [
                (0, 1, 3, 1, 16, 1), (1, 6, 3, 2, 24, 2), (3, 6, 5, 2, 40, 2), (5, 6, 3, 2, 80, 3),
                (8, 6, 5, 1, 112, 3), (11, 6, 5, 2, 192, 4), (15, 6, 3, 1, 320, 1),
            ] {
                sequential {
                    for i in 0..n {
                        MbConv(
                            out, expand * input.channels, kernel = kernel,
                            stride = if i == 0 { stride } else { 1 },
                            squeeze = input.channels / 4, squeeze_activation = Activation::Silu,
                            drop = 0.2 * (first + i) as f64 / 16.0,
                        );
                    }
                }
            }
            ConvNormActivation(1280, kernel = 1, activation = Activation::Silu);
        }
        avgpool: global_avg_pool;
        classifier: sequential { dropout(0.2); linear(1000); }
    }
}
