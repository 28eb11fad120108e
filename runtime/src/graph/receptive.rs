//! How much of the input a node sees.

use crate::shape::Window;

/// The receptive field of one position, per axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Receptive {
    axes: [Option<Field>; 3],
}

/// Along one axis, in positions of the network's input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// How many positions of the input one position sees.
    pub size: usize,
    /// How far apart in the input two neighbours are.
    pub stride: f64,
}

impl Receptive {
    pub(crate) const INPUT: Receptive = Receptive {
        axes: [Some(Field {
            size: 1,
            stride: 1.0,
        }); 3],
    };

    /// The field along `axis` (0 is the first after the channels); `None` where it sees everything, as
    /// after a global pooling.
    pub const fn axis(&self, axis: usize) -> Option<Field> {
        self.axes[axis]
    }

    /// What one position sees behind a layer that looks through `windows`.
    pub(crate) const fn through(mut self, windows: &[Window; 3]) -> Receptive {
        let mut axis = 0;
        while axis < 3 {
            self.axes[axis] = match (self.axes[axis], windows[axis]) {
                (Some(field), Window::Slides { extent, stride }) => Some(Field {
                    size: field.size.saturating_add(
                        (extent.saturating_sub(1) as f64 * field.stride + 0.5) as usize,
                    ),
                    stride: field.stride * stride,
                }),
                _ => None,
            };
            axis += 1;
        }
        self
    }

    /// Where branches meet the widest view counts, gates that see everything left aside.
    pub(crate) const fn widest(mut self, other: &Receptive) -> Receptive {
        let mut axis = 0;
        while axis < 3 {
            self.axes[axis] = match (self.axes[axis], other.axes[axis]) {
                (Some(a), Some(b)) => Some(Field {
                    size: if a.size > b.size { a.size } else { b.size },
                    stride: if a.stride > b.stride {
                        a.stride
                    } else {
                        b.stride
                    },
                }),
                (Some(field), None) | (None, Some(field)) => Some(field),
                (None, None) => None,
            };
            axis += 1;
        }
        self
    }
}
