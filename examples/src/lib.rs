//! What the examples share: data, photos, networks by name, and the choice of a backend.

pub mod backend;
pub mod bars;
pub mod digits;
pub mod labels;
pub mod lenet5;
pub mod numbers;
pub mod photo;
pub mod presets;
pub mod resize;
pub mod transform;
pub mod zoo;
