//! The descriptions of the built-in layers: what a declaration says of them, and nothing else.
//!
//! Each has `DEFAULT` (PyTorch's defaults; required arguments are 0 until they are set) and
//! `const fn rule(&self, input: Shape) -> Ruled`.

pub use super::activation::{
    Elu, Gelu, GeluApproximation, HardSigmoid, HardSwish, LeakyRelu, Mish, PRelu, Relu, Relu6,
    Sigmoid, Silu, Softmax, Tanh,
};
pub use super::conv::{Conv, ConvTranspose};
pub use super::form::{
    ChannelShuffle, Flatten, Identity, Interpolate, InterpolateMode, PixelShuffle, Reshape, Scale,
    Slice,
};
pub use super::linear::{Linear, LinearDim};
pub use super::noise::{Dropout, StochasticDepth};
pub use super::norm::{BatchNorm, GroupNorm, InstanceNorm, LayerNorm, LocalResponseNorm};
pub use super::parameter::Parameter;
pub use super::pool::{AdaptiveAvgPool, AvgPool, GlobalAvgPool, MaxPool};

/// A convolution over signals, `[C, L]`, as `torch.nn.Conv1d`; see [`Conv`] for its rule.
pub type Conv1d = Conv<1>;
/// A convolution over images, `[C, H, W]`, as `torch.nn.Conv2d`; see [`Conv`] for its rule.
pub type Conv2d = Conv<2>;
/// A convolution over volumes, `[C, D, H, W]`, as `torch.nn.Conv3d`; see [`Conv`] for its rule.
pub type Conv3d = Conv<3>;
/// A transposed convolution over signals, `[C, L]`, as `torch.nn.ConvTranspose1d`; see [`ConvTranspose`] for its rule.
pub type ConvTranspose1d = ConvTranspose<1>;
/// A transposed convolution over images, `[C, H, W]`, as `torch.nn.ConvTranspose2d`; see [`ConvTranspose`] for its rule.
pub type ConvTranspose2d = ConvTranspose<2>;
/// A transposed convolution over volumes, `[C, D, H, W]`, as `torch.nn.ConvTranspose3d`; see [`ConvTranspose`] for its rule.
pub type ConvTranspose3d = ConvTranspose<3>;
/// A max pool over signals, `[C, L]`, as `torch.nn.MaxPool1d`; see [`MaxPool`] for its rule.
pub type MaxPool1d = MaxPool<1>;
/// A max pool over images, `[C, H, W]`, as `torch.nn.MaxPool2d`; see [`MaxPool`] for its rule.
pub type MaxPool2d = MaxPool<2>;
/// A max pool over volumes, `[C, D, H, W]`, as `torch.nn.MaxPool3d`; see [`MaxPool`] for its rule.
pub type MaxPool3d = MaxPool<3>;
/// An average pool over signals, `[C, L]`, as `torch.nn.AvgPool1d`; see [`AvgPool`] for its rule.
pub type AvgPool1d = AvgPool<1>;
/// An average pool over images, `[C, H, W]`, as `torch.nn.AvgPool2d`; see [`AvgPool`] for its rule.
pub type AvgPool2d = AvgPool<2>;
/// An average pool over volumes, `[C, D, H, W]`, as `torch.nn.AvgPool3d`; see [`AvgPool`] for its rule.
pub type AvgPool3d = AvgPool<3>;
/// An average pool to a fixed size over signals, `[C, L]`, as `torch.nn.AdaptiveAvgPool1d`; see [`AdaptiveAvgPool`] for its rule.
pub type AdaptiveAvgPool1d = AdaptiveAvgPool<1>;
/// An average pool to a fixed size over images, `[C, H, W]`, as `torch.nn.AdaptiveAvgPool2d`; see [`AdaptiveAvgPool`] for its rule.
pub type AdaptiveAvgPool2d = AdaptiveAvgPool<2>;
/// An average pool to a fixed size over volumes, `[C, D, H, W]`, as `torch.nn.AdaptiveAvgPool3d`; see [`AdaptiveAvgPool`] for its rule.
pub type AdaptiveAvgPool3d = AdaptiveAvgPool<3>;

// Under the names that declarations use: an editor that asks for `conv2d` is led to its description.
pub use self::{
    AdaptiveAvgPool1d as adaptive_avg_pool1d, AdaptiveAvgPool2d as adaptive_avg_pool2d,
    AdaptiveAvgPool3d as adaptive_avg_pool3d, AvgPool1d as avg_pool1d, AvgPool2d as avg_pool2d,
    AvgPool3d as avg_pool3d, BatchNorm as batch_norm, ChannelShuffle as channel_shuffle,
    Conv1d as conv1d, Conv2d as conv2d, Conv3d as conv3d, ConvTranspose1d as conv_transpose1d,
    ConvTranspose2d as conv_transpose2d, ConvTranspose3d as conv_transpose3d, Dropout as dropout,
    Elu as elu, Flatten as flatten, Gelu as gelu, GlobalAvgPool as global_avg_pool,
    GroupNorm as group_norm, HardSigmoid as hard_sigmoid, HardSwish as hard_swish,
    Identity as identity, InstanceNorm as instance_norm, Interpolate as interpolate,
    LayerNorm as layer_norm, LeakyRelu as leaky_relu, Linear as linear,
    LocalResponseNorm as local_response_norm, MaxPool1d as max_pool1d, MaxPool2d as max_pool2d,
    MaxPool3d as max_pool3d, Mish as mish, PRelu as prelu, Parameter as parameter,
    PixelShuffle as pixel_shuffle, Relu as relu, Relu6 as relu6, Reshape as reshape,
    Scale as scale, Sigmoid as sigmoid, Silu as silu, Slice as slice, Softmax as softmax,
    StochasticDepth as stochastic_depth, Tanh as tanh,
};
