//! A network as a table for people.

use std::fmt;

use crate::graph::Graph;

/// The table of a network: path, layer, shape, parameters, multiply-adds, receptive field.
#[derive(Clone, Debug)]
pub struct Summary<'g> {
    name: &'static str,
    graph: Graph<'g>,
}

impl<'g> Summary<'g> {
    #[doc(hidden)]
    pub const fn new(name: &'static str, graph: Graph<'g>) -> Self {
        Summary { name, graph }
    }
}

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.name)?;
        for node in self.graph.nodes() {
            writeln!(
                f,
                "{:40} {:14} {:20} {}",
                self.graph.path(node),
                node.op().name(),
                node.shape().to_string(),
                node.counts().params
            )?;
        }
        Ok(())
    }
}
