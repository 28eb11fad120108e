//! What the examples share: data, photos, networks by name, the choice of a backend, the drawings of the blocks.

pub mod backend;
pub mod bars;
pub mod digits;
pub mod drawings;
pub mod labels;
pub mod lenet5;
pub mod numbers;
pub mod photo;
pub mod presets;
pub mod resize;
pub mod transform;
pub mod zoo;
