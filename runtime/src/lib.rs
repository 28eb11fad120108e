//! Neural networks as declarations.

pub use burn;

pub mod backend;
mod flow;
pub mod graph;
mod init;
mod layer;
mod layers;
mod observe;
mod part;
#[doc(hidden)]
pub mod private;
pub mod shape;
mod summary;
mod tensor;
pub mod weights;

pub use flow::Flow;
pub use init::ParamKind;
pub use part::PlanError;
pub use shape::{Dim, Shape};
pub use summary::Summary;
pub use tensor::{ANY, Features, Image, MisfitError, Signal, Volume};

/// Declares blocks and networks.
#[macro_export]
macro_rules! network {
    ($($tokens:tt)*) => {
        $crate::private::network_impl! { $crate $($tokens)* }
    };
}
