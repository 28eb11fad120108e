//! What flows between layers, without the batch, and the const rules that say how a layer changes it.
//!
//! A rule is written once, here, as a `const fn rule(&self, input: Shape) -> Ruled` of the layer's
//! description (`spec`): the compiler runs it to check a declaration, the run time runs it to plan a
//! block that is used by hand.

pub mod args;
pub mod spec;
pub mod text;

mod activation;
mod conv;
pub(crate) mod form;
pub(crate) mod join;
mod linear;
mod noise;
mod norm;
pub(crate) mod numbers;
mod parameter;
mod pool;

use self::text::Text;

/// One dimension of a [`Shape`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dim {
    /// Known at compile time.
    Known(usize),
    /// `_`: known at run time.
    Any,
    /// Undecided after a fault, which has been reported; equals everything.
    #[doc(hidden)]
    Unsure,
}

/// The shape of a value without its batch: `[N]` features, `[C, L]` a signal, `[C, H, W]` an image,
/// `[C, D, H, W]` a volume.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    dims: [Dim; 4],
    rank: usize,
}

/// What a rule says of a layer for one input.
#[derive(Clone, Copy, Debug)]
pub struct Ruled {
    pub(crate) output: Shape,
    pub(crate) counts: Counts,
    /// How much of its input one position of the output sees, per axis.
    pub(crate) windows: [Window; 3],
    pub(crate) fault: Option<Fault>,
}

/// What a layer costs, for a batch of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Trained numbers.
    pub params: usize,
    /// Stored numbers that are not trained: running means and variances.
    pub buffers: usize,
    /// Multiply-adds; `None` where a dimension is known at run time only.
    pub macs: Option<u64>,
}

/// How a layer slides over one axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Window {
    /// One output position sees `extent` input positions; neighbours are `stride` apart (less than 1
    /// where the layer enlarges).
    Slides { extent: usize, stride: f64 },
    /// One output position sees everything.
    Global,
}

/// A mismatch, in words: what was expected and found, and what to do about it.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    pub(crate) fact: Text<320>,
    pub(crate) help: Text<256>,
}

impl Dim {
    /// The number, where it is known at compile time.
    pub const fn known(self) -> Option<usize> {
        match self {
            Dim::Known(n) => Some(n),
            Dim::Any | Dim::Unsure => None,
        }
    }

    /// Whether the two cannot be the same number.
    pub(crate) const fn clashes(self, other: Dim) -> bool {
        match (self, other) {
            (Dim::Known(a), Dim::Known(b)) => a != b,
            _ => false,
        }
    }

    /// Where two values meet: a known number wins, and a clash decides nothing.
    pub(crate) const fn meet(self, other: Dim) -> Dim {
        match (self, other) {
            (Dim::Known(a), Dim::Known(b)) if a != b => Dim::Unsure,
            (Dim::Known(_), _) => self,
            (_, Dim::Known(_)) => other,
            (Dim::Unsure, _) | (_, Dim::Unsure) => Dim::Unsure,
            (Dim::Any, Dim::Any) => Dim::Any,
        }
    }
}

impl Shape {
    /// Nothing is known: what a fault leaves behind.
    pub(crate) const UNSURE: Shape = Shape {
        dims: [Dim::Unsure; 4],
        rank: 0,
    };

    /// A shape of known dimensions, such as `Shape::of([3, 224, 224])`.
    ///
    /// # Panics
    /// With more than four dimensions.
    pub const fn of<const R: usize>(dims: [usize; R]) -> Shape {
        let mut known = [Dim::Known(1); R];
        let mut axis = 0;
        while axis < R {
            known[axis] = Dim::Known(dims[axis]);
            axis += 1;
        }
        Shape::new(known)
    }

    /// A shape of one to four dimensions.
    ///
    /// # Panics
    /// With more than four dimensions.
    pub const fn new<const R: usize>(dims: [Dim; R]) -> Shape {
        assert!(R <= 4, "a shape has one to four dimensions");
        let mut shape = Shape {
            dims: [Dim::Known(1); 4],
            rank: R,
        };
        let mut axis = 0;
        while axis < R {
            shape.dims[axis] = dims[axis];
            axis += 1;
        }
        shape
    }

