//! The checked plan of a network: every operation with its attributes, inputs, shape, counts and path.
//!
//! Input: the rules of `shape`, called in the order of the declaration by a [`trace::Tracer`]. Output:
//! a [`Graph`], a value that the compiler computes and that the run time reads.

pub mod buffer;
pub mod lints;
pub mod op;
pub mod trace;

mod call;
mod count;
mod draw;
mod path;
pub(crate) mod plan;
mod receptive;
mod same;

use std::panic::Location;

pub use self::draw::{Drawing, Level, Theme, rounded};
pub use self::op::{Custom, Op};
pub use self::path::Name;
pub use self::plan::{Plan, PlanError};
pub use self::receptive::{Field, Receptive};

use self::lints::{LintSet, Unused};
pub(crate) use self::path::{Found, Scope};
use crate::shape::{Counts, Shape};

/// A network as data: nodes in the order in which they run.
///
/// Every generated network has one, `Net::GRAPH`, and plans others for other input sizes with
/// `Net::graph_for`.
#[derive(Clone, Copy, Debug)]
pub struct Graph<'g> {
    pub(crate) nodes: &'g [Node],
    pub(crate) edges: &'g [u32],
    pub(crate) scopes: &'g [Scope],
    /// How every `if`, `match` and `for` was decided, in order.
    pub(crate) decisions: &'g [u32],
    pub(crate) output: u32,
    /// How many faults were found: what is derived from a plan with faults would be a follow-up.
    pub(crate) faults: u32,
}

/// One operation of a [`Graph`].
#[derive(Clone, Copy, Debug)]
pub struct Node {
    op: Op,
    shape: Shape,
    counts: Counts,
    receptive: Receptive,
    scope: u32,
    first_edge: u32,
    edges: u32,
    /// 0: a part of `forward`; else the number of the side head it belongs to.
    head: u32,
    /// The last node of `forward` that reads the value, through views.
    last_use: u32,
    /// The statement.
    location: Option<&'static Location<'static>>,
    /// The name under which the value is kept and never read.
    unused: Option<Unused>,
    /// The lints that are not judged here.
    allowed: LintSet,
}

impl Node {
    pub(crate) const EMPTY: Node = Node {
        op: Op::Input,
        shape: Shape::UNSURE,
        counts: Counts::NONE,
        receptive: Receptive::INPUT,
        scope: 0,
        first_edge: 0,
        edges: 0,
        head: 0,
        last_use: 0,
        location: None,
        unused: None,
        allowed: LintSet::NONE,
    };

    /// The operation and its attributes.
    pub const fn op(&self) -> &Op {
        &self.op
    }

    /// The shape of the result, without the batch.
    pub const fn shape(&self) -> Shape {
        self.shape
    }

    /// Trained numbers, buffers and multiply-adds of this node alone.
    pub const fn counts(&self) -> Counts {
        self.counts
    }

    /// How much of the network's input one position of the result sees.
    pub const fn receptive(&self) -> Receptive {
        self.receptive
    }

    /// Where the statement is written: the file as the compiler was given it, the line and the column.
    pub const fn location(&self) -> Option<&'static Location<'static>> {
        self.location
    }

    /// The scope of its path: 0 is the root.
    pub(crate) const fn scope(&self) -> u32 {
        self.scope
    }

    /// Whether it belongs to a side head, which `forward` does not compute.
    pub const fn is_side(&self) -> bool {
        self.head != 0
    }
}

impl<'g> Graph<'g> {
    /// The operations in the order in which they run; the first is the input.
    pub const fn nodes(&self) -> &'g [Node] {
        self.nodes
    }

    /// The positions in [`Graph::nodes`] of what `node` takes.
    pub const fn inputs(&self, node: &Node) -> &'g [u32] {
        let (_, from) = self.edges.split_at(node.first_edge as usize);
        from.split_at(node.edges as usize).0
    }

    /// The position of the node whose value the network returns.
    pub const fn output_node(&self) -> usize {
        self.output as usize
    }

    /// The shape that the network returns, without the batch.
    pub const fn output(&self) -> Shape {
        self.nodes[self.output as usize].shape
    }

    /// The shape that the network takes, without the batch.
    pub const fn input(&self) -> Shape {
        self.nodes[0].shape
    }

    /// The name of a side head and the shape it ends in, by the head's number from 1.
    pub(crate) const fn head(&self, number: u32) -> Shape {
        let mut at = 0;
        while at < self.nodes.len() {
            let node = &self.nodes[at];
            if node.head == number && matches!(node.op, Op::Output { .. }) {
                return node.shape;
            }
            at += 1;
        }
        Shape::UNSURE
    }
}
