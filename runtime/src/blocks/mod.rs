//! The building blocks of convolutional networks, each a [`network!`](crate::network) declaration.
//!
//! A block fits whatever flows in and is used by its path, from any crate:
//!
//! ```
//! use firebrick::{backend::Flex, blocks::{BasicBlock, ConvNormActivation}, network};
//!
//! network! {
//!     pub network Small: [3, 32, 32] -> [10] {
//!         stem: ConvNormActivation(16);
//!         layer1: for i in 0..2 { BasicBlock(16 << i, stride = i + 1); }
//!         global_avg_pool;
//!         fc: linear(10);
//!     }
//! }
//!
//! assert_eq!(Small::<Flex>::PARAMS, 19_994);
//! ```
//!
//! | idea | blocks | paper |
//! |---|---|---|
//! | a shortcut around two or three convolutions | [`BasicBlock`], [`Bottleneck`] | He et al. 2015 |
//! | few channels in the middle | [`BottleneckConv`] | Lin et al. 2013, He et al. 2015 |
//! | several kernels side by side | [`Inception`], [`InceptionA`] to [`InceptionE`] | Szegedy et al. 2014, 2015 |
//! | n×n as 1×n and n×1 | [`FactorizedConv`], [`InceptionC`], [`InceptionE`] | Szegedy et al. 2015 |
//! | each channel by itself, then across | [`DepthwiseSeparable`], [`SeparableConv`] | Howard et al. 2017 |
//! | the same with a shortcut, in either order | [`XceptionBlock`], [`PointwiseFirst`] | Chollet 2016 |
//! | wide in the middle, narrow at the ends | [`InvertedResidual`], [`MbConv`] | Sandler et al. 2018, Howard et al. 2019 |
//! | holes in the kernel, several rates | [`Aspp`], [`AsppPooling`] | Chen et al. 2017 |
//! | a gate for every channel | [`SqueezeExcite`] | Hu et al. 2017 |
//! | everything before, joined | [`DenseLayer`], [`Transition`] | Huang et al. 2016 |
//! | half of the channels, then shuffled | [`ShuffleUnit`] | Ma et al. 2018 |
//! | few channels, then two kernels | [`Fire`] | Iandola et al. 2016 |
//!
//! The drawings of the blocks are made from their declarations: `cargo run -p firebrick-examples --bin draw_blocks`.
//!
//! Paths are torchvision's wherever it has the block. `example` items check each of them with numbers.

mod aspp;
mod bottleneck;
mod conv_norm;
mod dense;
mod factorized;
mod fire;
mod inception;
mod inception_v3;
mod inverted_residual;
mod plain;
mod residual;
mod separable;
mod shuffle;
mod squeeze_excite;
mod xception;

pub use aspp::{Aspp, AsppConv, AsppPooling};
pub use bottleneck::BottleneckConv;
pub use conv_norm::{Activate, Activation, ConvNormActivation};
pub use dense::{DenseLayer, Transition};
pub use factorized::FactorizedConv;
pub use fire::Fire;
pub use inception::{BasicConv, Inception, InceptionAux};
pub use inception_v3::{
    InceptionA, InceptionB, InceptionC, InceptionD, InceptionE, InceptionV3Aux,
};
pub use inverted_residual::{InvertedResidual, MbConv};
pub use plain::PlainConv;
pub use residual::{BasicBlock, Bottleneck};
pub use separable::{DepthwiseSeparable, SeparableConv};
pub use shuffle::ShuffleUnit;
pub use squeeze_excite::SqueezeExcite;
pub use xception::{PointwiseFirst, XceptionBlock};
