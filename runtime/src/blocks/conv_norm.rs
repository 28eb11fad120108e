//! A convolution, its norm and an activation.

use crate::network;

/// What follows a convolution and its norm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// Nothing: a linear layer.
    None,
    /// max(x, 0)
    Relu,
    /// min(max(x, 0), 6)
    Relu6,
    /// x · σ(x)
    Silu,
    /// x · relu6(x + 3) / 6
    HardSwish,
    /// σ(x)
    Sigmoid,
    /// relu6(x + 3) / 6
    HardSigmoid,
}

network! {
    /// The activation of that kind; the shape stays.
    pub block Activate(activation: Activation) {
        match activation {
            Activation::None => { identity; }
            Activation::Relu => { relu; }
            Activation::Relu6 => { relu6; }
            Activation::Silu => { silu; }
            Activation::HardSwish => { hard_swish; }
            Activation::Sigmoid => { sigmoid; }
            Activation::HardSigmoid => { hard_sigmoid; }
        }
    }

    /// A convolution without bias, batch norm and an activation, numbered as torchvision's
    /// `Conv2dNormActivation`.
    ///
    /// `[C, H, W]` to `[out, ⌈H / stride⌉, ⌈W / stride⌉]`, `kernel` odd.
    pub block ConvNormActivation(
        out: usize,
        kernel: usize = 3,
        stride: usize = 1,
        dilation: usize = 1,
        groups: usize = 1,
        activation: Activation = Activation::Relu,
        eps: f64 = 1e-5,
        momentum: f64 = 0.1,
    ) {
        sequential {
            conv2d(
                out, kernel, stride = stride, padding = dilation * (kernel / 2), dilation = dilation,
                groups = groups, bias = false,
            );
            batch_norm(eps = eps, momentum = momentum);
            if !matches!(activation, Activation::None) { Activate(activation); }
        }
    }

    example ConvNormActivation(32, stride = 2, activation = Activation::Relu6): [3, 224, 224] -> [32, 112, 112], params = 928;
}
