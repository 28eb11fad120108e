//! Steps: layers and joins, checked and recorded.

use std::panic::Location;

use super::{Tracer, Value};
use crate::graph::Node;
use crate::graph::op::{Custom, Op};
use crate::graph::path::write_path;
use crate::graph::receptive::Receptive;
use crate::shape::join::Join;
use crate::shape::text::same;
use crate::shape::{Counts, Fault, Ruled, Shape, Window, fact, help};

impl Tracer<'_> {
    /// The value that flows in.
    #[track_caller]
    pub const fn input(&mut self, shape: Shape) -> Value {
        self.push(Op::Input, &[], shape, Counts::NONE, Receptive::INPUT)
    }

    /// One layer: its rule has spoken.
    #[track_caller]
    pub(crate) const fn layer(&mut self, op: Op, x: Value, ruled: Ruled) -> Value {
        if let Some(fault) = &ruled.fault {
            self.fault(fault, &[x]);
        }
        let receptive = self.seen_through(x, &ruled.windows);
        self.push(op, &[x], ruled.output, ruled.counts, receptive)
    }

    #[track_caller]
    pub(crate) const fn layer_of_two(
        &mut self,
        op: Op,
        x: Value,
        second: Value,
        ruled: Ruled,
    ) -> Value {
        if let Some(fault) = &ruled.fault {
            self.fault(fault, &[x, second]);
        }
        let receptive = self.seen_through(x, &ruled.windows);
        self.push(op, &[x, second], ruled.output, ruled.counts, receptive)
    }

    /// A hand-written layer: its rule and its counts.
    #[track_caller]
    pub const fn custom(
        &mut self,
        custom: Custom,
        x: Value,
        output: Result<Shape, Fault>,
        counts: Counts,
    ) -> Value {
        let mut ruled = match output {
            Ok(output) => Ruled::gives(output),
            // After a fault its rule may not know what to say of a dimension that is undecided.
            Err(_) if x.shape.is_unsure() => Ruled::gives(Shape::UNSURE),
            Err(fault) => Ruled::gives(Shape::UNSURE).faulted(fault),
        };
        ruled.counts = counts;
        if counts.params + counts.buffers > 0 && self.has_twin(custom.name) {
            self.refuse_twin(custom.name);
        }
        self.layer(Op::Custom(custom), x, ruled)
    }

    /// Whether a hand-written layer with tensors, of this name too, stands under the path at hand.
    const fn has_twin(&self, name: &str) -> bool {
        let mut at = 0;
        while at < self.size.nodes && at < self.nodes.len() {
            let Node {
                op, counts, scope, ..
            } = &self.nodes[at];
            if let Op::Custom(other) = op
                && *scope == self.place.scope
                && counts.params + counts.buffers > 0
                && same(name.as_bytes(), other.name.as_bytes())
            {
                return true;
            }
            at += 1;
        }
        false
    }

    /// What a hand-written layer calls its tensors is not known, but two of one name call them alike.
    #[track_caller]
    const fn refuse_twin(&mut self, name: &str) {
        let fact = fact().str("`").str(name).str("` expects a path of its own");
        let fact = match self.place.scope {
            0 => fact.str(", found another one that has none either"),
            scope => {
                write_path(self.scopes, scope, fact.str(", found another one under `")).str("`")
            }
        };
        let help = help()
            .str("give it a label of its own, in a loop one with a hole: `\"name{i}\": ")
            .str(name)
            .str("(…)`");
        self.fault(&Fault::new(fact, help), &[]);
    }

    /// `sum { … }`
    #[track_caller]
    pub const fn sum(&mut self, branches: &[Value]) -> Value {
        self.join(Op::Sum, Join::Sum, branches)
    }

    /// `residual { … }`: the value that flows in, and what its statements leave.
    #[track_caller]
    pub const fn residual(&mut self, branches: &[Value]) -> Value {
        self.join(Op::Sum, Join::Residual, branches)
    }

    /// `concat { … }`
    #[track_caller]
    pub const fn concat(&mut self, branches: &[Value]) -> Value {
        self.join(Op::Concat, Join::Concat, branches)
    }

    /// `product { … }`
    #[track_caller]
    pub const fn product(&mut self, branches: &[Value]) -> Value {
        self.join(Op::Product, Join::Product, branches)
    }

    #[track_caller]
    const fn join(&mut self, op: Op, join: Join, branches: &[Value]) -> Value {
        let mut shape = branches[0].shape;
        let mut told = false;
        let mut at = 1;
        while at < branches.len() {
            let ruled = join.rule(shape, branches[at].shape);
            if let Some(fault) = &ruled.fault
                && !told
            {
                self.fault(fault, &[branches[at - 1], branches[at]]);
                told = true;
            }
            shape = ruled.output;
            at += 1;
        }
        let receptive = self.seen(branches);
        self.push(op, branches, shape, Counts::NONE, receptive)
    }

    #[track_caller]
    pub(super) const fn push(
        &mut self,
        op: Op,
        inputs: &[Value],
        shape: Shape,
        counts: Counts,
        receptive: Receptive,
    ) -> Value {
        self.fresh = false;
        let first_edge = self.size.edges as u32;
        let mut at = 0;
        while at < inputs.len() {
            if self.size.edges < self.edges.len() {
                self.edges[self.size.edges] = inputs[at].node;
            }
            self.size.edges += 1;
            at += 1;
        }
        let node = self.size.nodes;
        if self.with_totals {
            self.add_up(&op, shape, counts);
        }
        if node < self.nodes.len() {
            self.nodes[node] = Node {
                op,
                shape,
                counts,
                receptive,
                scope: self.place.scope,
                first_edge,
                edges: inputs.len() as u32,
                head: self.head,
                last_use: node as u32,
                location: Some(Location::caller()),
                unused: None,
                allowed: self.allowed,
            };
        }
        if let Some(denied) = &self.denied {
            denied.panic_at(node as u32);
        }
        self.size.nodes += 1;
        Value {
            shape,
            node: node as u32,
        }
    }

    /// What a layer behind `x` sees through these windows.
    const fn seen_through(&self, x: Value, windows: &[Window; 3]) -> Receptive {
        if self.nodes.is_empty() {
            return Receptive::INPUT;
        }
        self.nodes[x.node as usize].receptive.through(windows)
    }

    const fn add_up(&mut self, op: &Op, shape: Shape, counts: Counts) {
        self.totals = self.totals.plus(counts);
        if !op.is_view()
            && let Some(elements) = shape.elements()
        {
            self.activations = self.activations.saturating_add(elements);
        }
    }

    /// The widest view among the nodes that feed a step.
    pub(super) const fn seen(&self, inputs: &[Value]) -> Receptive {
        if self.nodes.is_empty() {
            return Receptive::INPUT;
        }
        let mut widest = self.nodes[inputs[0].node as usize].receptive;
        let mut at = 1;
        while at < inputs.len() {
            widest = widest.widest(&self.nodes[inputs[at].node as usize].receptive);
            at += 1;
        }
        widest
    }
}
