//! The type parameter of a network: which hardware it runs on.
//!
//! Burn chooses the hardware by a value, the [`Device`]; Firebrick adds a type, so that a tensor of one
//! backend does not get into a network of another: `ResNet50<Flex>` takes `Image<Flex, 3, 224, 224>`.
//! A backend is a marker without values. Its one job at run time is to make its device:
//!
//! ```
//! use firebrick::backend::Flex;
//! use firebrick::burn::tensor::Tensor;
//!
//! let device = Flex::device()?;
//! let zeros = Tensor::<2>::zeros([1, 3], &device);
//! # Ok::<(), firebrick::backend::DeviceError>(())
//! ```
//!
//! | type | Cargo feature | hardware |
//! |---|---|---|
//! | `Flex` | `flex` (default) | any CPU; pure Rust |
//! | `NdArray` | `ndarray` | any CPU; the older pure Rust backend |
//! | `Wgpu` | `wgpu` | any GPU; the graphics interface is chosen at run time |
//! | `Vulkan` | `vulkan` | GPUs through Vulkan, with SPIR-V kernels |
//! | `Metal` | `metal` | Apple's GPUs |
//! | `WebGpu` | `webgpu` | the browser's GPU |
//! | `Cuda` | `cuda` | NVIDIA's GPUs |
//! | `Rocm` | `rocm` | AMD's GPUs |
//!
//! A backend whose feature is off does not exist, and rustc says which feature to add. Training is not a
//! backend of its own, as it was in older versions of Burn: `Flex::device()?.autodiff()` is a device of
//! [`Flex`] that records gradients.
//!
//! # The same program on another backend
//!
//! ```
//! use firebrick::Features;
//! use firebrick::backend::{Backend, Flex};
//!
//! fn ones<B: Backend>() -> Result<Features<B, 4>, Box<dyn std::error::Error>> {
//!     let device = B::device()?;
//!     Ok(Features::from_data([[1.0, 1.0, 1.0, 1.0]], &device)?)
//! }
//!
//! assert_eq!(ones::<Flex>()?.batch_size(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fmt::Debug;

use burn::tensor::Device;
use burn_dispatch::DispatchDevice;
#[cfg(any(feature = "wgpu", feature = "cuda", feature = "rocm"))]
use burn_dispatch::devices::CubeDevice;

/// A kind of hardware, as the type parameter of networks and of the tensors at their boundary.
///
/// The trait is sealed: its implementations are the backends that Burn has, see the [module](self).
///
/// ```
/// use firebrick::backend::{Backend, Flex};
///
/// assert_eq!(Flex::NAME, "Flex");
/// assert!(Flex::owns(&Flex::device()?.autodiff()));
/// # Ok::<(), firebrick::backend::DeviceError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a backend of Firebrick",
    label = "expected a backend such as `firebrick::backend::Flex`",
    note = "`Plain`, which a network's type has when none is written, is no backend: write `Net::<Flex>`"
)]
pub trait Backend: Clone + Copy + Debug + Send + Sync + sealed::Sealed + 'static {
    /// The name of the type, for messages.
    const NAME: &'static str;

    /// The device that the backend prefers on this machine.
    ///
    /// # Errors
    /// Where the machine has no such device: [`DeviceError`] says what is missing and how to get it.
    fn device() -> Result<Device, DeviceError>;

    /// Whether a device belongs to this backend, with or without gradients. Other devices of the same
    /// kind than the preferred one belong to it too: a second GPU, say.
    fn owns(device: &Device) -> bool;
}

/// No backend in particular: what `B` is when it is not written.
///
/// `ResNet18` alone is `ResNet18<Plain>`, a plain Burn module that stands in another network or in
/// hand-written code. It is not a [`Backend`], so it has no typed `forward`.
#[derive(Clone, Copy, Debug)]
pub enum Plain {}

