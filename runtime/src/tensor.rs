//! Typed tensors: what goes into a network and comes out of it.
//!
//! The backend and the shape stand in the type, so two networks that do not fit do not compile, and
//! neither do tensors of two backends. Every way in from a plain Burn tensor is checked.
//!
//! ```
//! use firebrick::{Image, backend::{Backend, Flex}, burn::tensor::Tensor};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let device = Flex::device()?;
//! let plain = Tensor::<4>::zeros([2, 3, 32, 32], &device);
//! let images = Image::<Flex, 3, 32, 32>::try_from(plain)?;
//! assert_eq!(images.batch_size(), 2);
//!
//! let error = Image::<Flex, 1, 28, 28>::try_from(images.into_tensor()).unwrap_err();
//! assert_eq!(error.to_string(), "expected an image [1, 28, 28], found [3, 32, 32]");
//! # Ok(())
//! # }
//! ```
//!
//! A value of another shape, or of another backend, is a type error:
//!
//! ```compile_fail,E0308
//! use firebrick::{Image, backend::Flex};
//! fn show(_: Image<Flex, 3, 32, 32>) {}
//! fn wrong(small: Image<Flex, 1, 28, 28>) { show(small) }
//! ```

use std::fmt;
use std::marker::PhantomData;

use burn::tensor::{Device, Distribution, Tensor, TensorData};

use crate::backend::Backend;
use crate::flow::{Carry, Flow};

/// A dimension that is known at run time only: `Image<B, 3>` is `Image<B, 3, ANY, ANY>`.
pub const ANY: usize = 0;

/// A plain tensor, or a device, that is not what the type says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MisfitError {
    /// Another shape.
    #[error("expected {kind} {}, found {}", Dims(expected), Dims(found))]
    Shape {
        /// What a person calls a value of this rank.
        kind: &'static str,
        /// The dimensions of the type, [`ANY`] where it leaves them open.
        expected: Vec<usize>,
        /// The dimensions of the tensor, without the batch.
        found: Vec<usize>,
    },
    /// Another backend.
    #[error("expected a tensor on {expected}, found one on {found}")]
    Backend {
        /// The backend of the type.
        expected: &'static str,
        /// The device of the tensor.
        found: String,
    },
    /// A size is needed where the type leaves it open.
    #[error("expected {kind} whose size is known, found {}", Dims(expected))]
    Open {
        /// What a person calls a value of this rank.
        kind: &'static str,
        /// The dimensions of the type.
        expected: Vec<usize>,
    },
    /// No tensors to make a batch of.
    #[error("expected tensors to make a batch of, found none")]
    Empty,
}

/// `[3, _, _]`
struct Dims<'d>(&'d [usize]);

impl fmt::Display for Dims<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<String> = self
            .0
            .iter()
            .map(|&dim| {
                if dim == ANY {
                    "_".to_owned()
                } else {
                    dim.to_string()
                }
            })
            .collect();
        write!(f, "[{}]", words.join(", "))
    }
}

/// Generated code's way in and out.
pub trait Typed: Sized {
    fn into_flow(self) -> Flow;

    /// # Panics
    /// Where sizes that the declaration leaves open turn out other than the type says.
    fn from_flow(flow: Flow) -> Self;
}

/// The type for a number of dimensions, the batch not counted.
pub struct OfRank<const RANK: usize>;

/// See [`OfRank`]: the type of a value of these dimensions.
pub trait BoundaryType<B, const D0: usize, const D1: usize, const D2: usize, const D3: usize> {
    type Type;
}

