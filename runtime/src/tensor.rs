//! Typed tensors at the boundary of a network: the backend and the shape are part of their type.
//!
//! Inside a network plain tensors flow and the plan knows their shapes. Where a value comes in and goes
//! out it is one of four types, so two networks that do not fit, or two backends that are mixed, do not
//! compile. Every way in is checked once, at run time, and nothing is checked after.

use std::fmt;
use std::marker::PhantomData;

use burn::tensor::{Device, Distribution, Tensor, TensorData};

use crate::backend::{self, Backend};
use crate::flow::{Carry, Flow};

/// A size that is known at run time only: `_` in a declaration.
///
/// ```
/// use firebrick::{ANY, Image, backend::Flex};
///
/// fn same(image: Image<Flex, 3>) -> Image<Flex, 3, ANY, ANY> {
///     image
/// }
/// ```
pub const ANY: usize = 0;

/// A tensor does not have the type that it shall get.
///
/// ```
/// use firebrick::{Image, MisfitError, backend::Flex};
/// use firebrick::burn::tensor::Tensor;
///
/// let tensor = Tensor::<4>::zeros([1, 3, 256, 256], &Flex::device()?);
/// let error: MisfitError = Image::<Flex, 3, 224, 224>::try_from(tensor).unwrap_err();
/// assert_eq!(error.to_string(), "expected an image [3, 224, 224], found [3, 256, 256]");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MisfitError {
    /// Another shape. Both are without the batch.
    #[error(
        "expected {kind} {}, found {found:?}{}",
        Sizes(expected),
        channels_last(expected, found)
    )]
    Shape {
        /// What the type is, with its article: "an image".
        kind: &'static str,
        /// The shape of the type; `None` is any size.
        expected: Vec<Option<usize>>,
        /// The shape of the tensor.
        found: Vec<usize>,
    },
    /// Another number of dimensions. Only data can have it; a tensor's is part of its type.
    #[error("expected {kind} [batch, {}, found data {found:?}", Sizes(expected).tail())]
    Rank {
        /// What the type is, with its article.
        kind: &'static str,
        /// The shape of the type without the batch; `None` is any size.
        expected: Vec<Option<usize>>,
        /// The whole shape of the data.
        found: Vec<usize>,
    },
    /// A tensor or a device of another backend.
    #[error(
        "expected {what} on {expected}, found one on {found}\n\
         help: `to_backend::<{expected}>(&device)` of a typed tensor changes the backend"
    )]
    Backend {
        /// What was given: "a tensor" or "a device".
        what: &'static str,
        /// The backend of the type.
        expected: &'static str,
        /// The backend of what was given.
        found: String,
    },
    /// The type leaves a size open, and it is needed.
    #[error(
        "expected a known size, found {kind} {} with `_` in it\n\
         help: make a plain tensor of the size and convert it with `try_from`",
        Sizes(expected)
    )]
    OpenSize {
        /// What the type is, with its article.
        kind: &'static str,
        /// The shape of the type without the batch; `None` is any size.
        expected: Vec<Option<usize>>,
    },
    /// A batch of nothing.
    #[error("expected at least one tensor to make a batch of, found none")]
    Empty,
    /// Tensors that do not go into one batch: their sizes differ, or their devices.
    #[error("expected one {what} in a batch, found {first} and {other}")]
    Mixed {
        /// What differs: "size" or "device".
        what: &'static str,
        /// That of the first tensor.
        first: String,
        /// That of the first one that differs.
        other: String,
    },
}

/// What to do about a tensor that fits but for its channels, which stand at its end as in files of images and in
/// TensorFlow.
fn channels_last(expected: &[Option<usize>], found: &[usize]) -> &'static str {
    let mut channels_first = found.to_vec();
    channels_first.rotate_right(1);
    let fits =
        |(expected, found): (&Option<usize>, &usize)| expected.is_none_or(|size| size == *found);
    match expected.len() {
        axes @ 2..=4 if expected.iter().zip(&channels_first).all(fits) => [
            "\nhelp: the channels come first: `tensor.permute([0, 2, 1])`",
            "\nhelp: the channels come first: `tensor.permute([0, 3, 1, 2])`",
            "\nhelp: the channels come first: `tensor.permute([0, 4, 1, 2, 3])`",
        ][axes - 2],
        _ => "",
    }
}

