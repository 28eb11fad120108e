//! Whether a plan for another size is that of the same network: it decides alike, and has the same weights.

use super::Graph;
use crate::shape::text::Text;

type Words = Text<320>;

impl Graph<'_> {
    /// Why this is the plan of another network than `declared`, if it is.
    pub(super) const fn differs_from(&self, declared: &Graph<'_>) -> Option<Words> {
        // The nodes follow from the decisions.
        let mut same = self.nodes.len() == declared.nodes.len()
            && self.decisions.len() == declared.decisions.len();
        let mut at = 0;
        while same && at < self.decisions.len() {
            same = self.decisions[at] == declared.decisions[at];
            at += 1;
        }
        if !same {
            return Some(decides_otherwise());
        }
        let mut at = 0;
        while at < self.nodes.len() {
            let (found, expected) = (&self.nodes[at].counts, &declared.nodes[at].counts);
            if found.params != expected.params || found.buffers != expected.buffers {
                let name = self.nodes[at].op.name();
                return Some(other_weights(name, found.params, expected.params));
            }
            at += 1;
        }
        None
    }
}

/// Of a plan for which there is no room: it has other nodes.
pub(super) const fn decides_otherwise() -> Words {
    Words::new().str(
        "the plan expects a size for which every `if`, `match` and `for` decides as for the declared \
         input: this one makes another network\nhelp: declare that one as a network of its own",
    )
}

const fn other_weights(layer: &str, found: usize, expected: usize) -> Words {
    Words::new()
        .str("the plan expects a size for which every layer has the weights that it has for the declared input: `")
        .str(layer)
        .str("` has ")
        .num(expected)
        .str(" parameters there, ")
        .num(found)
        .str(" here\nhelp: declare that one as a network of its own")
}
