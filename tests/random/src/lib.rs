//! Random networks, compiled and run: see `tests`. Here are the hand-written layers that they are grown of.

mod gate;
mod maxout;
mod unshuffle;

pub use gate::Gate;
pub use maxout::Maxout;
pub use unshuffle::Unshuffle;
