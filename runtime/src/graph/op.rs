//! The operations of a graph.

use std::any::TypeId;
use std::fmt;
use std::mem::MaybeUninit;

use super::trace::{Tracer, Value};
use crate::shape::spec;

/// The enum of all operations, and for each description the step that runs its rule.
macro_rules! operations {
    ($($Spec:ident)*) => {
        /// What a node computes, with all its attributes.
        #[derive(Clone, Copy, Debug)]
        #[non_exhaustive]
        pub enum Op {
            /// The network's input.
            Input,
            $(
                #[doc = concat!("See [`spec::", stringify!($Spec), "`].")]
                $Spec(spec::$Spec),
            )*
            /// Branches added.
            Sum,
            /// Branches joined along the channels.
            Concat,
            /// Branches multiplied; a dimension of 1 is broadcast.
            Product,
            /// The end of a side head.
            Output {
                /// As it is declared: `output name { … }`.
                name: &'static str,
            },
            /// A hand-written layer.
            Custom(Custom),
        }

        impl Op {
            /// As it is written in a declaration.
            pub const fn name(&self) -> &'static str {
                match self {
                    Op::Input => "input",
                    $(Op::$Spec(_) => spec::$Spec::NAME,)*
                    Op::Sum => "sum",
                    Op::Concat => "concat",
                    Op::Product => "product",
                    Op::Output { name } => name,
                    Op::Custom(custom) => custom.name,
                }
            }
        }

        $(
            impl spec::$Spec {
                /// Runs the rule on `x` and records the result: one step of a plan.
                #[doc(hidden)]
                #[track_caller]
                pub const fn trace(self, tracer: &mut Tracer<'_>, x: Value) -> Value {
                    let ruled = self.rule(x.shape);
                    tracer.layer(Op::$Spec(self), x, ruled)
                }
            }
        )*
    };
}

operations! {
    Conv1d Conv2d Conv3d
    ConvTranspose1d ConvTranspose2d ConvTranspose3d
    Linear
    MaxPool1d MaxPool2d MaxPool3d
    AvgPool1d AvgPool2d AvgPool3d
    AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveAvgPool3d
    GlobalAvgPool
    BatchNorm LayerNorm GroupNorm InstanceNorm LocalResponseNorm
    Relu Relu6 LeakyRelu PRelu Elu Gelu Silu Mish Sigmoid HardSigmoid HardSwish Tanh Softmax
    Identity Flatten Reshape Slice ChannelShuffle PixelShuffle Interpolate Scale
    Dropout StochasticDepth
    Parameter
}

impl spec::Interpolate {
    /// The step with `like`: to the size of `model`.
    #[doc(hidden)]
    #[track_caller]
    pub const fn trace_like(mut self, tracer: &mut Tracer<'_>, x: Value, model: Value) -> Value {
        self.like = true;
        let ruled = self.rule_like(x.shape, model.shape);
        tracer.layer_of_two(Op::Interpolate(self), x, model, ruled)
    }
}

impl Op {
    /// Whether inference passes the value through: no new numbers.
    pub const fn is_view(&self) -> bool {
        matches!(
            self,
            Op::Input
                | Op::Identity(_)
                | Op::Flatten(_)
                | Op::Reshape(_)
                | Op::Dropout(_)
                | Op::StochasticDepth(_)
                | Op::Output { .. }
        )
    }

    /// Whether it is applied to every number alone and bends it: two in a row are rarely meant.
    pub const fn is_activation(&self) -> bool {
        matches!(
            self,
            Op::Relu(_)
                | Op::Relu6(_)
                | Op::LeakyRelu(_)
                | Op::PRelu(_)
                | Op::Elu(_)
                | Op::Gelu(_)
                | Op::Silu(_)
                | Op::Mish(_)
                | Op::Sigmoid(_)
                | Op::HardSigmoid(_)
                | Op::HardSwish(_)
                | Op::Tanh(_)
                | Op::Softmax(_)
        )
    }

    /// Whether it is a convolution, transposed ones included.
    pub const fn is_convolution(&self) -> bool {
        matches!(
            self,
            Op::Conv1d(_)
                | Op::Conv2d(_)
                | Op::Conv3d(_)
                | Op::ConvTranspose1d(_)
                | Op::ConvTranspose2d(_)
                | Op::ConvTranspose3d(_)
        )
    }

    /// Whether it is a pool: of windows, of a size that is asked for, or of everything.
    pub const fn is_pool(&self) -> bool {
        matches!(
            self,
            Op::MaxPool1d(_)
                | Op::MaxPool2d(_)
                | Op::MaxPool3d(_)
                | Op::AvgPool1d(_)
                | Op::AvgPool2d(_)
                | Op::AvgPool3d(_)
                | Op::AdaptiveAvgPool1d(_)
                | Op::AdaptiveAvgPool2d(_)
                | Op::AdaptiveAvgPool3d(_)
                | Op::GlobalAvgPool(_)
        )
    }

    /// Whether it reads only the size of its second input.
    pub(crate) const fn reads_size_of_second(&self) -> bool {
        matches!(self, Op::Interpolate(spec::Interpolate { like: true, .. }))
    }
}

/// A hand-written layer in a graph: its name and its configuration.
#[derive(Clone, Copy)]
pub struct Custom {
    pub(crate) name: &'static str,
    config: [MaybeUninit<u8>; Custom::MOST],
    type_id: fn() -> TypeId,
    debug: fn(&Custom, &mut fmt::Formatter<'_>) -> fmt::Result,
}

impl Custom {
    /// The most bytes that a hand-written layer's configuration can have.
    pub const MOST: usize = 64;

    #[doc(hidden)]
    pub const fn new<C: Copy + fmt::Debug + 'static>(name: &'static str, config: C) -> Custom {
        const {
            assert!(
                size_of::<C>() <= Custom::MOST,
                "the configuration of a hand-written layer has at most 64 bytes"
            );
        }
        let mut bytes = [MaybeUninit::uninit(); Custom::MOST];
        // SAFETY: the bytes hold at least `size_of::<C>()`, asserted above, and the write asks for no
        // alignment.
        unsafe { bytes.as_mut_ptr().cast::<C>().write_unaligned(config) };
        Custom {
            name,
            config: bytes,
            type_id: TypeId::of::<C>,
            debug: debug::<C>,
        }
    }

    /// The configuration, if it is a `C`.
    pub fn config<C: Copy + 'static>(&self) -> Option<C> {
        if (self.type_id)() != TypeId::of::<C>() {
            return None;
        }
        // SAFETY: `new` wrote a `C` here (the type is compared above), `C` is `Copy`, and the read asks
        // for no alignment.
        Some(unsafe { self.config.as_ptr().cast::<C>().read_unaligned() })
    }
}

fn debug<C: Copy + fmt::Debug + 'static>(
    custom: &Custom,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    match custom.config::<C>() {
        Some(config) => config.fmt(f),
        None => Ok(()),
    }
}

impl fmt::Debug for Custom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.debug)(self, f)
    }
}
