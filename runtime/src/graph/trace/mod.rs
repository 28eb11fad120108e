//! Tracing: the declaration is run once on shapes, and every step is checked and recorded.

mod faults;
mod paths;
mod reads;
mod stated;
mod steps;

use std::panic::Location;

use super::Node;
use super::buffer::Size;
use super::lints::{Denied, LintSet, Unused};
use super::path::Scope;
use crate::shape::text::Text;
use crate::shape::{Counts, Shape};

/// A value in flight: its shape and the node that makes it.
#[derive(Clone, Copy, Debug)]
pub struct Value {
    pub(crate) shape: Shape,
    pub(crate) node: u32,
}

/// Runs a declaration on shapes: checks every step, and records it where there is room.
pub struct Tracer<'a> {
    nodes: &'a mut [Node],
    edges: &'a mut [u32],
    scopes: &'a mut [Scope],
    decisions: &'a mut [u32],
    size: Size,
    place: Place,
    /// The scope that was entered last at the root.
    last: u32,
    /// Nothing has happened yet in the scope that was entered last.
    fresh: bool,
    head: u32,
    with_heads: bool,
    /// The fault (from 0) at which to panic.
    stop: u32,
    faults: u32,
    /// A shape is undecided and an expression has read it: nothing more can be said.
    muted: bool,
    first: Option<Message>,
    /// The lints that the item at hand allows.
    allowed: LintSet,
    /// The finding at which to panic.
    denied: Option<Denied>,
    /// What the steps so far cost, where somebody asks.
    with_totals: bool,
    totals: Counts,
    activations: u64,
}

impl Value {
    /// The position of the node that makes it.
    pub const fn node(&self) -> u32 {
        self.node
    }

    pub const fn shape(&self) -> Shape {
        self.shape
    }
}

/// Where in the paths the trace is.
#[derive(Clone, Copy)]
pub struct Place {
    scope: u32,
    /// The scope in which a spliced block may repeat a label.
    shared: u32,
}

/// Where a plan ends, and how many faults were found on the way.
#[derive(Clone, Copy, Debug)]
pub struct End {
    pub(super) node: u32,
    pub(super) faults: u32,
}

impl End {
    pub(super) const NOWHERE: End = End { node: 0, faults: 0 };
}

pub(super) type Message = Text<1200>;

/// Runs everything, counts the faults, never panics.
pub const RECORD: u32 = u32::MAX;

impl<'a> Tracer<'a> {
    pub(crate) const fn filling(
        nodes: &'a mut [Node],
        edges: &'a mut [u32],
        scopes: &'a mut [Scope],
        decisions: &'a mut [u32],
        stop: u32,
    ) -> Self {
        Tracer {
            nodes,
            edges,
            scopes,
            decisions,
            size: Size {
                nodes: 0,
                edges: 0,
                scopes: 0,
                decisions: 0,
            },
            place: Place {
                scope: 0,
                shared: u32::MAX,
            },
            last: 0,
            fresh: false,
            head: 0,
            with_heads: false,
            stop,
            faults: 0,
            muted: false,
            first: None,
            allowed: LintSet::NONE,
            denied: None,
            with_totals: false,
            totals: Counts::NONE,
            activations: 0,
        }
    }

    /// A tracer that records nothing: it measures how much room a plan takes.
    pub const fn counting(stop: u32) -> Tracer<'static> {
        Tracer::filling(&mut [], &mut [], &mut [], &mut [], stop)
    }

    /// The same for a whole network, side heads included.
    pub const fn with_heads(mut self) -> Self {
        self.with_heads = true;
        self
    }

    /// The same, which adds up what the steps cost.
    pub const fn with_totals(mut self) -> Self {
        self.with_totals = true;
        self
    }

    /// The same, which panics where the step is traced that a denied lint has found.
    pub const fn denying(mut self, denied: Option<Denied>) -> Self {
        self.denied = denied;
        self
    }

    pub const fn size(&self) -> Size {
        self.size
    }

    /// The end of the whole plan.
    pub const fn ends_in(&self, x: Value) -> End {
        End {
            node: x.node,
            faults: self.faults,
        }
    }

    /// The message of the first fault, if there is one.
    pub(crate) const fn first_fault(&self) -> Option<&Message> {
        self.first.as_ref()
    }
}

/// Lints.
impl Tracer<'_> {
    /// The item at hand allows these lints; [`Tracer::allow_again`] takes back what is returned.
    pub const fn allow(&mut self, lints: LintSet) -> LintSet {
        let before = self.allowed;
        self.allowed = before.and(lints);
        before
    }

    pub const fn allow_again(&mut self, before: LintSet) {
        self.allowed = before;
    }

    /// `… as name;` that nothing reads.
    #[track_caller]
    pub const fn unused(&mut self, x: Value, name: &'static str) {
        let node = x.node as usize;
        if node < self.nodes.len() {
            self.nodes[node].unused = Some(Unused {
                name,
                location: Location::caller(),
            });
        }
        if let Some(denied) = &self.denied {
            denied.panic_at_unused(x.node, name);
        }
    }
}
