//! Rows and columns at the end that a stride leaves out.

use super::super::{Graph, Op};
use crate::shape::args::Padding;
use crate::shape::text::Text;
use crate::shape::{Dim, Fault, Shape, fact, help, numbers};

/// How a convolution or a pool slides over its input, at most three axes.
#[derive(Clone, Copy)]
struct Slides {
    axes: usize,
    extent: [usize; 3],
    stride: [usize; 3],
    padding: Padding<3>,
    is_pool: bool,
}

pub(super) const fn find(graph: &Graph<'_>, at: usize) -> Option<Fault> {
    let node = &graph.nodes[at];
    let Some(slides) = slides(&node.op) else {
        return None;
    };
    let input = graph.nodes[graph.inputs(node)[0] as usize].shape;
    let mut dropped = [0; 3];
    let mut any = false;
    let mut axis = 0;
    while axis < slides.axes {
        dropped[axis] = slides.dropped(axis, &input, &node.shape);
        any |= dropped[axis] > 0;
        axis += 1;
    }
    if !any {
        return None;
    }
    let fact = fact()
        .str("`")
        .str(node.op.name())
        .str("` expects windows that reach the end of ")
        .kind(&input)
        .str(", found ");
    let fact = left_out(dropped, slides.axes, fact)
        .str(" left out by its stride of ")
        .size(slides.stride.split_at(slides.axes).0);
    let help = if slides.is_pool {
        help().str("`ceil_mode = true`")
    } else {
        slides.padded(dropped, &input, &node.shape)
    };
    Some(Fault::new(fact, help))
}

const fn slides(op: &Op) -> Option<Slides> {
    Some(match op {
        Op::Conv1d(c) => Slides::new(c.kernel, c.dilation, c.stride, c.padding, false),
        Op::Conv2d(c) => Slides::new(c.kernel, c.dilation, c.stride, c.padding, false),
        Op::Conv3d(c) => Slides::new(c.kernel, c.dilation, c.stride, c.padding, false),
        Op::MaxPool1d(p) => Slides::new(p.kernel, p.dilation, p.strides(), p.padding, true),
        Op::MaxPool2d(p) => Slides::new(p.kernel, p.dilation, p.strides(), p.padding, true),
        Op::MaxPool3d(p) => Slides::new(p.kernel, p.dilation, p.strides(), p.padding, true),
        Op::AvgPool1d(p) => Slides::new(p.kernel, [1; 1], p.strides(), p.padding, true),
        Op::AvgPool2d(p) => Slides::new(p.kernel, [1; 2], p.strides(), p.padding, true),
        Op::AvgPool3d(p) => Slides::new(p.kernel, [1; 3], p.strides(), p.padding, true),
        _ => return None,
    })
}

impl Slides {
    const fn new<const D: usize>(
        kernel: [usize; D],
        dilation: [usize; D],
        stride: [usize; D],
        padding: Padding<D>,
        is_pool: bool,
    ) -> Self {
        let (mut extent, mut strides) = ([1; 3], [1; 3]);
        let (mut begin, mut end) = ([0; 3], [0; 3]);
        let mut axis = 0;
        while axis < D {
            extent[axis] = numbers::extent(kernel[axis], dilation[axis]);
            strides[axis] = stride[axis];
            if let Padding::Explicit { begin: b, end: e } = &padding {
                (begin[axis], end[axis]) = (b[axis], e[axis]);
            }
            axis += 1;
        }
        let padding = match padding {
            Padding::Same => Padding::Same,
            Padding::Explicit { .. } => Padding::Explicit { begin, end },
        };
        Slides {
            axes: D,
            extent,
            stride: strides,
            padding,
            is_pool,
        }
    }

    /// The positions at the end of an axis under no window, as far as they are more than the stride
    /// leaves out between two windows.
    const fn dropped(&self, axis: usize, input: &Shape, output: &Shape) -> usize {
        let (Dim::Known(n), Dim::Known(windows)) = (input.dim(axis + 1), output.dim(axis + 1))
        else {
            return 0;
        };
        let (extent, stride) = (self.extent[axis], self.stride[axis]);
        let (begin, _) = self.padding.around(axis, n, extent, stride);
        let covered = (windows.saturating_sub(1) * stride).saturating_add(extent);
        n.saturating_add(begin)
            .saturating_sub(covered)
            .saturating_sub(stride.saturating_sub(extent))
    }

    /// The padding with which one more window stands over what is left out, as it is written.
    const fn padded(&self, dropped: [usize; 3], input: &Shape, output: &Shape) -> Text<256> {
        let mut sides = [0; 6];
        let mut axis = 0;
        while axis < self.axes {
            let (Dim::Known(n), Dim::Known(windows)) = (input.dim(axis + 1), output.dim(axis + 1))
            else {
                return help().str("more padding");
            };
            let (extent, stride) = (self.extent[axis], self.stride[axis]);
            let (begin, end) = self.padding.around(axis, n, extent, stride);
            sides[axis] = begin;
            sides[self.axes + axis] = if dropped[axis] > 0 {
                (windows * stride + extent).saturating_sub(n + begin)
            } else {
                end
            };
            axis += 1;
        }
        help()
            .str("`padding = ")
            .list(sides.split_at(2 * self.axes).0)
            .str("`, or a size or a kernel that fits the stride")
    }
}

/// `1 row and 2 columns`
const fn left_out<const N: usize>(dropped: [usize; 3], axes: usize, mut text: Text<N>) -> Text<N> {
    let names = match axes {
        1 => ["position", "", ""],
        2 => ["row", "column", ""],
        _ => ["slice", "row", "column"],
    };
    let mut told = false;
    let mut axis = 0;
    while axis < axes {
        if dropped[axis] > 0 {
            if told {
                text = text.str(" and ");
            }
            text = text.num(dropped[axis]).str(" ").str(names[axis]);
            if dropped[axis] > 1 {
                text = text.str("s");
            }
            told = true;
        }
        axis += 1;
    }
    text
}
