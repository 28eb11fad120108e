//! Room for a graph: arrays at compile time, vectors at run time.

use super::count::note_last_uses;
use super::path::Scope;
use super::trace::Tracer;
use super::{Graph, Node};

/// How much room a plan takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub nodes: usize,
    pub edges: usize,
    pub scopes: usize,
    pub decisions: usize,
}

/// A graph that owns its nodes.
#[derive(Clone, Debug)]
pub struct Buffer<const N: usize, const E: usize, const S: usize, const D: usize> {
    nodes: [Node; N],
    edges: [u32; E],
    scopes: [Scope; S],
    decisions: [u32; D],
    output: u32,
    faults: u32,
}

impl<const N: usize, const E: usize, const S: usize, const D: usize> Buffer<N, E, S, D> {
    pub const EMPTY: Self = Buffer {
        nodes: [Node::EMPTY; N],
        edges: [0; E],
        scopes: [Scope::EMPTY; S],
        decisions: [0; D],
        output: 0,
        faults: 0,
    };

    /// A tracer that fills this buffer; it stops at fault number `stop` (from 0).
    pub const fn tracer(&mut self, stop: u32) -> Tracer<'_> {
        Tracer::filling(
            &mut self.nodes,
            &mut self.edges,
            &mut self.scopes,
            &mut self.decisions,
            stop,
        )
    }

    /// The filled buffer, whose network returns the value of `node`, and in which so many faults were met.
    pub const fn ending_in(mut self, node: u32, faults: u32) -> Self {
        self.output = node;
        self.faults = faults;
        self
    }

    /// The same with the last use of every value noted.
    pub const fn planned(mut self) -> Self {
        note_last_uses(&mut self.nodes, &self.edges, self.output as usize);
        self
    }

    /// How many faults the trace has met.
    pub const fn faults(&self) -> u32 {
        self.faults
    }

    pub const fn graph(&self) -> Graph<'_> {
        Graph {
            nodes: &self.nodes,
            edges: &self.edges,
            scopes: &self.scopes,
            decisions: &self.decisions,
            output: self.output,
        }
    }

    /// Refuses a plan in which an `if`, `match` or `for` decided otherwise than in `declared`: it is
    /// that of another network.
    #[track_caller]
    pub const fn same_decisions(&self, size: Size, declared: &Graph<'_>) {
        let mut same =
            size.nodes == N && size.edges == E && size.scopes == S && size.decisions == D;
        let mut at = 0;
        while same && at < D {
            same = self.decisions[at] == declared.decisions[at];
            at += 1;
        }
        assert!(
            same,
            "`graph_for` expects a size for which every `if`, `match` and `for` decides as for the \
             declared input: this one makes another network\nhelp: declare that one as a network of its own"
        );
    }
}
