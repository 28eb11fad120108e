//! A picture as data: boxes inside boxes, and the wires between them. Nothing here has a place yet.

use super::label;
use crate::graph::{Op, Receptive};
use crate::shape::{Dim, Shape};

/// A part of a picture whose elements see only each other: the whole network, or the inside of a frame.
///
/// The elements stand in running order. The first is what flows in and the last what flows out: the
/// terminals of the network, or the two points where a wire crosses the border of a frame.
#[derive(Clone, Debug)]
pub struct Body {
    pub elements: Vec<Element>,
    pub wires: Vec<Wire>,
}

/// A value on its way, by the positions of two elements of one body.
#[derive(Clone, Debug, PartialEq)]
pub struct Wire {
    pub from: usize,
    pub to: usize,
    pub shape: ShapeSpan,
    pub kind: WireKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WireKind {
    /// The value itself.
    Value,
    /// Only its size is read.
    Size,
    /// Nothing flows and nothing is drawn: it says what stands above what.
    Order,
}

#[derive(Clone, Debug)]
pub enum Element {
    /// Where a wire crosses the border of a frame.
    Port,
    /// The network's input, its output, a side head.
    Terminal { text: String, shape: ShapeSpan },
    /// Layers one after another, in one box. More than one round: the box stands for a row of its like.
    Layers {
        strips: Vec<Strip>,
        rounds: usize,
        /// All rounds together.
        cost: Cost,
    },
    /// Where branches meet, and what acts on the result at once.
    Join { join: Join, after: Vec<Strip> },
    /// A block as one box: its inside is not drawn, and tells equal blocks from others.
    Block { heading: Heading, body: Body },
    /// A block, a labelled group or a repetition with all that is in it.
    Frame { heading: Heading, body: Body },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    Sum,
    Concat,
    Product,
}

/// What is written over a block.
#[derive(Clone, Debug, Default)]
pub struct Heading {
    /// `BasicBlock`; empty for a group that is no block.
    pub item: String,
    /// `layer1.0`, or for several rounds `layer1.0 … 2`.
    pub name: String,
    pub rounds: usize,
    /// All rounds together.
    pub cost: Cost,
}

/// One layer in a box.
#[derive(Clone, Debug)]
pub struct Strip {
    /// `3×3 conv2d, 64`
    pub title: String,
    /// The path inside the frame around it, where the layer has one of its own.
    pub name: String,
    /// As it is written in a declaration.
    pub call: String,
    pub kind: Kind,
    /// Of one round.
    pub cost: Cost,
    /// What it makes.
    pub shape: ShapeSpan,
    /// How much of the network's input it sees; `None` where that differs between rounds.
    pub seen: Option<Receptive>,
}

/// What a layer is for: its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It multiplies by trained weights.
    Weights,
    Norm,
    Activation,
    Pool,
    /// It moves numbers and computes none.
    Form,
    Custom,
}

/// From the least to the most over the rounds of a repetition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub least: u64,
    pub most: u64,
}

/// What a layer or a block costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    pub params: Span,
    /// `None` where a dimension is known at run time only.
    pub macs: Option<Span>,
}

/// The shape of a value, or of its like in every round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShapeSpan(Vec<Option<Span>>);

impl Span {
    pub const fn of(number: u64) -> Span {
        Span {
            least: number,
            most: number,
        }
    }

    fn widen(&mut self, other: Span) {
        self.least = self.least.min(other.least);
        self.most = self.most.max(other.most);
    }

    fn add(&mut self, other: Span) {
        self.least += other.least;
        self.most += other.most;
    }
}

impl Default for Cost {
    fn default() -> Self {
        Cost {
            params: Span::of(0),
            macs: Some(Span::of(0)),
        }
    }
}

impl Cost {
    /// Of both together.
    pub fn add(&mut self, other: Cost) {
        self.params.add(other.params);
        match (&mut self.macs, other.macs) {
            (Some(macs), Some(others)) => macs.add(others),
            (macs, _) => *macs = None,
        }
    }

    fn widen(&mut self, other: Cost) {
        self.params.widen(other.params);
        match (&mut self.macs, other.macs) {
            (Some(macs), Some(others)) => macs.widen(others),
            (macs, _) => *macs = None,
        }
    }
}

impl From<Shape> for ShapeSpan {
    fn from(shape: Shape) -> Self {
        let dims = shape.dims().iter();
        ShapeSpan(
            dims.map(|dim| match dim {
                Dim::Known(n) => Some(Span::of(*n as u64)),
                Dim::Any | Dim::Unsure => None,
            })
            .collect(),
        )
    }
}

impl ShapeSpan {
    fn widen(&mut self, other: &ShapeSpan) {
        for (dim, other) in self.0.iter_mut().zip(&other.0) {
            match (dim, other) {
                (Some(dim), Some(other)) => dim.widen(*other),
                (dim, _) => *dim = None,
            }
        }
    }
}

impl std::fmt::Display for ShapeSpan {
    /// `64×56×56`, `64…256×56×56`, `3×_×_`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (axis, dim) in self.0.iter().enumerate() {
            if axis > 0 {
                f.write_str("×")?;
            }
            match dim {
                None => f.write_str("_")?,
                Some(Span { least, most }) if least == most => write!(f, "{least}")?,
                Some(Span { least, most }) => write!(f, "{least}…{most}")?,
            }
        }
        Ok(())
    }
}