    /// The number of dimensions, the batch not counted.
    pub const fn rank(&self) -> usize {
        self.rank
    }

    /// The dimensions, channels (or features) first.
    pub const fn dims(&self) -> &[Dim] {
        self.dims.split_at(self.rank).0
    }

    /// The numbers in one value of this shape, `u64::MAX` where they are more than that; `None` where a
    /// dimension is not known at compile time.
    pub const fn elements(&self) -> Option<u64> {
        self.product_from(0)
    }

    /// The positions in one channel; `None` where a dimension is not known at compile time.
    pub(crate) const fn positions(&self) -> Option<u64> {
        self.product_from(1)
    }

    const fn product_from(&self, mut axis: usize) -> Option<u64> {
        if self.rank == 0 {
            return None;
        }
        let mut product: u64 = 1;
        while axis < self.rank {
            match self.dims[axis] {
                // A call costs the compiler more than the arithmetic.
                Dim::Known(0) => product = 0,
                Dim::Known(n) if product > u64::MAX / n as u64 => product = u64::MAX,
                Dim::Known(n) => product *= n as u64,
                Dim::Any | Dim::Unsure => return None,
            }
            axis += 1;
        }
        Some(product)
    }

    /// The dimension of this axis; `Unsure` where there is none.
    pub(crate) const fn dim(&self, axis: usize) -> Dim {
        if axis < self.rank {
            self.dims[axis]
        } else {
            Dim::Unsure
        }
    }

    /// The channels, or 0 while they are undecided.
    pub(crate) const fn channels_or_zero(&self) -> usize {
        match self.dim(0) {
            Dim::Known(n) => n,
            Dim::Any | Dim::Unsure => 0,
        }
    }

    pub(crate) const fn with_dim(mut self, axis: usize, dim: Dim) -> Shape {
        self.dims[axis] = dim;
        self
    }

    /// Whether a fault has left a dimension undecided.
    pub(crate) const fn is_unsure(&self) -> bool {
        let mut axis = 0;
        while axis < self.rank {
            if matches!(self.dims[axis], Dim::Unsure) {
                return true;
            }
            axis += 1;
        }
        self.rank == 0
    }

    /// Whether a dimension is known at run time only.
    pub const fn is_open(&self) -> bool {
        let mut axis = 0;
        while axis < self.rank {
            if matches!(self.dims[axis], Dim::Any) {
                return true;
            }
            axis += 1;
        }
        false
    }

    /// Whether a value cannot have both shapes.
    pub(crate) const fn clashes(&self, other: &Shape) -> bool {
        if self.rank == 0 || other.rank == 0 {
            return false;
        }
        if self.rank != other.rank {
            return true;
        }
        let mut axis = 0;
        while axis < self.rank {
            if self.dims[axis].clashes(other.dims[axis]) {
                return true;
            }
            axis += 1;
        }
        false
    }

    /// Whether all of both is known, and the same: what the compiler sees at once.
    pub(crate) const fn agrees(&self, other: &Shape) -> bool {
        let mut axis = 0;
        while axis < self.rank {
            match (self.dims[axis], other.dims[axis]) {
                (Dim::Known(a), Dim::Known(b)) if a == b => axis += 1,
                _ => return false,
            }
        }
        self.rank > 0 && self.rank == other.rank
    }

    /// The shape where two values of the same shape meet.
    pub(crate) const fn meet(&self, other: &Shape) -> Shape {
        if self.rank == 0 {
            return *other;
        }
        if other.rank == 0 {
            return *self;
        }
        if self.rank != other.rank {
            return Shape::UNSURE;
        }
        let mut shape = *self;
        let mut axis = 0;
        while axis < self.rank {
            shape.dims[axis] = self.dims[axis].meet(other.dims[axis]);
            axis += 1;
        }
        shape
    }

    /// What a person calls a value of this rank.
    pub(crate) const fn kind(&self) -> &'static str {
        match self.rank {
            1 => "features",
            2 => "the signal",
            3 => "the image",
            _ => "the volume",
        }
    }
}

impl PartialEq for Shape {
    fn eq(&self, other: &Shape) -> bool {
        self.dims() == other.dims()
    }
}

impl Eq for Shape {}

impl std::fmt::Display for Shape {
    /// `[3, 224, 224]`, `[3, _, _]`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(Text::<96>::new().shape(self).as_str())
    }
}

