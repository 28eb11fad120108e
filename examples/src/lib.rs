//! What the examples share: data, and the choice of a backend.

pub mod backend;
pub mod digits;
pub mod lenet5;
