//! The layers at run time: modules of Burn's where they compute what PyTorch computes, ours elsewhere.
//!
//! Input: a node's description from the graph. Output: a module that lets a value flow.

mod activation;
mod conv;
mod form;
mod interpolate;
mod linear;
mod local_response_norm;
mod noise;
mod norm;
mod parameter;
mod pool;

pub use self::conv::{Conv1d, Conv2d, Conv3d, ConvTranspose1d, ConvTranspose2d, ConvTranspose3d};
pub use self::norm::{BatchNorm, LayerNorm};

/// A layer without state is its own description at run time.
macro_rules! plain {
    ($($Spec:ident),*; $self:ident, $x:ident => $forward:expr) => {$(
        impl $crate::part::Layer for $crate::shape::spec::$Spec {
            fn build(
                op: &$crate::graph::Op,
                _: &$crate::shape::Shape,
                _: &burn::tensor::Device,
            ) -> Self {
                match op {
                    $crate::graph::Op::$Spec(spec) => *spec,
                    other => $crate::layers::misplaced(stringify!($Spec), other),
                }
            }

            #[inline]
            fn forward(&self, $x: $crate::flow::Flow) -> $crate::flow::Flow {
                let $self = self;
                $forward
            }
        }
    )*};
}

use plain;

use crate::graph::Op;
use crate::shape::Ruled;

/// A size that was open at compile time turns out not to fit.
///
/// # Panics
/// Always, with the words that the compiler would have used.
#[cold]
#[track_caller]
fn refuse(ruled: Ruled) -> ! {
    match ruled.fault {
        Some(fault) => panic!("{fault}"),
        None => panic!("the plan and the module disagree on a size"),
    }
}

/// The plan and the module disagree: a bug of Firebrick's.
#[track_caller]
fn misplaced(expected: &str, found: &Op) -> ! {
    panic!(
        "the plan has `{}` where the module has `{expected}`",
        found.name()
    )
}
