//! Faults: counted, told with the way that the shapes came, and what follows from one is muted.

use super::{Message, Tracer, Value};
use crate::graph::Node;
use crate::graph::path::write_path;
use crate::shape::{Fault, Shape, fact, help};

/// How many steps a message shows of the way to a value.
const TRAIL: usize = 4;

impl Tracer<'_> {
    /// What `input` is in an expression. Beyond an undecided shape nothing can be said.
    pub const fn reads(&mut self, x: Value) -> Shape {
        if x.shape.is_unsure() {
            self.muted = true;
        }
        x.shape
    }

    /// A stand-in: whatever comes after it is not checked.
    pub const fn unsure(&mut self, x: Value) -> Value {
        self.muted = true;
        Value {
            shape: Shape::UNSURE,
            node: x.node,
        }
    }

    /// A required argument is missing.
    #[track_caller]
    pub const fn missing(&mut self, x: Value, item: &str, argument: &str) -> Value {
        let fault = Fault::new(
            fact()
                .str("`")
                .str(item)
                .str("` needs the argument `")
                .str(argument)
                .str("`"),
            help().str("`").str(argument).str(" = …`"),
        );
        self.fault(&fault, &[]);
        self.unsure(x)
    }

    /// Counts a fault, and panics where it is the one to stop at.
    #[track_caller]
    pub(super) const fn fault(&mut self, fault: &Fault, inputs: &[Value]) {
        if self.muted {
            return;
        }
        if self.faults == self.stop || self.first.is_none() {
            let message = self.compose(fault, inputs);
            if self.faults == self.stop {
                panic!("{}", message.as_str());
            }
            self.first = Some(message);
        }
        self.faults += 1;
    }

    /// The fact, the way the shapes came, and the help.
    const fn compose(&self, fault: &Fault, inputs: &[Value]) -> Message {
        let mut message = Message::new().str(fault.fact.as_str());
        let mut at = 0;
        while at < inputs.len() {
            message = self.trail(inputs[at], message);
            at += 1;
        }
        message.str("\nhelp: ").str(fault.help.as_str())
    }

    /// The last few steps to a value, with their shapes.
    const fn trail(&self, value: Value, message: Message) -> Message {
        if value.node as usize >= self.nodes.len() {
            return message;
        }
        let mut steps = [0; TRAIL];
        let mut depth = 0;
        let mut at = value.node;
        loop {
            steps[depth] = at;
            depth += 1;
            let node = &self.nodes[at as usize];
            if node.edges == 0 || depth == TRAIL {
                break;
            }
            at = self.edges[node.first_edge as usize];
        }
        let mut message = message.str("\nshapes: ");
        if self.nodes[at as usize].edges > 0 {
            message = message.str("… → ");
        }
        while depth > 0 {
            depth -= 1;
            let node = &self.nodes[steps[depth] as usize];
            message = self.step_name(node, message).str(" ").shape(&node.shape);
            if depth > 0 {
                message = message.str(" → ");
            }
        }
        message
    }

    /// The path where the weights are, else the name of the operation.
    const fn step_name(&self, node: &Node, message: Message) -> Message {
        if node.counts.params > 0 {
            let message = message.str("`");
            write_path(self.scopes, node.scope, message).str("`")
        } else {
            message.str("`").str(node.op.name()).str("`")
        }
    }
}
