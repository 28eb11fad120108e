//! Neural networks as declarations, for [Burn](https://burn.dev).
//!
//! [`network!`] turns a composition of blocks into statically shape-checked Burn modules, generic over the
//! backend by a type parameter, with parameter counts, multiply-adds and the whole graph as constants.
//!
//! ```
//! use firebrick::{Image, backend::Flex, network};
//!
//! network! {
//!     /// A classifier of small images.
//!     pub network Tiny: [3, 32, 32] -> [10] {
//!         conv2d(16, 3, padding = 1);
//!         relu;
//!         max_pool2d(2);
//!         residual { conv2d(16, 3, padding = 1); relu; }
//!         global_avg_pool;
//!         linear(10);
//!     }
//! }
//!
//! const _: () = assert!(Tiny::<Flex>::PARAMS == 2_938);
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let device = Flex::device()?;
//! let net = Tiny::<Flex>::init(&device);
//! let scores = net.forward(Image::random(8, &device)?);
//! assert_eq!(scores.tensor().dims(), [8, 10]);
//! # Ok(())
//! # }
//! ```
//!
//! # Where to find what
//!
//! - [`network!`]: the language, whole.
//! - [`layer!`]: a hand-written layer as a part of a body.
//! - [`backend`]: the type parameter; [`Image`], [`Features`], [`Signal`], [`Volume`]: typed tensors.
//! - [`graph`]: a network as data; [`Summary`]: as a table.
//! - [`weights`]: files, by the names of PyTorch.
//! - [`shape`]: shapes, and the words of a misfit.

pub use burn;

pub mod backend;
pub mod blocks;
mod fields;
mod flow;
mod fold;
pub mod graph;
mod init;
mod layer;
mod layers;
#[cfg(feature = "models")]
pub mod models;
mod nearest;
mod observe;
mod part;
#[doc(hidden)]
pub mod private;
mod profile;
pub mod shape;
mod summary;
mod tensor;
pub mod weights;

pub use flow::{Flow, RankError};
pub use graph::PlanError;
pub use init::ParamKind;
pub use observe::{PathError, Paths};
#[doc(hidden)]
pub use part::Part;
pub use profile::{Profile, ProfileOptions, ProfileRow};
pub use shape::{Dim, Shape};
pub use summary::Summary;
pub use tensor::{ANY, Features, Image, MisfitError, Signal, Volume};

#[doc = include_str!("network.md")]
#[macro_export]
macro_rules! network {
    ($($tokens:tt)*) => {
        $crate::private::network_impl! { $crate $($tokens)* }
    };
}