/// A backend has no device on this machine.
///
/// ```
/// use firebrick::backend::{Backend, DeviceError, Flex};
///
/// fn report<B: Backend>() -> String {
///     match B::device() {
///         Ok(device) => format!("{} runs on {device:?}", B::NAME),
///         Err(error @ DeviceError::Missing { .. }) => format!("use another backend: {error}"),
///         Err(error) => error.to_string(),
///     }
/// }
/// assert!(report::<Flex>().starts_with("Flex runs on"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DeviceError {
    /// The machine has no such hardware, or no driver for it.
    #[error("`{backend}` expects {expected}, found none: {reason}\nhelp: {help}")]
    Missing {
        /// The backend that was asked.
        backend: &'static str,
        /// What it needs.
        expected: &'static str,
        /// What the system said.
        reason: String,
        /// How to get it.
        help: &'static str,
    },
    /// The hardware is there and does not start.
    #[error("`{backend}` found a device that does not start: {reason}")]
    Failed {
        /// The backend that was asked.
        backend: &'static str,
        /// What the system said.
        reason: String,
    },
}

mod sealed {
    pub trait Sealed {}
}

/// The backend that a device belongs to, as its type is called.
pub(crate) fn name_of(device: &Device) -> String {
    match plain(device.as_dispatch()) {
        #[cfg(feature = "flex")]
        DispatchDevice::Flex(_) => "Flex".to_owned(),
        #[cfg(feature = "ndarray")]
        DispatchDevice::NdArray(_) => "NdArray".to_owned(),
        #[cfg(any(feature = "wgpu", feature = "cuda", feature = "rocm"))]
        DispatchDevice::Cube(CubeDevice::Cuda(_)) => "Cuda".to_owned(),
        #[cfg(any(feature = "wgpu", feature = "cuda", feature = "rocm"))]
        DispatchDevice::Cube(CubeDevice::Hip(_)) => "Rocm".to_owned(),
        #[cfg(feature = "wgpu")]
        DispatchDevice::Cube(CubeDevice::Wgpu(device)) => graphics::name(device.backend).to_owned(),
        #[allow(
            unreachable_patterns,
            reason = "other crates of a build can add devices of other kinds"
        )]
        other => format!("{other:?}"),
    }
}

/// The device below the one that records gradients.
fn plain(mut device: &DispatchDevice) -> &DispatchDevice {
    while let DispatchDevice::Autodiff(recording) = device {
        device = recording;
    }
    device
}

/// The backends that compute on the CPU, which the layers know ways around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "a build can have one of them, or none")]
pub(crate) enum Cpu {
    Flex,
    NdArray,
}

impl Cpu {
    /// That of a device which records no gradients.
    pub(crate) fn of(device: &Device) -> Option<Self> {
        match device.as_dispatch() {
            #[cfg(feature = "flex")]
            DispatchDevice::Flex(_) => Some(Cpu::Flex),
            #[cfg(feature = "ndarray")]
            DispatchDevice::NdArray(_) => Some(Cpu::NdArray),
            #[allow(unreachable_patterns, reason = "it can be the only kind of a build")]
            _ => None,
        }
    }
}

