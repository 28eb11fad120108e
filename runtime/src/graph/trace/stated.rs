//! What a declaration states, against what it computes: shapes, counts, budgets, taps.

use super::{Message, Tracer, Value};
use crate::graph::Graph;
use crate::graph::path::{Found, find, suggest};
use crate::shape::text::Text;
use crate::shape::{Fault, Shape, fact, help};

impl Tracer<'_> {
    /// `check [C, H, W];`
    #[track_caller]
    pub const fn check(&mut self, x: Value, expected: Shape) -> Value {
        self.expect("`check`", x, expected)
    }

    /// The end of a network: what it declares against what it computes.
    #[track_caller]
    pub const fn declared(&mut self, x: Value, name: &str, expected: Shape) -> Value {
        let subject = Text::<96>::new().str("the output of `").str(name).str("`");
        self.expect(subject.as_str(), x, expected)
    }

    /// A path in `taps`: there must be a value under it.
    #[track_caller]
    pub const fn tap(&mut self, network: &str, path: &str) {
        let fact = fact().str("`taps`: ");
        let fault = match find(self.nodes, self.scopes, path) {
            Found::Value(_) => return,
            Found::Side => Fault::new(
                fact.str("`")
                    .str(path)
                    .str("` belongs to a side head, which is not on the way to the output"),
                help().str("`forward_all` computes the side heads"),
            ),
            Found::Nothing => Fault::new(
                fact.str("`")
                    .str(network)
                    .str("` has no value under the path `")
                    .str(path)
                    .str("`"),
                suggest(self.scopes, path),
            ),
        };
        self.fault(&fault, &[]);
    }

    #[track_caller]
    const fn expect(&mut self, subject: &str, x: Value, expected: Shape) -> Value {
        // After a fault of another rank the kind of value is a guess: it is no mistake of its own.
        let is_guess = self.faults > 0 && x.shape.is_unsure() && x.shape.rank() != expected.rank();
        if x.shape.clashes(&expected) && !is_guess {
            let fault = Fault::new(
                fact()
                    .str(subject)
                    .str(": expected ")
                    .shape(&expected)
                    .str(", found ")
                    .shape(&x.shape),
                // What a fault has left undecided cannot be written.
                if x.shape.is_unsure() {
                    help().str("mend the fault before it, or change what leads to it")
                } else {
                    help()
                        .str("write `")
                        .shape(&x.shape)
                        .str("` here, or change what leads to it")
                },
            );
            self.fault(&fault, &[x]);
        }
        Value {
            shape: expected.meet(&x.shape),
            node: x.node,
        }
    }

    /// The counts that an `example` states.
    #[track_caller]
    pub const fn counted(&mut self, item: &str, what: &str, expected: u64) {
        let found = match what.as_bytes() {
            b"params" => self.totals.params as u64,
            b"buffers" => self.totals.buffers as u64,
            b"macs" => match self.totals.macs {
                Some(macs) => macs,
                None => return,
            },
            _ => self.activations,
        };
        if found != expected {
            let fault = Fault::new(
                fact()
                    .str("`")
                    .str(item)
                    .str("`: expected ")
                    .num(expected as usize)
                    .str(" ")
                    .str(what)
                    .str(", found ")
                    .num(found as usize),
                help()
                    .str("`")
                    .str(what)
                    .str(" = ")
                    .num(found as usize)
                    .str("`"),
            );
            self.fault(&fault, &[]);
        }
    }

    /// The limit of a `budget`. A network with a fault has no counts to be held to it.
    #[track_caller]
    pub const fn within(network: &str, graph: &Graph<'_>, what: &str, found: u64, limit: u64) {
        if found <= limit || graph.faults > 0 {
            return;
        }
        let message = Message::new()
            .str("the budget of `")
            .str(network)
            .str("` is ")
            .num(limit as usize)
            .str(" ")
            .str(what)
            .str(", found ")
            .num(found as usize)
            .str(": ")
            .num((found - limit) as usize)
            .str(" over it\nhelp: make the network smaller, or write `")
            .str(what)
            .str(" <= ")
            .num(found as usize)
            .str("`");
        panic!("{}", message.as_str())
    }
}
