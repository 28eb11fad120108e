//! What the examples share: data, the choice of a backend, the drawings of the blocks.

pub mod backend;
pub mod digits;
pub mod drawings;
pub mod lenet5;
