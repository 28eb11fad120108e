//! Random networks, compiled and run: see `tests`. Here are the hand-written layers that they are grown of.

// A `Fault` is made in const functions, which have no heap: it is as large as its words may be.
#![allow(clippy::result_large_err)]

mod gate;
mod maxout;
mod unshuffle;

pub use gate::Gate;
pub use maxout::Maxout;
pub use unshuffle::Unshuffle;
