//! Random networks, and what they are by a model of their own.
//!
//! ```text
//! choices (a seed, a fuzzer's bytes) → grow → tree → rust    the declaration
//!                                          → plan → torch   its PyTorch twin
//! ```
//!
//! A network is grown statement by statement under the generator's own rules of shapes and paths
//! (`shape`, `path`, `plan`), which share no code with the library: where the two differ, one is wrong.

mod choices;
mod grow;
mod layers;
mod mangle;
mod path;
mod plan;
mod rust;
mod shape;
mod spoil;
mod torch;

pub mod tree;

use std::ops::Range;

pub use choices::Choices;
pub use grow::grow;
pub use mangle::mangled;
pub use plan::{Fault, Plan, declared_input, plan};
pub use rust::{CUSTOM, Printed, print};
pub use shape::{Shape, numbers_of};
pub use spoil::{Spoiled, spoiled};
pub use torch::twin;

/// The seeds of the networks that are compiled and run.
pub const VALID: Range<u64> = 0..320;

/// Those of them that are compared with PyTorch, `reference/random_networks.json`.
pub const COMPARED: Range<u64> = 0..64;

/// The seeds of the networks that must not compile.
pub const SPOILED: Range<u64> = 1000..1360;
