//! Looking at every value while a network runs.

use std::convert::Infallible;

use crate::flow::Flow;
use crate::graph::Graph;
use crate::part::{Observer, Part, never_stopped};

/// Runs the network and shows every value in the order of the graph's nodes, with the node's path.
pub fn observe<P: Part>(
    part: &P,
    graph: Graph<'_>,
    input: Flow,
    see: impl FnMut(&str, &Flow),
) -> Flow {
    let mut watcher = Watcher {
        graph,
        node: 1,
        see,
    };
    never_stopped(part.flow(input, &mut watcher))
}

struct Watcher<'g, F> {
    graph: Graph<'g>,
    /// The node that runs next.
    node: usize,
    see: F,
}

impl<F: FnMut(&str, &Flow)> Observer for Watcher<'_, F> {
    type Stop = Infallible;

    fn begin(&mut self) {}

    fn end(&mut self, value: &Flow) -> Result<(), Infallible> {
        let node = &self.graph.nodes()[self.node];
        (self.see)(&self.graph.path(node), value);
        self.node += 1;
        Ok(())
    }

    fn skip(&mut self, nodes: usize) {
        self.node += nodes;
    }
}
