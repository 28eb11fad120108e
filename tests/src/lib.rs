//! What the tests share: blocks that are declared in another crate than those who use them.

pub mod golden;
pub mod parity;
pub mod program;
pub mod required;
pub mod scheme;
pub mod zoo;

firebrick::network! {
    /// A block of another crate.
    pub block Foreign(width: usize, stride: usize = 1, bias: bool = true) {
        conv2d(width, 1, stride = stride, bias = bias);
        conv2d(width, 1, groups = 3);
    }
}

/// The code of the README compiles and runs.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
