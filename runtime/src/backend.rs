//! The type parameter: which hardware a network runs on.

use std::fmt::Debug;

use burn::tensor::Device;

/// A backend.
pub trait Backend: Copy + Clone + Debug + Send + Sync + 'static {
    const NAME: &'static str;

    fn owns(device: &Device) -> bool;
}

/// Burn's pure Rust CPU backend.
#[derive(Clone, Copy, Debug)]
pub enum Flex {}

impl Backend for Flex {
    const NAME: &'static str = "Flex";

    fn owns(_: &Device) -> bool {
        true
    }
}

impl Flex {
    /// The device.
    pub fn device() -> Device {
        Device::flex()
    }
}

/// No backend in particular: a network as a plain Burn module.
#[derive(Clone, Copy, Debug)]
pub enum Plain {}
