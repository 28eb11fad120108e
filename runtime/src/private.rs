//! The only names that generated code may use. Not a public interface.

pub use firebrick_macros::network_impl;

pub use crate::shape::spec;

/// The modules behind the built-in layers that hold state.
pub mod nn {
    pub use burn::nn::conv::Conv2d;
    pub use burn::nn::{BatchNorm, Linear};
}