/// Sizes as in a declaration: `[3, _, _]`.
struct Sizes<'s>(&'s [Option<usize>]);

impl Sizes<'_> {
    /// Everything behind the opening bracket.
    fn tail(&self) -> String {
        self.to_string().split_off(1)
    }
}

impl fmt::Display for Sizes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[")?;
        for (axis, size) in self.0.iter().enumerate() {
            let comma = if axis == 0 { "" } else { ", " };
            match size {
                Some(size) => write!(f, "{comma}{size}")?,
                None => write!(f, "{comma}_")?,
            }
        }
        f.write_str("]")
    }
}

/// What a type says about the shape, to compare with what is.
struct Expected<'e> {
    kind: &'static str,
    sizes: &'e [usize],
}

impl Expected<'_> {
    fn admits(&self, found: &[usize]) -> bool {
        let mut pairs = self.sizes.iter().zip(found);
        self.sizes.len() == found.len()
            && pairs.all(|(&expected, &found)| expected == ANY || expected == found)
    }

    /// `dims` begins with the batch.
    fn check_tensor<B: Backend>(&self, dims: &[usize], device: &Device) -> Result<(), MisfitError> {
        check_backend::<B>("a tensor", device)?;
        self.check_shape(&dims[1..])
    }

    fn check_shape(&self, found: &[usize]) -> Result<(), MisfitError> {
        if self.admits(found) {
            return Ok(());
        }
        Err(MisfitError::Shape {
            kind: self.kind,
            expected: self.open(),
            found: found.to_vec(),
        })
    }

    fn check_data<B: Backend>(&self, dims: &[usize], device: &Device) -> Result<(), MisfitError> {
        check_backend::<B>("a device", device)?;
        if dims.len() != self.sizes.len() + 1 {
            return Err(MisfitError::Rank {
                kind: self.kind,
                expected: self.open(),
                found: dims.to_vec(),
            });
        }
        self.check_shape(&dims[1..])
    }

    /// For a tensor that is to be made: all sizes, the batch first.
    fn whole<B: Backend, const R: usize>(
        &self,
        batch: usize,
        device: &Device,
    ) -> Result<[usize; R], MisfitError> {
        check_backend::<B>("a device", device)?;
        if self.sizes.contains(&ANY) {
            return Err(MisfitError::OpenSize {
                kind: self.kind,
                expected: self.open(),
            });
        }
        let mut dims = [batch; R];
        dims[1..].copy_from_slice(self.sizes);
        Ok(dims)
    }

    fn open(&self) -> Vec<Option<usize>> {
        let sizes = self.sizes.iter();
        sizes.map(|&size| (size != ANY).then_some(size)).collect()
    }
}

fn check_backend<B: Backend>(what: &'static str, device: &Device) -> Result<(), MisfitError> {
    if B::owns(device) {
        return Ok(());
    }
    Err(MisfitError::Backend {
        what,
        expected: B::NAME,
        found: backend::name_of(device),
    })
}

/// Several tensors as one batch: their sizes and devices must agree.
fn joined<const R: usize>(tensors: Vec<Tensor<R>>) -> Result<Tensor<R>, MisfitError> {
    let first = tensors.first().ok_or(MisfitError::Empty)?;
    let (dims, device) = (first.dims(), first.device());
    for tensor in &tensors[1..] {
        if tensor.dims()[1..] != dims[1..] {
            return Err(MisfitError::Mixed {
                what: "size",
                first: format!("{:?}", &dims[1..]),
                other: format!("{:?}", &tensor.dims()[1..]),
            });
        }
        let other = tensor.device();
        if other != device || other.is_autodiff() != device.is_autodiff() {
            return Err(MisfitError::Mixed {
                what: "device",
                first: format!("{device:?}"),
                other: format!("{other:?}"),
            });
        }
    }
    Ok(Tensor::cat(tensors, 0))
}

/// What a typed tensor shows of itself: its type, its batch, its device; never its numbers.
fn show<const R: usize>(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    backend: &str,
    sizes: &[usize],
    tensor: &Tensor<R>,
) -> fmt::Result {
    write!(f, "{name}<{backend}")?;
    for &size in sizes {
        match size {
            ANY => f.write_str(", ANY")?,
            size => write!(f, ", {size}")?,
        }
    }
    write!(f, ">({:?} on {:?})", tensor.dims(), tensor.device())
}

