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

pub type Conv1d = Conv<1>;
pub type Conv2d = Conv<2>;
pub type Conv3d = Conv<3>;
pub type ConvTranspose1d = ConvTranspose<1>;
pub type ConvTranspose2d = ConvTranspose<2>;
pub type ConvTranspose3d = ConvTranspose<3>;
pub type MaxPool1d = MaxPool<1>;
pub type MaxPool2d = MaxPool<2>;
pub type MaxPool3d = MaxPool<3>;
pub type AvgPool1d = AvgPool<1>;
pub type AvgPool2d = AvgPool<2>;
pub type AvgPool3d = AvgPool<3>;
pub type AdaptiveAvgPool1d = AdaptiveAvgPool<1>;
pub type AdaptiveAvgPool2d = AdaptiveAvgPool<2>;
pub type AdaptiveAvgPool3d = AdaptiveAvgPool<3>;
