//! What a user may write for an argument, turned into what a layer's description holds.
//!
//! Traits do not run in const, so the choice between a number and a list is made by inherent impls on
//! a wrapper: `SizeArgument(3).per_axis()`, `SizeArgument([1, 7]).per_axis()`.

use super::Shape;
use super::text::Text;

/// `kernel`, `stride`, `dilation`, `size`: a number for every axis, or one for each.
pub struct SizeArgument<T>(pub T);

impl SizeArgument<usize> {
    pub const fn per_axis<const D: usize>(self) -> [usize; D] {
        [self.0; D]
    }
}

impl<const D: usize> SizeArgument<[usize; D]> {
    pub const fn per_axis(self) -> [usize; D] {
        self.0
    }
}

/// `padding`: a number, one for each axis, one for each side, or `same`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Padding<const D: usize> {
    /// In front of the first position and behind the last one, per axis.
    Explicit { begin: [usize; D], end: [usize; D] },
    /// Output ⌈in / stride⌉, the odd position behind.
    Same,
}

impl<const D: usize> Padding<D> {
    pub const NONE: Self = Padding::Explicit {
        begin: [0; D],
        end: [0; D],
    };

    /// In front and behind along `axis`, for `input` positions under windows of `extent`.
    pub const fn around(
        &self,
        axis: usize,
        input: usize,
        extent: usize,
        stride: usize,
    ) -> (usize, usize) {
        match self {
            Padding::Explicit { begin, end } => (begin[axis], end[axis]),
            Padding::Same => {
                let output = input.div_ceil(if stride == 0 { 1 } else { stride });
                let covered = (output.saturating_sub(1) * stride).saturating_add(extent);
                let total = covered.saturating_sub(input);
                (total / 2, total - total / 2)
            }
        }
    }
}

/// See [`Padding`].
pub struct PaddingArgument<T>(pub T);

/// `padding = same`
pub struct Same;

impl PaddingArgument<usize> {
    pub const fn sides<const D: usize>(self) -> Padding<D> {
        Padding::Explicit {
            begin: [self.0; D],
            end: [self.0; D],
        }
    }
}

impl PaddingArgument<Same> {
    pub const fn sides<const D: usize>(self) -> Padding<D> {
        Padding::Same
    }
}

impl PaddingArgument<[usize; 1]> {
    pub const fn sides(self) -> Padding<1> {
        Padding::Explicit {
            begin: self.0,
            end: self.0,
        }
    }
}

/// How `[usize; 2]` is read depends on the layer: `[h, w]` of an image, `[left, right]` of a signal.
impl PaddingArgument<[usize; 2]> {
    pub const fn sides<const D: usize>(self) -> Padding<D> {
        let [first, second] = self.0;
        let mut begin = [first; D];
        let mut end = [first; D];
        if D == 1 {
            end[0] = second;
        } else {
            begin[D - 1] = second;
            end[D - 1] = second;
        }
        Padding::Explicit { begin, end }
    }
}

impl PaddingArgument<[usize; 3]> {
    pub const fn sides(self) -> Padding<3> {
        Padding::Explicit {
            begin: self.0,
            end: self.0,
        }
    }
}

impl PaddingArgument<[usize; 4]> {
    /// `[top, left, bottom, right]`
    pub const fn sides(self) -> Padding<2> {
        let [top, left, bottom, right] = self.0;
        Padding::Explicit {
            begin: [top, left],
            end: [bottom, right],
        }
    }
}

impl PaddingArgument<[usize; 6]> {
    /// `[front, top, left, back, bottom, right]`
    pub const fn sides(self) -> Padding<3> {
        let [front, top, left, back, bottom, right] = self.0;
        Padding::Explicit {
            begin: [front, top, left],
            end: [back, bottom, right],
        }
    }
}

/// `scale(2.0)`, `scale([0.5, 1.0, 2.0])`: a number, or one for each channel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PerChannel {
    values: [f32; PerChannel::MOST],
    /// `None`: one number for every channel, in `values[0]`.
    channels: Option<usize>,
}

impl PerChannel {
    /// The most channels that can have a number each.
    pub const MOST: usize = 16;

    pub const fn all(value: f64) -> Self {
        PerChannel {
            values: [value as f32; PerChannel::MOST],
            channels: None,
        }
    }

    /// One number, or as many as there are channels, up to [`PerChannel::MOST`].
    pub fn values(&self) -> &[f32] {
        match self.channels {
            None => &self.values[..1],
            Some(channels) => &self.values[..channels.min(PerChannel::MOST)],
        }
    }

    /// How many numbers were given, one for each channel; `None`: one number for all.
    pub const fn channels(&self) -> Option<usize> {
        self.channels
    }
}

/// See [`PerChannel`].
pub struct PerChannelArgument<T>(pub T);

impl PerChannelArgument<f64> {
    pub const fn values(self) -> PerChannel {
        PerChannel::all(self.0)
    }
}

impl<const C: usize> PerChannelArgument<[f64; C]> {
    /// What is over [`PerChannel::MOST`] is the rule's to refuse.
    pub const fn values(self) -> PerChannel {
        let mut values = [0.0; PerChannel::MOST];
        let mut channel = 0;
        while channel < C && channel < PerChannel::MOST {
            values[channel] = self.0[channel] as f32;
            channel += 1;
        }
        PerChannel {
            values,
            channels: Some(C),
        }
    }
}

/// `reshape([16, 7, 7])`: the numbers of a list, at most four.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct List {
    numbers: [usize; 4],
    len: usize,
}

impl List {
    pub const EMPTY: List = List {
        numbers: [1; 4],
        len: 0,
    };

    pub const fn of<const N: usize>(list: [usize; N]) -> List {
        assert!(N <= 4, "expected at most four dimensions");
        let mut numbers = [1; 4];
        let mut at = 0;
        while at < N {
            numbers[at] = list[at];
            at += 1;
        }
        List { numbers, len: N }
    }

    pub const fn numbers(&self) -> &[usize] {
        self.numbers.split_at(self.len).0
    }

    /// The numbers as a shape.
    pub const fn shape(&self) -> Shape {
        let [a, b, c, d] = self.numbers;
        match self.len {
            0 => Shape::of([0]),
            1 => Shape::of([a]),
            2 => Shape::of([a, b]),
            3 => Shape::of([a, b, c]),
            _ => Shape::of([a, b, c, d]),
        }
    }
}

/// A hole in a label, `"block{i}"`: what stands in it as text.
pub struct Hole<T>(pub T);

impl Hole<usize> {
    pub const fn text(self) -> Text<48> {
        Text::new().num(self.0)
    }
}

impl Hole<&str> {
    pub const fn text(self) -> Text<48> {
        Text::new().str(self.0)
    }
}

impl Hole<bool> {
    pub const fn text(self) -> Text<48> {
        Text::new().str(if self.0 { "true" } else { "false" })
    }
}

impl Hole<char> {
    pub const fn text(self) -> Text<48> {
        let mut bytes = [0; 4];
        Text::new().str(self.0.encode_utf8(&mut bytes))
    }
}