/// One backend: a type without values, its device, and how its devices are told from others.
macro_rules! backend {
    (
        $(#[$doc:meta])*
        $feature:literal $Name:ident;
        device: $device:expr;
        owns: $pattern:pat => $owns:expr;
    ) => {
        $(#[$doc])*
        #[cfg(feature = $feature)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $Name {}

        #[cfg(feature = $feature)]
        impl $Name {
            /// The device that this backend prefers on this machine; the same as
            /// [`Backend::device`], without an import of the trait.
            ///
            /// # Errors
            /// Where the machine has no such device.
            #[doc = concat!("```no_run\nuse firebrick::backend::", stringify!($Name), ";\n")]
            #[doc = concat!("let device = ", stringify!($Name), "::device()?;")]
            /// let training = device.autodiff();
            /// # Ok::<(), firebrick::backend::DeviceError>(())
            /// ```
            pub fn device() -> Result<Device, DeviceError> {
                $device
            }
        }

        #[cfg(feature = $feature)]
        impl sealed::Sealed for $Name {}

        #[cfg(feature = $feature)]
        #[diagnostic::do_not_recommend]
        impl Backend for $Name {
            const NAME: &'static str = stringify!($Name);

            fn device() -> Result<Device, DeviceError> {
                $Name::device()
            }

            fn owns(device: &Device) -> bool {
                #[allow(unreachable_patterns, reason = "it can be the only kind of a build")]
                match plain(device.as_dispatch()) {
                    $pattern => $owns,
                    _ => false,
                }
            }
        }
    };
}

backend! {
    /// Burn's pure Rust backend for any CPU: the default.
    "flex" Flex;
    device: Ok(Device::flex());
    owns: DispatchDevice::Flex(_) => true;
}

backend! {
    /// The backend for any CPU that computes with the crate `ndarray`. Burn means to remove it in favour
    /// of `Flex`.
    "ndarray" NdArray;
    device: {
        #[allow(deprecated, reason = "the type exists for those who still want it")]
        let device = Device::ndarray();
        Ok(device)
    };
    owns: DispatchDevice::NdArray(_) => true;
}

backend! {
    /// Any GPU, through the graphics interface that the machine offers; also a CPU that poses as one
    /// (Mesa's software Vulkan). The first computation takes seconds, for kernels are tuned then.
    "wgpu" Wgpu;
    device: graphics::device(graphics::WgpuBackend::Auto);
    owns: DispatchDevice::Cube(CubeDevice::Wgpu(device)) => device.backend == graphics::WgpuBackend::Auto;
}

backend! {
    /// GPUs through Vulkan, and nothing else.
    "vulkan" Vulkan;
    device: graphics::device(graphics::WgpuBackend::Vulkan);
    owns: DispatchDevice::Cube(CubeDevice::Wgpu(device)) => device.backend == graphics::WgpuBackend::Vulkan;
}

backend! {
    /// Apple's GPUs through Metal, and nothing else.
    "metal" Metal;
    device: graphics::device(graphics::WgpuBackend::Metal);
    owns: DispatchDevice::Cube(CubeDevice::Wgpu(device)) => device.backend == graphics::WgpuBackend::Metal;
}

backend! {
    /// The GPU that a browser offers.
    "webgpu" WebGpu;
    device: graphics::device(graphics::WgpuBackend::WebGpu);
    owns: DispatchDevice::Cube(CubeDevice::Wgpu(device)) => device.backend == graphics::WgpuBackend::WebGpu;
}

backend! {
    /// NVIDIA's GPUs; [`device`](Self::device) is the first of them.
    "cuda" Cuda;
    device: {
        let found = Device::enumerate(burn::tensor::DeviceType::Cuda);
        first(found.into_iter().next(), || DeviceError::Missing {
            backend: "Cuda",
            expected: "an NVIDIA GPU",
            reason: "the CUDA driver is not installed or lists no device".to_owned(),
            help: "install NVIDIA's driver and CUDA toolkit (`nvidia-smi` lists the devices), or use `Wgpu` or `Flex`",
        })
    };
    owns: DispatchDevice::Cube(CubeDevice::Cuda(_)) => true;
}

backend! {
    /// AMD's GPUs; [`device`](Self::device) is the first of them.
    "rocm" Rocm;
    device: {
        let found = Device::enumerate(burn::tensor::DeviceType::Rocm);
        first(found.into_iter().next(), || DeviceError::Missing {
            backend: "Rocm",
            expected: "an AMD GPU",
            reason: "the HIP runtime is not installed or lists no device".to_owned(),
            help: "install AMD's ROCm (`rocminfo` lists the devices), or use `Wgpu` or `Flex`",
        })
    };
    owns: DispatchDevice::Cube(CubeDevice::Hip(_)) => true;
}

#[cfg(any(feature = "cuda", feature = "rocm"))]
fn first(
    device: Option<Device>,
    missing: impl FnOnce() -> DeviceError,
) -> Result<Device, DeviceError> {
    device.ok_or_else(missing)
}

/// The backends that are wgpu on one graphics interface or another.
#[cfg(feature = "wgpu")]
mod graphics {
    use std::sync::{Mutex, PoisonError};

    use burn::tensor::Device;
    use burn::tensor::wgpu::WgpuInitError;

    pub use burn::tensor::wgpu::WgpuBackend;
    use burn_dispatch::devices::WgpuDevice;

    use super::DeviceError;

    pub fn name(api: WgpuBackend) -> &'static str {
        match api {
            WgpuBackend::Auto => "Wgpu",
            WgpuBackend::Vulkan => "Vulkan",
            WgpuBackend::Metal => "Metal",
            WgpuBackend::WebGpu => "WebGpu",
            #[allow(unreachable_patterns, reason = "Burn can add interfaces")]
            _ => "another wgpu interface",
        }
    }

    /// Starts the runtime, so that a machine without an adapter is an error here and not a panic at the
    /// first tensor. Burn starts a runtime once only; whoever comes later shares it.
    pub fn device(api: WgpuBackend) -> Result<Device, DeviceError> {
        static STARTED: Mutex<Vec<WgpuBackend>> = Mutex::new(Vec::new());
        let mut started = STARTED.lock().unwrap_or_else(PoisonError::into_inner);
        let shared = || Ok(Device::from(WgpuDevice::default().on(api)));
        if started.contains(&api) {
            return shared();
        }
        let device = match Device::wgpu_options().graphics_api(api).init() {
            Ok(device) => device,
            // It runs already: a tensor was made before through Burn itself.
            Err(WgpuInitError::Registration { .. }) => shared()?,
            Err(error) => return Err(explained(api, &error)),
        };
        started.push(api);
        Ok(device)
    }

    fn explained(api: WgpuBackend, error: &WgpuInitError) -> DeviceError {
        let backend = name(api);
        let (WgpuInitError::AdapterUnavailable {
            message: reason, ..
        }
        | WgpuInitError::RequestDevice { message: reason }
        | WgpuInitError::InvalidConfiguration { message: reason }
        | WgpuInitError::Registration { message: reason }) = error
        else {
            return DeviceError::Missing {
                backend,
                expected: "its graphics interface",
                reason: error.to_string(),
                help: "this operating system does not have it; `Wgpu` takes the interface that there is",
            };
        };
        match error {
            WgpuInitError::AdapterUnavailable { .. } => DeviceError::Missing {
                backend,
                expected: "a graphics adapter",
                reason: reason.clone(),
                help: "install a driver (without a GPU, Mesa's software Vulkan does: Debian's packages \
                       `mesa-vulkan-drivers` and `libvulkan1`), or use the backend `Flex`",
            },
            _ => DeviceError::Failed {
                backend,
                reason: reason.clone(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "flex")]
    #[test]
    fn a_device_belongs_to_its_backend_with_and_without_gradients() {
        let device = Flex::device().unwrap();
        assert!(Flex::owns(&device) && Flex::owns(&device.clone().autodiff()));
        assert_eq!(name_of(&device.autodiff()), "Flex");
    }

    #[cfg(all(feature = "flex", feature = "ndarray"))]
    #[test]
    fn a_device_does_not_belong_to_another_backend() {
        let (flex, ndarray) = (Flex::device().unwrap(), NdArray::device().unwrap());
        assert!(!NdArray::owns(&flex) && !Flex::owns(&ndarray) && NdArray::owns(&ndarray));
        assert_eq!(name_of(&ndarray), "NdArray");
    }

    #[test]
    fn what_is_missing_and_what_to_do_are_said() {
        let error = DeviceError::Missing {
            backend: "Wgpu",
            expected: "a graphics adapter",
            reason: "no adapter".to_owned(),
            help: "install a driver",
        };
        assert_eq!(
            error.to_string(),
            "`Wgpu` expects a graphics adapter, found none: no adapter\nhelp: install a driver"
        );
    }
}
