//! What an expression asks of `input`.

use super::Tracer;
use crate::shape::{Dim, Fault, Shape, fact, help};

impl Shape {
    /// `input.channels`
    #[doc(hidden)]
    #[track_caller]
    pub const fn channels(self, tracer: &mut Tracer<'_>) -> usize {
        if self.rank() == 1 {
            return self.refuse(tracer, "channels", "`input.features`");
        }
        self.read(tracer, 0, "channels")
    }

    /// `input.features`
    #[doc(hidden)]
    #[track_caller]
    pub const fn features(self, tracer: &mut Tracer<'_>) -> usize {
        if self.rank() > 1 {
            return self.refuse(tracer, "features", "`input.channels`");
        }
        self.read(tracer, 0, "features")
    }

    /// `input.length`
    #[doc(hidden)]
    #[track_caller]
    pub const fn length(self, tracer: &mut Tracer<'_>) -> usize {
        if self.rank() > 2 || self.rank() == 1 {
            return self.refuse(tracer, "length", "a signal [C, L] has a length");
        }
        self.read(tracer, 1, "length")
    }

    /// `input.depth`
    #[doc(hidden)]
    #[track_caller]
    pub const fn depth(self, tracer: &mut Tracer<'_>) -> usize {
        if self.rank() > 0 && self.rank() < 4 {
            return self.refuse(tracer, "depth", "a volume [C, D, H, W] has a depth");
        }
        self.read(tracer, 1, "depth")
    }

    /// `input.height`
    #[doc(hidden)]
    #[track_caller]
    pub const fn height(self, tracer: &mut Tracer<'_>) -> usize {
        if self.rank() > 0 && self.rank() < 3 {
            return self.refuse(tracer, "height", "an image [C, H, W] has a height");
        }
        self.read(tracer, self.rank().saturating_sub(2), "height")
    }

    /// `input.width`
    #[doc(hidden)]
    #[track_caller]
    pub const fn width(self, tracer: &mut Tracer<'_>) -> usize {
        if self.rank() > 0 && self.rank() < 3 {
            return self.refuse(tracer, "width", "an image [C, H, W] has a width");
        }
        self.read(tracer, self.rank().saturating_sub(1), "width")
    }

    /// `input.len()`: the numbers in it.
    #[doc(hidden)]
    #[track_caller]
    pub const fn len(self, tracer: &mut Tracer<'_>) -> usize {
        match self.elements() {
            Some(elements) => elements as usize,
            None if self.is_unsure() => 1,
            None => self.refuse(
                tracer,
                "len()",
                "write a number, or declare the network's input without `_`",
            ),
        }
    }

    #[track_caller]
    const fn read(self, tracer: &mut Tracer<'_>, axis: usize, what: &str) -> usize {
        match self.dim(axis) {
            Dim::Known(n) => n,
            Dim::Unsure => 1,
            Dim::Any => self.refuse(
                tracer,
                what,
                "write a number, or declare the network's input without `_`",
            ),
        }
    }

    #[track_caller]
    const fn refuse(self, tracer: &mut Tracer<'_>, what: &str, mend: &str) -> usize {
        let fault = Fault::new(
            fact()
                .str("`input.")
                .str(what)
                .str("` is not known at compile time: the input is ")
                .kind(&self),
            help().str(mend),
        );
        tracer.fault(&fault, &[]);
        tracer.muted = true;
        1
    }
}
