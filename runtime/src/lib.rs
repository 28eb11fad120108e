//! Neural networks as declarations.

pub use burn;

mod flow;
pub mod graph;
mod layers;
mod part;
#[doc(hidden)]
pub mod private;
pub mod shape;

pub use part::PlanError;
