//! The only names that generated code may use. Not a public interface.

pub use firebrick_macros::network_impl;