macro_rules! typed_tensors {
    ($(
        $(#[$doc:meta])*
        $Type:ident, $kind:literal, $rank:literal = [$($dim:ident $(= $default:expr)?),*];
    )*) => {$(
        $(#[$doc])*
        pub struct $Type<B, $(const $dim: usize $(= $default)?),*>(Tensor<$rank>, PhantomData<fn() -> B>);

        impl<B, $(const $dim: usize),*> $Type<B, $($dim),*> {
            /// The dimensions of the type, [`ANY`] where they are open.
            const DIMS: [usize; $rank - 1] = [$($dim),*];

            /// The plain tensor, the batch first.
            pub fn into_tensor(self) -> Tensor<$rank> {
                self.0
            }

            /// The plain tensor, the batch first.
            pub fn tensor(&self) -> &Tensor<$rank> {
                &self.0
            }

            /// How many rows the batch has.
            pub fn batch_size(&self) -> usize {
                self.0.dims()[0]
            }

            /// The rows one by one, each a batch of one.
            pub fn split(self) -> Vec<Self> {
                let rows = self.batch_size();
                self.0.chunk(rows, 0).into_iter().map(Self::unchecked).collect()
            }

            /// One batch of several, in order.
            ///
            /// # Errors
            /// Where there are none, or sizes that the type leaves open differ.
            pub fn batch(several: impl IntoIterator<Item = Self>) -> Result<Self, MisfitError> {
                let tensors: Vec<_> = several.into_iter().map(Self::into_tensor).collect();
                let Some(first) = tensors.first().map(Tensor::dims) else {
                    return Err(MisfitError::Empty);
                };
                for tensor in &tensors {
                    fits($kind, &first[1..], &tensor.dims()[1..])?;
                }
                Ok(Self::unchecked(Tensor::cat(tensors, 0)))
            }

            fn unchecked(tensor: Tensor<$rank>) -> Self {
                $Type(tensor, PhantomData)
            }
        }

        impl<B: Backend, $(const $dim: usize),*> $Type<B, $($dim),*> {
            /// Numbers in row-major order with their shape, the batch first.
            ///
            /// # Errors
            /// Where the shape is not that of the type.
            pub fn from_data(data: impl Into<TensorData>, device: &Device) -> Result<Self, MisfitError> {
                let data = data.into();
                let found: Vec<usize> = data.shape().to_vec();
                if found.len() != $rank {
                    let found = found.get(1..).unwrap_or_default().to_vec();
                    return Err(MisfitError::Shape { kind: $kind, expected: Self::DIMS.to_vec(), found });
                }
                Tensor::from_data(data, device).try_into()
            }

            /// A batch of uniform noise in `0..1`.
            ///
            /// # Errors
            /// Where the type leaves a dimension open, or the device belongs to another backend.
            pub fn random(batch: usize, device: &Device) -> Result<Self, MisfitError> {
                if Self::DIMS.contains(&ANY) {
                    return Err(MisfitError::Open { kind: $kind, expected: Self::DIMS.to_vec() });
                }
                let mut shape = [batch; $rank];
                shape[1..].copy_from_slice(&Self::DIMS);
                Tensor::random(shape, Distribution::Default, device).try_into()
            }

            /// The same values on another device of the backend.
            ///
            /// # Errors
            /// Where the device belongs to another backend: [`Self::to_backend`] changes the type too.
            pub fn to_device(self, device: &Device) -> Result<Self, MisfitError> {
                self.0.to_device(device).try_into()
            }

            /// The same values on another backend.
            ///
            /// # Errors
            /// Where the device belongs to another backend than the type says.
            pub fn to_backend<Other: Backend>(
                self,
                device: &Device,
            ) -> Result<$Type<Other, $($dim),*>, MisfitError> {
                self.0.to_device(device).try_into()
            }
        }

        impl<B: Backend, $(const $dim: usize),*> TryFrom<Tensor<$rank>> for $Type<B, $($dim),*> {
            type Error = MisfitError;

            fn try_from(tensor: Tensor<$rank>) -> Result<Self, MisfitError> {
                fits($kind, &Self::DIMS, &tensor.dims()[1..])?;
                let device = tensor.device();
                if B::owns(&device) {
                    Ok(Self::unchecked(tensor))
                } else {
                    Err(MisfitError::Backend { expected: B::NAME, found: format!("{device:?}") })
                }
            }
        }

        impl<B, $(const $dim: usize),*> Typed for $Type<B, $($dim),*> {
            fn into_flow(self) -> Flow {
                self.0.into_flow()
            }

            #[track_caller]
            fn from_flow(flow: Flow) -> Self {
                let tensor = Tensor::<$rank>::from_flow(flow);
                if let Err(misfit) = fits($kind, &Self::DIMS, &tensor.dims()[1..]) {
                    panic!("the network returned another size than it declares: {misfit}");
                }
                Self::unchecked(tensor)
            }
        }

        impl<B, $(const $dim: usize),*> Clone for $Type<B, $($dim),*> {
            fn clone(&self) -> Self {
                Self::unchecked(self.0.clone())
            }
        }

        impl<B: Backend, $(const $dim: usize),*> fmt::Debug for $Type<B, $($dim),*> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}<{}, {}>", stringify!($Type), B::NAME, Dims(&self.0.dims()))
            }
        }
    )*};
}

typed_tensors! {
    /// Features: `[batch, N]`.
    Features, "features", 2 = [N];
    /// A batch of signals or sequences: `[batch, C, L]`.
    Signal, "a signal", 3 = [C, L = ANY];
    /// A batch of images: `[batch, C, H, W]`, channels first.
    Image, "an image", 4 = [C, H = ANY, W = ANY];
    /// A batch of volumes: `[batch, C, D, H, W]`.
    Volume, "a volume", 5 = [C, D = ANY, H = ANY, W = ANY];
}

impl<B, const C: usize, const H: usize, const W: usize> Image<B, C, H, W> {
    /// The same images as images of any size, as a network takes them whose input is `[C, _, _]`.
    pub fn any_size(self) -> Image<B, C> {
        Image::unchecked(self.0)
    }
}

impl<B: Backend, const C: usize> Image<B, C> {
    /// The same images as images of this size.
    ///
    /// # Errors
    /// Where they have another one.
    pub fn of_size<const H: usize, const W: usize>(self) -> Result<Image<B, C, H, W>, MisfitError> {
        self.0.try_into()
    }
}

impl<B, const D0: usize, const D1: usize, const D2: usize, const D3: usize>
    BoundaryType<B, D0, D1, D2, D3> for OfRank<1>
{
    type Type = Features<B, D0>;
}

impl<B, const D0: usize, const D1: usize, const D2: usize, const D3: usize>
    BoundaryType<B, D0, D1, D2, D3> for OfRank<2>
{
    type Type = Signal<B, D0, D1>;
}

impl<B, const D0: usize, const D1: usize, const D2: usize, const D3: usize>
    BoundaryType<B, D0, D1, D2, D3> for OfRank<3>
{
    type Type = Image<B, D0, D1, D2>;
}

impl<B, const D0: usize, const D1: usize, const D2: usize, const D3: usize>
    BoundaryType<B, D0, D1, D2, D3> for OfRank<4>
{
    type Type = Volume<B, D0, D1, D2, D3>;
}

/// A dimension that is open fits any number.
fn fits(kind: &'static str, expected: &[usize], found: &[usize]) -> Result<(), MisfitError> {
    let same = |(expected, found): (&usize, &usize)| *expected == ANY || expected == found;
    if expected.iter().zip(found).all(same) {
        return Ok(());
    }
    Err(MisfitError::Shape {
        kind,
        expected: expected.to_vec(),
        found: found.to_vec(),
    })
}
