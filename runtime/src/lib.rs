//! Neural networks as declarations.

pub use burn;