impl Kind {
    pub fn of(op: &Op) -> Kind {
        match op {
            op if op.is_convolution() => Kind::Weights,
            op if op.is_activation() => Kind::Activation,
            op if op.is_pool() => Kind::Pool,
            Op::Linear(_) | Op::Parameter(_) => Kind::Weights,
            Op::BatchNorm(_)
            | Op::LayerNorm(_)
            | Op::GroupNorm(_)
            | Op::InstanceNorm(_)
            | Op::LocalResponseNorm(_) => Kind::Norm,
            Op::Custom(_) => Kind::Custom,
            _ => Kind::Form,
        }
    }
}

impl Join {
    pub fn of(op: &Op) -> Option<Join> {
        match op {
            Op::Sum => Some(Join::Sum),
            Op::Concat => Some(Join::Concat),
            Op::Product => Some(Join::Product),
            _ => None,
        }
    }

    /// As it is written in a declaration.
    pub fn name(self) -> &'static str {
        match self {
            Join::Sum => "sum",
            Join::Concat => "concat",
            Join::Product => "product",
        }
    }
}

impl Strip {
    fn widen(&mut self, other: &Strip) {
        self.cost.widen(other.cost);
        self.shape.widen(&other.shape);
        if self.seen != other.seen {
            self.seen = None;
        }
    }
}

impl Heading {
    /// `BasicBlock × 2`; a group that is no block has its path for a title.
    pub fn title(&self) -> String {
        let title = match (self.item.as_str(), self.name.as_str()) {
            ("", name) => name,
            (item, _) => item,
        };
        match (title, self.rounds) {
            (title, 1) => title.to_owned(),
            ("", rounds) => format!("× {rounds}"),
            (title, rounds) => format!("{title} × {rounds}"),
        }
    }

    /// The path, where it is not the title, and the cost.
    pub fn detail(&self) -> String {
        let name = match self.item.is_empty() {
            true => "",
            false => self.name.as_str(),
        };
        let sum = if self.rounds > 1 { "Σ " } else { "" };
        match (name, label::cost(&self.cost)) {
            (name, None) => name.to_owned(),
            ("", Some(cost)) => format!("{sum}{cost}"),
            (name, Some(cost)) => format!("{name} · {sum}{cost}"),
        }
    }

    fn another_round(&mut self, other: &Heading) {
        self.rounds += other.rounds;
        self.cost.add(other.cost);
        self.name = label::through(&self.name, &other.name);
    }
}

impl Element {
    /// What all rounds of it cost.
    pub fn cost(&self) -> Cost {
        let mut cost = Cost::default();
        match self {
            Element::Port | Element::Terminal { .. } => {}
            Element::Layers { cost: all, .. } => cost = *all,
            Element::Join { after, .. } => after.iter().for_each(|strip| cost.add(strip.cost)),
            Element::Block { heading, .. } | Element::Frame { heading, .. } => cost = heading.cost,
        }
        cost
    }

    /// Takes in another round of the same structure.
    pub fn another_round(&mut self, other: &Element) {
        match (self, other) {
            (
                Element::Layers {
                    strips,
                    rounds,
                    cost,
                },
                Element::Layers {
                    strips: others,
                    rounds: more,
                    cost: other,
                },
            ) => {
                widen_all(strips, others);
                *rounds += more;
                cost.add(*other);
            }
            (Element::Block { heading, .. }, Element::Block { heading: other, .. }) => {
                heading.another_round(other);
            }
            (
                Element::Frame { heading, body },
                Element::Frame {
                    heading: other,
                    body: others,
                },
            ) => {
                heading.another_round(other);
                body.widen(others);
            }
            _ => {}
        }
    }

    /// Takes in what is different in its like of another round; the number of rounds stays.
    pub fn widen(&mut self, other: &Element) {
        match (self, other) {
            (
                Element::Layers { strips, cost, .. },
                Element::Layers {
                    strips: others,
                    cost: other,
                    ..
                },
            ) => {
                widen_all(strips, others);
                cost.widen(*other);
            }
            (Element::Join { after, .. }, Element::Join { after: others, .. }) => {
                widen_all(after, others);
            }
            (Element::Block { heading, .. }, Element::Block { heading: other, .. }) => {
                heading.widen(other);
            }
            (
                Element::Frame { heading, body },
                Element::Frame {
                    heading: other,
                    body: others,
                },
            ) => {
                heading.widen(other);
                body.widen(others);
            }
            _ => {}
        }
    }
}

impl Heading {
    fn widen(&mut self, other: &Heading) {
        self.cost.widen(other.cost);
        self.name = label::through(&self.name, &other.name);
    }
}

impl Body {
    fn widen(&mut self, other: &Body) {
        for (element, other) in self.elements.iter_mut().zip(&other.elements) {
            element.widen(other);
        }
        for (wire, other) in self.wires.iter_mut().zip(&other.wires) {
            wire.shape.widen(&other.shape);
        }
    }
}

fn widen_all(strips: &mut [Strip], others: &[Strip]) {
    for (strip, other) in strips.iter_mut().zip(others) {
        strip.widen(other);
    }
}
