//! The only names that generated code may use. Not a public interface.

/// The traits whose methods generated code calls: a user's crate may be without a prelude.
pub mod traits {
    pub use std::clone::Clone as _;
    pub use std::iter::{IntoIterator as _, Iterator as _};
}

pub use std::clone::Clone;
pub use std::marker::Copy;
pub use std::path::Path;
pub use std::string::String;
pub use std::vec::Vec;

pub use burn::module::{
    Content, Devices, Module, ModuleDisplay, ModuleDisplayDefault, ModuleMapper, ModuleVisitor,
};
pub use burn::nn::Initializer;
pub use burn::tensor::{Device, Tensor};
pub use firebrick_macros::network_impl;

pub use crate::backend::{Backend, Plain};
pub use crate::fields::{Change, Fields, Fork, Materialize, ToDevice, Train, Valid};
pub use crate::flow::{Carry, Flow, concat, product, sum};
pub use crate::fold::{Layers, fold};
use crate::graph::Found;
pub use crate::graph::buffer::{Buffer, Size};
pub use crate::graph::lints::{Denied, Finding, Lint, LintSet};
pub use crate::graph::plan::{plan_block, plan_network};
pub use crate::graph::trace::{RECORD, Tracer, Value};
pub use crate::graph::{Custom, Graph, Name, Plan, PlanError};
pub use crate::init::{ParamKind, init_with};
pub use crate::observe::{PathError, Paths, features, observe, taps};
pub use crate::part::{
    Builder, Layer, Observer, Part, build_by_hand, enter_open, flow_like, forward, never_stopped,
    run,
};
pub use crate::profile::{Profile, ProfileOptions, profile, sizes};
pub use crate::shape::args::{
    Hole, List, Padding, PaddingArgument, PerChannelArgument, SizeArgument,
};
pub use crate::shape::text::Text;
pub use crate::shape::{Dim, Shape, spec};
pub use crate::summary::Summary;
pub use crate::tensor::{ANY, BoundaryType, Features, Image, OfRank, Signal, Typed, Volume};
pub use crate::weights::{LoadError, LoadOptions, Loaded, SaveError, load, save};

/// The modules behind the built-in layers that hold state.
pub mod nn {
    pub use burn::nn::{GroupNorm, InstanceNorm, Linear, PRelu};

    pub use crate::layers::{
        BatchNorm, Conv1d, Conv2d, Conv3d, ConvTranspose1d, ConvTranspose2d, ConvTranspose3d,
        LayerNorm,
    };

    /// A `parameter` of `R` dimensions.
    pub type Parameter<const R: usize> = burn::module::Param<burn::tensor::Tensor<R>>;
}

use std::marker::PhantomData;

/// The backend parameter of a network as a field: nothing at run time.
pub struct Tag<B>(PhantomData<fn() -> B>);

impl<B> Tag<B> {
    pub const NEW: Self = Tag(PhantomData);
}

impl<B> Clone for Tag<B> {
    fn clone(&self) -> Self {
        Self::NEW
    }
}

/// Where a network may be: on devices of its backend, or, as a plain module, anywhere.
pub trait Place {
    /// # Panics
    /// Where the device belongs to another backend than the network's type says.
    fn expect(device: &Device, network: &str);
}

impl<B: Backend> Place for B {
    #[track_caller]
    fn expect(device: &Device, network: &str) {
        assert!(
            B::owns(device),
            "`{network}<{}>` expects a device of its backend, found {device:?}\n\
             help: `net.to_backend::<…>(&device)` changes the backend together with the type",
            B::NAME,
        );
    }
}

impl Place for Plain {
    fn expect(_: &Device, _: &str) {}
}

/// A part of an arm: the arm is the one that was taken.
#[inline]
pub fn present<T>(part: &Option<T>) -> &T {
    taken(part.as_ref())
}

/// The same for a change.
#[inline]
pub fn present_mut<T>(part: &mut Option<T>) -> &mut T {
    taken(part.as_mut())
}

/// What the plan says is there.
#[inline]
#[track_caller]
pub fn taken<T>(part: Option<T>) -> T {
    part.expect("the module has the parts of its plan")
}

/// A round as a path segment.
pub fn number(round: usize) -> String {
    round.to_string()
}

/// A typed tensor's way in.
pub fn enter<T: Typed>(input: T) -> Flow {
    input.into_flow()
}

/// A typed tensor's way out.
pub fn leave<T: Typed>(output: Flow) -> T {
    T::from_flow(output)
}

/// A shape as numbers for a boundary type.
pub struct Sizes {
    pub rank: usize,
    pub dims: [usize; 4],
}

/// The node that leaves the value under a path: the input where there is none, of which the tracer tells.
pub const fn tapped(graph: &Graph<'_>, path: &str) -> u32 {
    match graph.find(path) {
        Found::Value(node) => node,
        Found::Side | Found::Nothing => 0,
    }
}

impl Sizes {
    pub const fn of_head(graph: &Graph<'_>, number: u32) -> Sizes {
        Sizes::of(graph.head(number))
    }

    pub const fn of_node(graph: &Graph<'_>, node: u32) -> Sizes {
        Sizes::of(graph.nodes()[node as usize].shape())
    }

    const fn of(shape: Shape) -> Sizes {
        let mut dims = [ANY; 4];
        let mut axis = 0;
        while axis < shape.rank() {
            if let Dim::Known(n) = shape.dims()[axis] {
                dims[axis] = n;
            }
            axis += 1;
        }
        Sizes {
            // After a fault a rank may be undecided, and there is a type for every rank but that.
            rank: if shape.rank() == 0 { 1 } else { shape.rank() },
            dims,
        }
    }
}
