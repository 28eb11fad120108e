//! The type parameter: which hardware a network runs on.
//!
//! ```
//! use firebrick::backend::{Backend, Flex};
//!
//! # fn main() -> Result<(), firebrick::backend::DeviceError> {
//! let device = Flex::device()?;
//! assert_eq!(Flex::NAME, "Flex");
//! assert!(Flex::owns(&device));
//! // Autodiff is a property of the device, as in Burn.
//! assert!(Flex::owns(&device.autodiff()));
//! # Ok(())
//! # }
//! ```
//!
//! Burn 0.22 chooses the backend at run time, by the device. Firebrick keeps the choice in the type,
//! where the compiler sees it: tensors of two backends do not mix. Each backend stands behind the Cargo
//! feature of the same name in lower case.

use std::fmt::Debug;

use burn::tensor::Device;

/// A backend: a type that names the hardware a network runs on.
///
/// Implemented by the markers of this module, each behind its Cargo feature.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a backend",
    label = "expected `Flex`, `NdArray`, `Wgpu` or another backend of `firebrick::backend`",
    note = "a network without a backend is a plain Burn module, a part of other networks: write `Net::<Flex>`"
)]
pub trait Backend: Copy + Clone + Debug + Send + Sync + 'static + sealed::Sealed {
    /// As it is written: `Flex`.
    const NAME: &'static str;

    /// The default device of the backend.
    ///
    /// # Errors
    /// Where there is none on this machine, with what is missing.
    fn device() -> Result<Device, DeviceError>;

    /// Whether a device belongs to the backend, with autodiff or without.
    fn owns(device: &Device) -> bool;
}

/// No backend in particular: the default `B` of a network, which is then a plain Burn module, as it
/// stands inside another network.
#[derive(Clone, Copy, Debug)]
pub enum Plain {}

/// A backend that cannot be used on this machine.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{backend}: expected {expected}, found none\nhelp: {help}")]
pub struct DeviceError {
    backend: &'static str,
    expected: &'static str,
    help: String,
}

mod sealed {
    pub trait Sealed {}
}

/// What Burn calls the runtime of a device, below autodiff.
fn runtime(device: &Device) -> String {
    format!("{:?}", device.clone().inner())
}

/// A marker for each backend.
macro_rules! backends {
    ($($(#[$doc:meta])* $Name:ident = $feature:literal, $runtime:literal, $device:expr;)*) => {$(
        $(#[$doc])*
        #[cfg(feature = $feature)]
        #[derive(Clone, Copy, Debug)]
        pub enum $Name {}

        #[cfg(feature = $feature)]
        impl sealed::Sealed for $Name {}

        #[cfg(feature = $feature)]
        impl Backend for $Name {
            const NAME: &'static str = stringify!($Name);

            fn device() -> Result<Device, DeviceError> {
                $device
            }

            fn owns(device: &Device) -> bool {
                runtime(device).contains($runtime)
            }
        }

        #[cfg(feature = $feature)]
        impl $Name {
            /// The default device of the backend.
            ///
            /// # Errors
            /// Where there is none on this machine, with what is missing.
            pub fn device() -> Result<Device, DeviceError> {
                <$Name as Backend>::device()
            }
        }
    )*};
}

backends! {
    /// Burn's CPU backend in pure Rust.
    Flex = "flex", "Flex", Ok(Device::flex());
    /// Burn's CPU backend on `ndarray`. Deprecated by Burn in favour of [`Flex`], and kept here to compare.
    NdArray = "ndarray", "NdArray", Ok(#[allow(deprecated)] Device::ndarray());
    /// GPUs through WebGPU's shading language: Vulkan, Metal or DirectX, whichever the machine has.
    Wgpu = "wgpu", "Wgpu", graphics("Wgpu", Device::wgpu_options().init());
    /// NVIDIA's GPUs.
    Cuda = "cuda", "Cuda", Ok(Device::cuda(0));
    /// AMD's GPUs.
    Rocm = "rocm", "Rocm", Ok(Device::rocm(0));
    /// Apple's GPUs.
    Metal = "metal", "Metal", Ok(Device::metal(burn::tensor::DeviceKind::DefaultDevice));
    /// GPUs through Vulkan's own shaders.
    Vulkan = "vulkan", "Vulkan", Ok(Device::vulkan(burn::tensor::DeviceKind::DefaultDevice));
    /// GPUs in a browser.
    WebGpu = "webgpu", "WebGpu", Ok(Device::webgpu(burn::tensor::DeviceKind::DefaultDevice));
}

/// Burn panics at the first use of a device that is not there: the error is taken before.
#[cfg(feature = "wgpu")]
fn graphics<E: std::fmt::Display>(
    backend: &'static str,
    device: Result<Device, E>,
) -> Result<Device, DeviceError> {
    device.map_err(|error| DeviceError {
        backend,
        expected: "a graphics adapter",
        help: format!(
            "install a driver (without a GPU: Debian's `mesa-vulkan-drivers` and `libvulkan1`), or use \
             `Flex`; the driver said: {error}"
        ),
    })
}
