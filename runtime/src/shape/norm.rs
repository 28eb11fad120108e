//! Normalisations: the shape stays as it is.

use super::{Dim, Fault, Ruled, Shape, fact, help};

/// Normalises each channel over the batch and its positions, then scales and shifts it.
///
/// Shapes: any, `[C, …]`. Parameters: 2 C (`affine`); buffers: 2 C. Same as `torch.nn.BatchNorm1d`,
/// `BatchNorm2d`, `BatchNorm3d`. Source: Ioffe & Szegedy 2015, arXiv:1502.03167.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BatchNorm {
    pub eps: f64,
    /// The weight of the new batch in the running statistics.
    pub momentum: f64,
    pub affine: bool,
}

/// Normalises over the channels at each position, then scales and shifts each channel.
///
/// Shapes: any, `[C, …]`. Parameters: 2 C. On features the same as `torch.nn.LayerNorm`; with
/// positions ConvNeXt's `LayerNorm2d`. Source: Ba et al. 2016, arXiv:1607.06450.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayerNorm {
    pub eps: f64,
}

/// Normalises over groups of channels and their positions.
///
/// Shapes: any, `[C, …]` with `groups` dividing C. Parameters: 2 C (`affine`). Same as
/// `torch.nn.GroupNorm`. Source: Wu & He 2018, arXiv:1803.08494.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupNorm {
    pub groups: usize,
    pub eps: f64,
    pub affine: bool,
}

/// Normalises each channel over its positions.
///
/// Shapes: signals, images, volumes. Parameters: 2 C where `affine`. Same as
/// `torch.nn.InstanceNorm1d` and siblings. Source: Ulyanov et al. 2016, arXiv:1607.08022.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InstanceNorm {
    pub eps: f64,
    pub affine: bool,
}

/// Divides by the squares of neighbouring channels: `x / (k + alpha / size · Σ x²)^beta`.
///
/// Shapes: any, `[C, …]`. Same as `torch.nn.LocalResponseNorm`. Source: Krizhevsky et al. 2012.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LocalResponseNorm {
    pub size: usize,
    pub alpha: f64,
    pub beta: f64,
    pub k: f64,
}

impl BatchNorm {
    pub const DEFAULT: Self = BatchNorm {
        eps: 1e-5,
        momentum: 0.1,
        affine: true,
    };

    pub const NAME: &'static str = "batch_norm";

    pub const fn rule(&self, input: Shape) -> Ruled {
        let channels = input.channels_or_zero();
        let params = if self.affine { 2 * channels } else { 0 };
        let ruled = Ruled::gives(input).counting(params, 2 * channels, Some(0));
        if !(self.momentum >= 0.0 && self.momentum <= 1.0) {
            return ruled.faulted(Fault::new(
                fact()
                    .str("`batch_norm` expects a `momentum` from 0 to 1, found ")
                    .float(self.momentum),
                help().str("`momentum = 0.1` is the weight of the new batch"),
            ));
        }
        with_eps(Self::NAME, self.eps, ruled)
    }
}

impl LayerNorm {
    pub const DEFAULT: Self = LayerNorm { eps: 1e-5 };

    pub const NAME: &'static str = "layer_norm";

    pub const fn rule(&self, input: Shape) -> Ruled {
        let ruled = Ruled::gives(input).counting(2 * input.channels_or_zero(), 0, Some(0));
        with_eps(Self::NAME, self.eps, ruled)
    }
}

impl GroupNorm {
    pub const DEFAULT: Self = GroupNorm {
        groups: 0,
        eps: 1e-5,
        affine: true,
    };

    pub const NAME: &'static str = "group_norm";

    pub const fn rule(&self, input: Shape) -> Ruled {
        let channels = input.channels_or_zero();
        let params = if self.affine { 2 * channels } else { 0 };
        let ruled = Ruled::gives(input).counting(params, 0, Some(0));
        match input.dim(0) {
            Dim::Known(channels) if self.groups == 0 || !channels.is_multiple_of(self.groups) => {
                ruled.faulted(Fault::new(
                    fact()
                        .str("`group_norm` expects `groups` that divide the channels, found ")
                        .num(self.groups)
                        .str(" groups for ")
                        .num(channels)
                        .str(" channels"),
                    help()
                        .str("`groups = ")
                        .num(largest_divisor(channels, self.groups))
                        .str("`"),
                ))
            }
            _ => with_eps(Self::NAME, self.eps, ruled),
        }
    }
}

impl InstanceNorm {
    pub const DEFAULT: Self = InstanceNorm {
        eps: 1e-5,
        affine: false,
    };

    pub const NAME: &'static str = "instance_norm";

    pub const fn rule(&self, input: Shape) -> Ruled {
        let channels = input.channels_or_zero();
        let params = if self.affine { 2 * channels } else { 0 };
        let ruled = Ruled::gives(input).counting(params, 0, Some(0));
        if input.rank() == 1 {
            return ruled.faulted(Fault::new(
                fact()
                    .str("`instance_norm` expects a signal, an image or a volume, found ")
                    .kind(&input),
                help().str("`layer_norm` normalises features"),
            ));
        }
        with_eps(Self::NAME, self.eps, ruled)
    }
}

impl LocalResponseNorm {
    pub const DEFAULT: Self = LocalResponseNorm {
        size: 0,
        alpha: 1e-4,
        beta: 0.75,
        k: 1.0,
    };

    pub const NAME: &'static str = "local_response_norm";

    pub const fn rule(&self, input: Shape) -> Ruled {
        let ruled = Ruled::gives(input);
        if self.size == 0 {
            return ruled.faulted(Fault::new(
                fact().str("`local_response_norm` expects a `size` of 1 or more, found 0"),
                help().str("`local_response_norm(5)` looks at five neighbouring channels"),
            ));
        }
        if input.rank() == 1 {
            return ruled.faulted(Fault::new(
                fact()
                    .str("`local_response_norm` expects a signal, an image or a volume, found ")
                    .kind(&input),
                help().str("put it before `flatten`"),
            ));
        }
        ruled
    }
}

/// What is added to a variance keeps it from 0.
const fn with_eps(layer: &'static str, eps: f64, ruled: Ruled) -> Ruled {
    if eps > 0.0 && eps.is_finite() {
        return ruled;
    }
    ruled.faulted(Fault::new(
        fact()
            .str("`")
            .str(layer)
            .str("` expects an `eps` above 0, found ")
            .float(eps),
        help().str("`eps = 1e-5`"),
    ))
}

const fn largest_divisor(number: usize, most: usize) -> usize {
    let mut divisor = if most < number { most } else { number };
    while divisor > 1 && !number.is_multiple_of(divisor) {
        divisor -= 1;
    }
    if divisor == 0 { 1 } else { divisor }
}
