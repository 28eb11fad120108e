//! Kept values that nothing reads. The macro sees who reads what; the plan only notes it.

use std::panic::Location;

use super::super::Graph;
use crate::shape::{Fault, fact, help};

/// `… as name`, never read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unused {
    pub name: &'static str,
    pub location: &'static Location<'static>,
}

pub(super) const fn find(graph: &Graph<'_>, at: usize) -> Option<Fault> {
    let Some(Unused { name, .. }) = graph.nodes[at].unused else {
        return None;
    };
    Some(Fault::new(
        fact()
            .str("`as ")
            .str(name)
            .str("` expects a statement that reads the kept value, found none"),
        help()
            .str("remove `as ")
            .str(name)
            .str("`, or read it with `from ")
            .str(name)
            .str(";`"),
    ))
}
