//! A gate for every channel.

use super::conv_norm::{Activate, Activation};
use crate::network;

network! {
    /// Squeeze-and-excite: the mean of every channel, two 1×1 convolutions and a gate in 0 to 1 that multiplies the
    /// channel; named as torchvision's `SqueezeExcitation`.
    ///
    /// `[C, H, W]` to the same; `squeeze` channels in the middle. Hu et al. 2017, *Squeeze-and-Excitation Networks*.
    pub block SqueezeExcite(
        squeeze: usize,
        activation: Activation = Activation::Relu,
        gate: Activation = Activation::Sigmoid,
    ) {
        let channels = input.channels;
        product {
            identity;
            {
                avgpool: global_avg_pool(keep_dims = true);
                fc1: conv2d(squeeze, 1);
                activation: Activate(activation);
                fc2: conv2d(channels, 1);
                scale_activation: Activate(gate);
            }
        }
    }

    example SqueezeExcite(8): [32, 112, 112] -> [32, 112, 112], params = 552;
}
