//! Room for a graph: arrays at compile time, vectors at run time.

use super::count::note_last_uses;
use super::path::Scope;
use super::same::decides_otherwise;
use super::trace::{End, Tracer};
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
    end: End,
}

impl<const N: usize, const E: usize, const S: usize, const D: usize> Buffer<N, E, S, D> {
    pub const EMPTY: Self = Buffer {
        nodes: [Node::EMPTY; N],
        edges: [0; E],
        scopes: [Scope::EMPTY; S],
        decisions: [0; D],
        end: End::NOWHERE,
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

    /// The filled buffer.
    pub const fn ending_in(mut self, end: End) -> Self {
        self.end = end;
        self
    }

    /// The same with the last use of every value noted: a step of its own, for rustc limits what one constant
    /// may compute.
    pub const fn planned(mut self) -> Self {
        note_last_uses(&mut self.nodes, &self.edges, self.end.node as usize);
        self
    }

    /// How many faults the trace has met.
    pub const fn faults(&self) -> u32 {
        self.end.faults
    }

    pub const fn graph(&self) -> Graph<'_> {
        Graph {
            nodes: &self.nodes,
            edges: &self.edges,
            scopes: &self.scopes,
            decisions: &self.decisions,
            output: self.end.node,
            faults: self.end.faults,
        }
    }

    /// Refuses a plan that is not that of `declared`. `size` is what it would take: here there is room for the declared
    /// one.
    #[track_caller]
    pub const fn same_network(&self, size: Size, declared: &Graph<'_>) {
        let fits = size.nodes == N && size.edges == E && size.scopes == S && size.decisions == D;
        let differs = match fits {
            true => self.graph().differs_from(declared),
            false => Some(decides_otherwise()),
        };
        if let Some(words) = differs {
            panic!("{}", words.as_str());
        }
    }
}