/// The way in and out for generated code, which has proven the shape before.
pub trait Typed {
    fn into_flow(self) -> Flow;

    /// # Panics
    /// Where the flow has another rank: the plan has refused it before.
    fn from_flow(flow: Flow) -> Self;
}

/// Stands for the number of dimensions without the batch, in [`BoundaryType`].
pub struct OfRank<const RANK: usize>;

/// The boundary type of a shape that is given as numbers: `<OfRank<3> as BoundaryType<B, 3, 224, 224,
/// ANY>>::Type` is `Image<B, 3, 224, 224>`. Dimensions that the rank lacks are not looked at.
pub trait BoundaryType<B, const D0: usize, const D1: usize, const D2: usize, const D3: usize> {
    type Type;
}

/// One typed tensor. Its sizes are without the batch. The head of `try_from` stands at each of them, for rustc shows
/// it where the tensor is of another rank.
macro_rules! typed_tensor {
    (
        $(#[$doc:meta])*
        $Name:ident<B, $($Size:ident $(= $any:ident)?),+> = $kind:literal,
        fn $try_from:ident($tensor:ident: Tensor<$rank:literal>), OfRank<$short:literal>, Flow::$Flow:ident;
        example: $type:literal, $dims:literal;
    ) => {
        $(#[$doc])*
        pub struct $Name<B, $(const $Size: usize $(= $any)?),+> {
            tensor: Tensor<$rank>,
            backend: PhantomData<fn() -> B>,
        }

        impl<B, $(const $Size: usize),+> $Name<B, $($Size),+> {
            const SIZES: [usize; $rank - 1] = [$($Size),+];
            const EXPECTED: Expected<'static> = Expected { kind: $kind, sizes: &Self::SIZES };

            /// What has been checked, or comes from what has been.
            fn trusted(tensor: Tensor<$rank>) -> Self {
                debug_assert!(Self::EXPECTED.admits(&tensor.dims()[1..]), "{:?}", tensor.dims());
                $Name { tensor, backend: PhantomData }
            }

            /// The plain tensor, `[batch, …]`.
            ///
            #[doc = concat!("```\n# use firebrick::{", stringify!($Name), ", backend::Flex};")]
            #[doc = concat!("let x = <", $type, ">::zeros(2, &Flex::device()?)?;")]
            #[doc = concat!("assert_eq!(x.into_tensor().dims(), ", $dims, ");")]
            /// # Ok::<(), Box<dyn std::error::Error>>(())
            /// ```
            pub fn into_tensor(self) -> Tensor<$rank> {
                self.tensor
            }

            /// The plain tensor, lent.
            ///
            #[doc = concat!("```\n# use firebrick::{", stringify!($Name), ", backend::Flex};")]
            #[doc = concat!("let x = <", $type, ">::zeros(2, &Flex::device()?)?;")]
            #[doc = concat!("assert_eq!(x.tensor().dims(), ", $dims, ");")]
            /// # Ok::<(), Box<dyn std::error::Error>>(())
            /// ```
            pub fn tensor(&self) -> &Tensor<$rank> {
                &self.tensor
            }

            /// How many there are.
            ///
            #[doc = concat!("```\n# use firebrick::{", stringify!($Name), ", backend::Flex};")]
            #[doc = concat!("assert_eq!(<", $type, ">::zeros(2, &Flex::device()?)?.batch_size(), 2);")]
            /// # Ok::<(), Box<dyn std::error::Error>>(())
            /// ```
            pub fn batch_size(&self) -> usize {
                self.tensor.dims()[0]
            }

            /// Where it is.
            ///
            #[doc = concat!("```\n# use firebrick::{", stringify!($Name), ", backend::Flex};")]
            #[doc = concat!("let device = Flex::device()?;\nlet x = <", $type, ">::zeros(2, &device)?;")]
            /// assert_eq!(x.device(), device);
            /// # Ok::<(), Box<dyn std::error::Error>>(())
            /// ```
            pub fn device(&self) -> Device {
                self.tensor.device()
            }

            /// The batch in parts of `size`, the last one perhaps smaller. Iterating over it gives parts
            /// of one.
            ///
            /// # Panics
            /// Where `size` is 0.
            ///
            #[doc = concat!("```\n# use firebrick::{", stringify!($Name), ", backend::Flex};")]
            #[doc = concat!("let x = <", $type, ">::zeros(5, &Flex::device()?)?;")]
            /// let sizes: Vec<_> = x.clone().split(2).iter().map(|part| part.batch_size()).collect();
            /// assert_eq!(sizes, [2, 2, 1]);
            /// assert_eq!(x.into_iter().count(), 5);
            /// # Ok::<(), Box<dyn std::error::Error>>(())
            /// ```
            pub fn split(self, size: usize) -> Vec<Self> {
                assert!(size > 0, "expected parts of at least one, found a part size of 0");
                let parts = self.tensor.split(size, 0).into_iter();
                parts.map(Self::trusted).collect()
            }

            /// Several as one batch, in their order.
            ///
            /// # Errors
            /// Where there are none, or where open sizes or the devices differ.
            ///
            #[doc = concat!("```\n# use firebrick::{", stringify!($Name), ", backend::Flex};")]
            #[doc = concat!("let x = <", $type, ">::zeros(1, &Flex::device()?)?;")]
            #[doc = concat!("assert_eq!(", stringify!($Name), "::batch([x.clone(), x])?.batch_size(), 2);")]
            /// # Ok::<(), Box<dyn std::error::Error>>(())
            /// ```
            pub fn batch(parts: impl IntoIterator<Item = Self>) -> Result<Self, MisfitError> {
                let tensors = parts.into_iter().map(Self::into_tensor);
                joined(tensors.collect()).map(Self::trusted)
            }
        }

        impl<B: Backend, $(const $Size: usize),+>
            $Name<B, $($Size),+>
        {
            /// From numbers, nested arrays of them or Burn's `TensorData`; the outermost dimension is the
            /// batch.
            ///
            /// # Errors
            /// Where the shape is another one or the device of another backend.
            ///
            #[doc = concat!("```\n# use firebrick::{", stringify!($Name), ", backend::Flex};")]
            #[doc = concat!("use firebrick::burn::tensor::TensorData;\n\nlet device = Flex::device()?;")]
            #[doc = concat!("let x = <", $type, ">::from_data(TensorData::zeros::<f32, _>(", $dims, "), &device)?;")]
            /// assert_eq!(x.batch_size(), 2);
            ///
            #[doc = concat!("let error = <", $type, ">::from_data([1.0, 2.0], &device).unwrap_err();")]
            /// assert!(error.to_string().ends_with("found data [2]"), "{error}");
            /// # Ok::<(), Box<dyn std::error::Error>>(())
            /// ```
            pub fn from_data(data: impl Into<TensorData>, device: &Device) -> Result<Self, MisfitError> {
                let data = data.into();
                Self::EXPECTED.check_data::<B>(data.shape().as_slice(), device)?;
                Ok(Self::trusted(Tensor::from_data(data, device)))
            }

            /// From a plain tensor; the same as the conversion of the trait `TryFrom`.
            ///
            /// A tensor of another rank is refused as it compiles, at the tensor: the trait would be
            /// missing twice, for `TryFrom` and for the `Into` that it could come from.
            ///
            /// # Errors
            /// Where the shape is another one or the tensor is on another backend.
            ///
            #[doc = concat!("```\n# use firebrick::{", stringify!($Name), ", backend::Flex};")]
            #[doc = concat!("use firebrick::burn::tensor::Tensor;\n\nlet device = Flex::device()?;")]
            #[doc = concat!("let x = Tensor::<", stringify!($rank), ">::zeros(", $dims, ", &device);")]
            #[doc = concat!("assert_eq!(<", $type, ">::try_from(x)?.batch_size(), 2);")]
            /// # Ok::<(), Box<dyn std::error::Error>>(())
            /// ```
            pub fn $try_from($tensor: Tensor<$rank>) -> Result<Self, MisfitError> {
                Self::EXPECTED.check_tensor::<B>(&$tensor.dims(), &$tensor.device())?;
                Ok(Self::trusted($tensor))
            }

            /// All numbers 0.
            ///
            /// # Errors
            /// Where the device belongs to another backend, or the type leaves a size open.
            ///
            #[doc = concat!("```\n# use firebrick::{", stringify!($Name), ", backend::Flex};")]
            #[doc = concat!("let x = <", $type, ">::zeros(2, &Flex::device()?)?;")]
            #[doc = concat!("assert_eq!(x.tensor().dims(), ", $dims, ");")]
            /// # Ok::<(), Box<dyn std::error::Error>>(())
            /// ```
            pub fn zeros(batch: usize, device: &Device) -> Result<Self, MisfitError> {
                let dims: [usize; $rank] = Self::EXPECTED.whole::<B, $rank>(batch, device)?;
                Ok(Self::trusted(Tensor::zeros(dims, device)))
            }

            /// Numbers with mean 0 and variance 1.
            ///
            /// # Errors
            /// Where the device belongs to another backend, or the type leaves a size open.
            ///
            #[doc = concat!("```\n# use firebrick::{", stringify!($Name), ", backend::Flex};")]
            #[doc = concat!("let x = <", $type, ">::random(2, &Flex::device()?)?;")]
            #[doc = concat!("assert_eq!(x.tensor().dims(), ", $dims, ");")]
            /// # Ok::<(), Box<dyn std::error::Error>>(())
            /// ```
            pub fn random(batch: usize, device: &Device) -> Result<Self, MisfitError> {
                let dims: [usize; $rank] = Self::EXPECTED.whole::<B, $rank>(batch, device)?;
                let normal = Distribution::Normal(0.0, 1.0);
                Ok(Self::trusted(Tensor::random(dims, normal, device)))
            }

            /// On another device of the same backend.
            ///
            /// # Errors
            /// Where the device belongs to another backend: [`to_backend`](Self::to_backend) changes the
            /// type with it.
            ///
            #[doc = concat!("```\n# use firebrick::{", stringify!($Name), ", backend::Flex};")]
            #[doc = concat!("let device = Flex::device()?;\nlet x = <", $type, ">::zeros(2, &device)?;")]
            /// assert_eq!(x.to_device(&device)?.device(), device);
            /// # Ok::<(), Box<dyn std::error::Error>>(())
            /// ```
            pub fn to_device(self, device: &Device) -> Result<Self, MisfitError> {
                self.to_backend::<B>(device)
            }

            /// On a device of another backend.
            ///
            /// # Errors
            /// Where the device does not belong to `Other`.
            ///
            #[doc = concat!("```\n# use firebrick::{", stringify!($Name), ", backend::Flex};")]
            #[doc = concat!("let device = Flex::device()?;\nlet x = <", $type, ">::zeros(2, &device)?;")]
            #[doc = concat!("let moved: ", $type, " = x.to_backend::<Flex>(&device)?; // or ::<Wgpu>")]
            /// # Ok::<(), Box<dyn std::error::Error>>(())
            /// ```
            pub fn to_backend<Other: Backend>(
                self,
                device: &Device,
            ) -> Result<$Name<Other, $($Size),+>, MisfitError> {
                check_backend::<Other>("a device", device)?;
                Ok($Name::trusted(self.tensor.to_device(device)))
            }
        }

        impl<B: Backend, $(const $Size: usize),+> TryFrom<Tensor<$rank>>
            for $Name<B, $($Size),+>
        {
            type Error = MisfitError;

            fn try_from(tensor: Tensor<$rank>) -> Result<Self, MisfitError> {
                $Name::try_from(tensor)
            }
        }

        impl<B, $(const $Size: usize),+>
            From<$Name<B, $($Size),+>> for Tensor<$rank>
        {
            fn from(typed: $Name<B, $($Size),+>) -> Self {
                typed.tensor
            }
        }

        impl<B, $(const $Size: usize),+> Clone
            for $Name<B, $($Size),+>
        {
            fn clone(&self) -> Self {
                $Name { tensor: self.tensor.clone(), backend: PhantomData }
            }
        }

        impl<B: Backend, $(const $Size: usize),+> fmt::Debug
            for $Name<B, $($Size),+>
        {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                show(f, stringify!($Name), B::NAME, &Self::SIZES, &self.tensor)
            }
        }

        /// Its parts of one.
        impl<B, $(const $Size: usize),+> IntoIterator
            for $Name<B, $($Size),+>
        {
            type Item = Self;
            type IntoIter = std::vec::IntoIter<Self>;

            fn into_iter(self) -> Self::IntoIter {
                self.split(1).into_iter()
            }
        }

        impl<B, $(const $Size: usize),+> Typed
            for $Name<B, $($Size),+>
        {
            fn into_flow(self) -> Flow {
                Flow::$Flow(self.tensor)
            }

            #[track_caller]
            fn from_flow(flow: Flow) -> Self {
                Self::trusted(Tensor::from_flow(flow))
            }
        }
    };
}

typed_tensor! {
    /// Images at the boundary of a network: a tensor `[batch, C, H, W]` on the backend `B`.
    ///
    /// Height and width can be left out; then they are [`ANY`], known at run time only.
    ///
    /// ```
    /// use firebrick::burn::tensor::Tensor;
    /// use firebrick::{Image, backend::Flex};
    ///
    /// let device = Flex::device()?;
    /// let photos = Tensor::<4>::zeros([8, 3, 224, 224], &device);
    /// let photos = Image::<Flex, 3, 224, 224>::try_from(photos)?;
    /// assert_eq!(photos.batch_size(), 8);
    ///
    /// let any: Image<Flex, 3> = photos.any_size();
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// Another shape does not compile, and the message names both:
    ///
    /// ```compile_fail,E0308
    /// use firebrick::{Image, backend::Flex};
    ///
    /// fn classify(photo: Image<Flex, 3, 224, 224>) {}
    /// fn run(small: Image<Flex, 3, 32, 32>) {
    ///     classify(small); // expected `224`, found `32`
    /// }
    /// ```
    ///
    /// Nor does another backend, whatever the shape:
    ///
    /// ```compile_fail,E0308
    /// use firebrick::{Image, backend::{Backend, Flex}};
    ///
    /// fn classify(photo: Image<Flex, 3, 224, 224>) {}
    /// fn run<Wgpu: Backend>(elsewhere: Image<Wgpu, 3, 224, 224>) {
    ///     classify(elsewhere); // expected `Image<Flex, 3, 224, 224>`, found `Image<Wgpu, 3, 224, 224>`
    /// }
    /// ```
    Image<B, C, H = ANY, W = ANY> = "an image",
    fn try_from(tensor: Tensor<4>), OfRank<3>, Flow::Image;
    example: "Image<Flex, 3, 8, 6>", "[2, 3, 8, 6]";
}

typed_tensor! {
    /// Features at the boundary of a network, such as the scores of classes: a tensor `[batch, N]` on the
    /// backend `B`.
    ///
    /// ```
    /// use firebrick::{Features, backend::Flex};
    ///
    /// let scores = Features::<Flex, 3>::from_data([[0.1, 0.7, 0.2]], &Flex::device()?)?;
    /// let best = scores.into_tensor().argmax(1).into_scalar::<i32>();
    /// assert_eq!(best, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// ```compile_fail,E0308
    /// use firebrick::{Features, backend::Flex};
    ///
    /// fn thousand(scores: Features<Flex, 1000>) {}
    /// fn run(ten: Features<Flex, 10>) {
    ///     thousand(ten); // expected `1000`, found `10`
    /// }
    /// ```
    Features<B, N> = "features",
    fn try_from(tensor: Tensor<2>), OfRank<1>, Flow::Features;
    example: "Features<Flex, 5>", "[2, 5]";
}

typed_tensor! {
    /// One-dimensional signals or sequences at the boundary of a network: a tensor `[batch, C, L]` on the
    /// backend `B`. The length can be left out; then it is [`ANY`].
    ///
    /// ```
    /// use firebrick::{Signal, backend::Flex};
    ///
    /// let second = Signal::<Flex, 1, 16_000>::zeros(4, &Flex::device()?)?;
    /// let any: Signal<Flex, 1> = second.any_size();
    /// assert_eq!(any.tensor().dims(), [4, 1, 16_000]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// ```compile_fail,E0308
    /// use firebrick::{Signal, backend::Flex};
    ///
    /// fn mono(signal: Signal<Flex, 1>) {}
    /// fn run(stereo: Signal<Flex, 2>) {
    ///     mono(stereo); // expected `1`, found `2`
    /// }
    /// ```
    Signal<B, C, L = ANY> = "a signal",
    fn try_from(tensor: Tensor<3>), OfRank<2>, Flow::Signal;
    example: "Signal<Flex, 2, 9>", "[2, 2, 9]";
}

typed_tensor! {
    /// Volumes, such as scans or video, at the boundary of a network: a tensor `[batch, C, D, H, W]` on
    /// the backend `B`. Depth, height and width can be left out; then they are [`ANY`].
    ///
    /// ```
    /// use firebrick::{Volume, backend::Flex};
    ///
    /// let clip = Volume::<Flex, 3, 4, 8, 8>::zeros(1, &Flex::device()?)?;
    /// let any: Volume<Flex, 3> = clip.any_size();
    /// assert_eq!(any.tensor().dims(), [1, 3, 4, 8, 8]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// ```compile_fail,E0308
    /// use firebrick::{Volume, backend::Flex};
    ///
    /// fn short(clip: Volume<Flex, 3, 4, 8, 8>) {}
    /// fn run(long: Volume<Flex, 3, 64, 8, 8>) {
    ///     short(long); // expected `4`, found `64`
    /// }
    /// ```
    Volume<B, C, D = ANY, H = ANY, W = ANY> = "a volume",
    fn try_from(tensor: Tensor<5>), OfRank<4>, Flow::Volume;
    example: "Volume<Flex, 2, 3, 4, 5>", "[2, 2, 3, 4, 5]";
}

/// Opening and closing the sizes of a type that has some to open: all but the channels.
macro_rules! open_sizes {
    (
        $Name:ident<B, C, $($Size:ident),+> to $($Other:ident),+;
        example: $type:literal, $any:literal, $closed:literal;
    ) => {
        impl<B, const C: usize, $(const $Size: usize),+> $Name<B, C, $($Size),+> {
            /// The same tensor with its sizes open: what a network with `_` in its input takes.
            ///
            #[doc = concat!("```\n# use firebrick::{", stringify!($Name), ", backend::Flex};")]
            #[doc = concat!("let x = <", $type, ">::zeros(2, &Flex::device()?)?;")]
            #[doc = concat!("let any: ", $any, " = x.any_size();")]
            /// # Ok::<(), Box<dyn std::error::Error>>(())
            /// ```
            pub fn any_size(self) -> $Name<B, C> {
                $Name::trusted(self.tensor)
            }

            /// The same tensor with sizes in its type, `ANY` for one that stays open.
            ///
            /// # Errors
            /// Where it has other sizes.
            ///
            #[doc = concat!("```\n# use firebrick::{", stringify!($Name), ", backend::Flex};")]
            #[doc = concat!("let any: ", $any, " = <", $type, ">::zeros(2, &Flex::device()?)?.any_size();")]
            #[doc = concat!("let known: ", $type, " = any.", $closed, "?;")]
            /// # Ok::<(), Box<dyn std::error::Error>>(())
            /// ```
            pub fn try_into_size<$(const $Other: usize),+>(
                self,
            ) -> Result<$Name<B, C, $($Other),+>, MisfitError> {
                $Name::<B, C, $($Other),+>::EXPECTED.check_shape(&self.tensor.dims()[1..])?;
                Ok($Name::trusted(self.tensor))
            }
        }
    };
}

open_sizes! {
    Image<B, C, H, W> to TO_H, TO_W;
    example: "Image<Flex, 3, 8, 6>", "Image<Flex, 3>", "try_into_size::<8, 6>()";
}

open_sizes! {
    Signal<B, C, L> to TO_L;
    example: "Signal<Flex, 2, 9>", "Signal<Flex, 2>", "try_into_size::<9>()";
}

open_sizes! {
    Volume<B, C, D, H, W> to TO_D, TO_H, TO_W;
    example: "Volume<Flex, 2, 3, 4, 5>", "Volume<Flex, 2>", "try_into_size::<3, 4, 5>()";
}

/// The numbers in front of the semicolon are those of the type, the others are not looked at.
macro_rules! boundary_type {
    ($rank:literal: $($Size:ident),+; $($Other:ident),* => $Name:ident) => {
        impl<B, $(const $Size: usize,)+ $(const $Other: usize,)*> BoundaryType<B, $($Size,)+ $($Other),*>
            for OfRank<$rank>
        {
            type Type = $Name<B, $($Size),+>;
        }
    };
}

boundary_type!(1: N; D1, D2, D3 => Features);
boundary_type!(2: C, L; D2, D3 => Signal);
boundary_type!(3: C, H, W; D3 => Image);
boundary_type!(4: C, D, H, W; => Volume);

#[cfg(all(test, feature = "flex"))]
mod tests;
