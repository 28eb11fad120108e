//! Activations: the shape stays as it is.

use super::{Dim, Fault, Ruled, Shape, fact, help};

/// Descriptions whose rule is the identity.
macro_rules! activation {
    ($(
        #[doc = $doc:literal]
        #[torch = $torch:literal]
        $Name:ident = $name:literal { $($arg:ident = $default:literal),* }
    )*) => {$(
        #[doc = $doc]
        ///
        /// Shapes: any, left as it is. Errors: none. Parameters: none.
        #[doc = concat!("Same as `torch.nn.", $torch, "`.")]
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct $Name { $(pub $arg: f64),* }

        impl $Name {
            pub const DEFAULT: Self = $Name { $($arg: $default),* };

            pub const NAME: &'static str = $name;

            pub const fn rule(&self, input: Shape) -> Ruled {
                Ruled::gives(input)
            }
        }
    )*};
}

activation! {
    #[doc = "`max(x, 0)`. Source: Nair & Hinton 2010, ICML."]
    #[torch = "ReLU"]
    Relu = "relu" {}
    #[doc = "`min(max(x, 0), 6)`. Source: Howard et al. 2017, arXiv:1704.04861."]
    #[torch = "ReLU6"]
    Relu6 = "relu6" {}
    #[doc = "`x` where it is positive, else `negative_slope · x`. Source: Maas et al. 2013, ICML."]
    #[torch = "LeakyReLU"]
    LeakyRelu = "leaky_relu" { negative_slope = 0.01 }
    #[doc = "`x` where it is positive, else `alpha · (eˣ − 1)`. Source: Clevert et al. 2015, arXiv:1511.07289."]
    #[torch = "ELU"]
    Elu = "elu" { alpha = 1.0 }
    #[doc = "`x · sigmoid(x)`, also called swish. Source: Ramachandran et al. 2017, arXiv:1710.05941."]
    #[torch = "SiLU"]
    Silu = "silu" {}
    #[doc = "`x · tanh(ln(1 + eˣ))`. Source: Misra 2019, arXiv:1908.08681."]
    #[torch = "Mish"]
    Mish = "mish" {}
    #[doc = "`1 / (1 + e⁻ˣ)`."]
    #[torch = "Sigmoid"]
    Sigmoid = "sigmoid" {}
    #[doc = "`min(max(x + 3, 0), 6) / 6` (Keras before version 3: `0.2 · x + 0.5`). Source: Howard et al. 2019, arXiv:1905.02244."]
    #[torch = "Hardsigmoid"]
    HardSigmoid = "hard_sigmoid" {}
    #[doc = "`x · min(max(x + 3, 0), 6) / 6`. Source: Howard et al. 2019, arXiv:1905.02244."]
    #[torch = "Hardswish"]
    HardSwish = "hard_swish" {}
    #[doc = "`(eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)`."]
    #[torch = "Tanh"]
    Tanh = "tanh" {}
    #[doc = "`eˣ / Σ eˣ` over the channels (features), at each position."]
    #[torch = "Softmax(dim=1)"]
    Softmax = "softmax" {}
}

/// `x · Φ(x)` with the normal distribution function `Φ(x) = (1 + erf(x / √2)) / 2`, or with
/// `approximate = tanh` `(1 + tanh(√(2 / π) · (x + 0.044715 · x³))) / 2` in its place.
///
/// Shapes: any, left as it is. Errors: none. Parameters: none. Same as `torch.nn.GELU`.
/// Source: Hendrycks & Gimpel 2016, arXiv:1606.08415.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gelu {
    pub approximate: GeluApproximation,
}

/// How a [`Gelu`] computes Φ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeluApproximation {
    /// With the error function.
    None,
    /// With the hyperbolic tangent, as BERT and GPT-2 do.
    Tanh,
}

/// `x` where it is positive, else `slope · x` with a trained slope, one or one per channel.
/// Same as `torch.nn.PReLU`. Source: He et al. 2015, arXiv:1502.01852.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PRelu {
    /// 1, or the channels.
    pub num_parameters: usize,
    pub init: f64,
}

impl Gelu {
    pub const DEFAULT: Self = Gelu {
        approximate: GeluApproximation::None,
    };

    pub const NAME: &'static str = "gelu";

    pub const fn rule(&self, input: Shape) -> Ruled {
        Ruled::gives(input)
    }
}

impl PRelu {
    pub const DEFAULT: Self = PRelu {
        num_parameters: 1,
        init: 0.25,
    };

    pub const NAME: &'static str = "prelu";

    pub const fn rule(&self, input: Shape) -> Ruled {
        let ruled = Ruled::gives(input).counting(self.num_parameters, 0, Some(0));
        let of = if input.rank() == 1 {
            " features"
        } else {
            " channels"
        };
        match input.dim(0) {
            Dim::Known(channels) if self.num_parameters != 1 && self.num_parameters != channels => {
                ruled.faulted(Fault::new(
                    fact()
                        .str("`prelu` expects one slope for everything or one for each of ")
                        .num(channels)
                        .str(of)
                        .str(", found `num_parameters = ")
                        .num(self.num_parameters)
                        .str("`"),
                    help().str("`num_parameters = ").num(channels).str("`"),
                ))
            }
            Dim::Any | Dim::Unsure if self.num_parameters == 0 => ruled.faulted(Fault::new(
                fact().str("`prelu` expects `num_parameters` of 1 or more, found 0"),
                help().str("`num_parameters = 1`"),
            )),
            _ => ruled,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{said, silent};
    use super::*;

    const fn slopes(num_parameters: usize) -> PRelu {
        PRelu {
            num_parameters,
            ..PRelu::DEFAULT
        }
    }

    const _: () = assert!(slopes(64).rule(Shape::of([64, 8, 8])).counts.params == 64);

    #[test]
    fn one_slope_or_one_for_each_channel() {
        let image = Shape::of([64, 8, 8]);
        assert_eq!(silent(slopes(1).rule(image)).counts.params, 1);
        assert_eq!(silent(slopes(64).rule(image)).output, image);
        silent(slopes(3).rule(Shape::UNSURE));
        assert_eq!(
            said(slopes(32).rule(image)),
            "`prelu` expects one slope for everything or one for each of 64 channels, found \
             `num_parameters = 32`\n\
             help: `num_parameters = 64`"
        );
        assert_eq!(
            said(slopes(0).rule(Shape::of([10]))),
            "`prelu` expects one slope for everything or one for each of 10 features, found \
             `num_parameters = 0`\n\
             help: `num_parameters = 10`"
        );
        assert_eq!(
            said(slopes(0).rule(Shape::UNSURE)),
            "`prelu` expects `num_parameters` of 1 or more, found 0\nhelp: `num_parameters = 1`"
        );
    }
}