impl Counts {
    /// A layer that costs nothing that is counted.
    pub const NONE: Counts = Counts {
        params: 0,
        buffers: 0,
        macs: Some(0),
    };

    pub(crate) const fn plus(self, other: Counts) -> Counts {
        Counts {
            params: self.params.saturating_add(other.params),
            buffers: self.buffers.saturating_add(other.buffers),
            macs: match (self.macs, other.macs) {
                (Some(a), Some(b)) => Some(a.saturating_add(b)),
                _ => None,
            },
        }
    }
}

impl Window {
    /// One output position sees the same position of the input.
    pub const POINT: Window = Window::Slides {
        extent: 1,
        stride: 1.0,
    };
}

impl Ruled {
    /// A layer that gives `output`, holds nothing and looks at each position alone.
    pub(crate) const fn gives(output: Shape) -> Ruled {
        Ruled {
            output,
            counts: Counts::NONE,
            windows: [Window::POINT; 3],
            fault: None,
        }
    }

    pub(crate) const fn counting(
        mut self,
        params: usize,
        buffers: usize,
        macs: Option<u64>,
    ) -> Ruled {
        self.counts = Counts {
            params,
            buffers,
            macs,
        };
        self
    }

    pub(crate) const fn seeing(mut self, windows: [Window; 3]) -> Ruled {
        self.windows = windows;
        self
    }

    /// What a layer does along one axis (0 is the first after the channels): the positions of the output,
    /// what each of them sees, and what does not fit.
    pub(crate) const fn along(
        &mut self,
        axis: usize,
        (positions, window, fault): (Dim, Window, Option<Fault>),
    ) {
        self.output.dims[axis + 1] = positions;
        self.windows[axis] = window;
        if self.fault.is_none() {
            self.fault = fault;
        }
    }

    /// The first fault of a layer is the one that is told.
    pub(crate) const fn faulted(mut self, fault: Fault) -> Ruled {
        if self.fault.is_none() {
            self.fault = Some(fault);
        }
        self
    }
}

impl Fault {
    pub(crate) const fn new(fact: Text<320>, help: Text<256>) -> Fault {
        Fault { fact, help }
    }

    /// Begins a fact: what was expected, and what was found.
    ///
    /// ```
    /// use firebrick::Shape;
    /// use firebrick::shape::Fault;
    ///
    /// const MISFIT: Fault = Fault::say("`Gate` expects an image, found ")
    ///     .shape(&Shape::of([16]))
    ///     .help("put it before `flatten`");
    /// assert_eq!(
    ///     MISFIT.to_string(),
    ///     "`Gate` expects an image, found [16]\nhelp: put it before `flatten`",
    /// );
    /// ```
    pub const fn say(text: &str) -> Fault {
        Fault::new(fact().str(text), help())
    }

    /// Goes on with the fact.
    pub const fn text(mut self, text: &str) -> Fault {
        self.fact = self.fact.str(text);
        self
    }

    /// Goes on with a number.
    pub const fn number(mut self, number: usize) -> Fault {
        self.fact = self.fact.num(number);
        self
    }

    /// Goes on with a shape, `[16, 8, 8]`.
    pub const fn shape(mut self, shape: &Shape) -> Fault {
        self.fact = self.fact.shape(shape);
        self
    }

    /// What to do about it.
    pub const fn help(mut self, text: &str) -> Fault {
        self.help = self.help.str(text);
        self
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}\nhelp: {}", self.fact.as_str(), self.help.as_str())
    }
}

/// The beginning of a fact.
pub(crate) const fn fact() -> Text<320> {
    Text::new()
}

/// The beginning of a help.
pub(crate) const fn help() -> Text<256> {
    Text::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a rule's fault, as the compiler prints them.
    pub fn said(ruled: Ruled) -> String {
        let fault = ruled.fault.expect("the rule finds a fault");
        format!("{}\nhelp: {}", fault.fact.as_str(), fault.help.as_str())
    }

    /// A rule that finds nothing wrong.
    #[track_caller]
    pub fn silent(ruled: Ruled) -> Ruled {
        if let Some(fault) = ruled.fault {
            panic!("{}", fault.fact.as_str());
        }
        ruled
    }
}
