//! Hand-written layers as parts of a body.

/// Joins a hand-written layer to its configuration, so that it stands in a body like any block.
///
/// `layer!(Layer, Config(required: Type, …; optional: Type = default, …))` expects
///
/// - `Layer`: a Burn module with `fn forward(&self, x: Tensor<R>) -> Tensor<S>`;
/// - `Config`: `Copy + Debug`, at most 64 bytes, with the named fields and
///   - `const fn output(&self, input: Shape) -> Result<Shape, Fault>`: the shape rule,
///   - `const fn counts(&self, input: Shape) -> Counts`: parameters, buffers, multiply-adds,
///   - `fn init(&self, input: Shape, device: &Device) -> Layer`.
///
/// It adds `Layer::config(required…)` and what a declaration needs to call, plan, build and run it.
/// What it calls its tensors stands below its path, so two of one layer that hold some cannot have the same path.
/// A `Fault` holds its words: clippy's `result_large_err`, where it is asked, is to be allowed on `output`.
///
/// ```
/// use firebrick::burn::{
///     self,
///     module::Module,
///     nn::{Linear, LinearConfig},
///     tensor::{Device, Tensor, activation::{relu, sigmoid}},
/// };
/// use firebrick::shape::{Counts, Fault};
/// use firebrick::{Dim, Shape, backend::Flex, network};
///
/// /// A gate for each channel from its mean (Hu et al. 2017).
/// #[derive(Module, Debug)]
/// pub struct Gate {
///     fc1: Linear,
///     fc2: Linear,
/// }
///
/// #[derive(Clone, Copy, Debug)]
/// pub struct GateConfig {
///     ratio: usize,
/// }
///
/// impl Gate {
///     pub fn forward(&self, x: Tensor<4>) -> Tensor<4> {
///         let [rows, channels, _, _] = x.dims();
///         let means = x.clone().mean_dims(&[2, 3]).reshape([rows, channels]);
///         let gates = sigmoid(self.fc2.forward(relu(self.fc1.forward(means))));
///         x * gates.reshape([rows, channels, 1, 1])
///     }
/// }
///
/// impl GateConfig {
///     const fn channels(input: Shape) -> usize {
///         match input.dims() {
///             [Dim::Known(channels), _, _] => *channels,
///             _ => 0,
///         }
///     }
///
///     pub const fn output(&self, input: Shape) -> Result<Shape, Fault> {
///         let channels = Self::channels(input);
///         if channels > 0 && channels.is_multiple_of(self.ratio) {
///             return Ok(input);
///         }
///         Err(Fault::say("`Gate` expects an image whose channels the ratio ")
///             .number(self.ratio)
///             .text(" divides, found ")
///             .shape(&input)
///             .help("`Gate(4)`"))
///     }
///
///     pub const fn counts(&self, input: Shape) -> Counts {
///         let channels = Self::channels(input);
///         let hidden = channels / self.ratio;
///         let weights = 2 * channels * hidden;
///         Counts { params: weights + hidden + channels, buffers: 0, macs: Some(weights as u64) }
///     }
///
///     pub fn init(&self, input: Shape, device: &Device) -> Gate {
///         let channels = Self::channels(input);
///         Gate {
///             fc1: LinearConfig::new(channels, channels / self.ratio).init(device),
///             fc2: LinearConfig::new(channels / self.ratio, channels).init(device),
///         }
///     }
/// }
///
/// firebrick::layer!(Gate, GateConfig(ratio: usize));
///
/// network! {
///     network Gated: [3, 8, 8] -> [16, 8, 8] {
///         conv: conv2d(16, 3, padding = 1);
///         gate: Gate(4);
///     }
/// }
///
/// assert_eq!(Gated::<Flex>::PARAMS, 16 * 27 + 16 + 2 * 16 * 4 + 4 + 16);
/// ```
#[macro_export]
macro_rules! layer {
    ($Layer:ident, $Config:ident($($required:ident: $Required:ty),* $(,)?)) => {
        $crate::layer!($Layer, $Config($($required: $Required),*;));
    };
    (
        $Layer:ident,
        $Config:ident(
            $($required:ident: $Required:ty),* $(,)?;
            $($optional:ident: $Optional:ty = $default:expr),* $(,)?
        )
    ) => {
        const _: () = {
            impl $Layer {
                /// The configuration with these required arguments and the defaults.
                pub const fn config($($required: $Required),*) -> $Config {
                    $Config { $($required,)* $($optional: $default,)* }
                }
            }

            /// The arguments of a call, as far as they are given.
            #[derive($crate::private::Clone, $crate::private::Copy)]
            pub struct Arguments {
                $($required: ::core::option::Option<$Required>,)*
                $($optional: ::core::option::Option<$Optional>,)*
            }

            #[allow(dead_code)]
            impl Arguments {
                $(
                    pub const fn $required(mut self, $required: $Required) -> Self {
                        self.$required = ::core::option::Option::Some($required);
                        self
                    }
                )*
                $(
                    pub const fn $optional(mut self, $optional: $Optional) -> Self {
                        self.$optional = ::core::option::Option::Some($optional);
                        self
                    }
                )*
                pub const fn fb_given(self, $($required: $Required),*) -> Self {
                    self$(.$required($required))*
                }
                $crate::layer!(@positions [fb_at_0 fb_at_1 fb_at_2 fb_at_3 fb_at_4] $($required: $Required),*);

                #[track_caller]
                pub const fn trace(
                    self,
                    tracer: &mut $crate::private::Tracer<'_>,
                    x: $crate::private::Value,
                ) -> $crate::private::Value {
                    $(
                        let ::core::option::Option::Some($required) = self.$required else {
                            return tracer.missing(x, stringify!($Layer), stringify!($required));
                        };
                    )*
                    $(
                        let $optional = match self.$optional {
                            ::core::option::Option::Some($optional) => $optional,
                            ::core::option::Option::None => $default,
                        };
                    )*
                    $Config { $($required,)* $($optional,)* }.trace(tracer, x)
                }
            }

            impl $Config {
                #[doc(hidden)]
                #[track_caller]
                pub const fn trace(
                    self,
                    tracer: &mut $crate::private::Tracer<'_>,
                    x: $crate::private::Value,
                ) -> $crate::private::Value {
                    let custom = $crate::private::Custom::new(stringify!($Layer), self);
                    tracer.custom(custom, x, self.output(x.shape()), self.counts(x.shape()))
                }
            }

            impl $crate::private::Part for $Layer {
                type Config = Arguments;

                const CONFIG: Arguments = Arguments {
                    $($required: ::core::option::Option::None,)*
                    $($optional: ::core::option::Option::None,)*
                };

                fn build(builder: &mut $crate::private::Builder<'_>) -> Self {
                    let (config, input, device) = builder.custom::<$Config>();
                    config.init(input, device)
                }

                fn flow<O: $crate::private::Observer>(
                    &self,
                    x: $crate::private::Flow,
                    observer: &mut O,
                ) -> ::core::result::Result<$crate::private::Flow, O::Stop> {
                    observer.begin();
                    let x = $crate::private::Carry::from_flow(x);
                    let y = $crate::private::Carry::into_flow(self.forward(x));
                    observer.end(&y)?;
                    ::core::result::Result::Ok(y)
                }

                fn layers(&mut self, layers: &mut $crate::private::Layers<'_>) {
                    layers.skip();
                }
            }
        };
    };
    (@positions [$($method:ident)*]) => {};
    (@positions [$method:ident $($methods:ident)*] $name:ident: $Type:ty $(, $names:ident: $Types:ty)*) => {
        pub const fn $method(self, $name: $Type) -> Self {
            self.$name($name)
        }
        $crate::layer!(@positions [$($methods)*] $($names: $Types),*);
    };
}
