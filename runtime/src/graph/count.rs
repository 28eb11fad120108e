//! What a network costs. All of it runs at compile time.

use super::{Graph, Node};
use crate::shape::text::Text;
use crate::shape::{Dim, Shape};

impl Graph<'_> {
    /// Trained numbers, side heads included.
    pub const fn params(&self) -> usize {
        let mut sum = 0;
        let mut at = 0;
        while at < self.nodes.len() {
            sum += self.nodes[at].counts.params;
            at += 1;
        }
        sum
    }

    /// The trained numbers that `forward` uses: side heads left out.
    pub const fn inference_params(&self) -> usize {
        let mut sum = 0;
        let mut at = 0;
        while at < self.nodes.len() {
            if !self.nodes[at].is_side() {
                sum += self.nodes[at].counts.params;
            }
            at += 1;
        }
        sum
    }

    /// Stored numbers that are not trained (running means and variances), side heads included.
    pub const fn buffers(&self) -> usize {
        let mut sum = 0;
        let mut at = 0;
        while at < self.nodes.len() {
            sum += self.nodes[at].counts.buffers;
            at += 1;
        }
        sum
    }

    /// The multiply-adds of `forward` for a batch of one, as torchvision counts them: a convolution has
    /// output positions × weight elements, a transposed one input positions × weight elements, `linear`
    /// positions × weight elements; everything else has none.
    ///
    /// # Panics
    /// Where a dimension is known at run time only: plan for a size with `graph_for`.
    #[track_caller]
    pub const fn macs(&self) -> u64 {
        let mut sum = 0;
        let mut at = 0;
        while at < self.nodes.len() {
            let node = &self.nodes[at];
            if !node.is_side() {
                match node.counts.macs {
                    Some(macs) => sum += macs,
                    // What is not known after a fault is no size that is open.
                    None if self.faults > 0 => {}
                    None => self.refuse_open("MACS", "macs"),
                }
            }
            at += 1;
        }
        sum
    }

    /// The numbers that `forward` computes for a batch of one: the outputs of all nodes but views
    /// (identity, flatten, reshape, dropout).
    ///
    /// # Panics
    /// Where a dimension is known at run time only: plan for a size with `graph_for`.
    #[track_caller]
    pub const fn activations(&self) -> u64 {
        let mut sum = 0;
        let mut at = 0;
        while at < self.nodes.len() {
            let node = &self.nodes[at];
            if !node.is_side() && !node.op.is_view() {
                match node.shape.elements() {
                    Some(elements) => sum += elements,
                    None if self.faults > 0 => {}
                    None => self.refuse_open("ACTIVATIONS", "activations"),
                }
            }
            at += 1;
        }
        sum
    }

    /// The most numbers that are alive at once in `forward`, for a batch of one, in written order: the
    /// largest sum of one node's inputs, its output and the kept values still needed, nothing in place.
    ///
    /// # Panics
    /// Where a dimension is known at run time only: plan for a size with `graph_for`.
    #[track_caller]
    pub const fn peak_activations(&self) -> u64 {
        self.peak().1
    }

    /// The node that runs while the most numbers are alive, and how many they are.
    ///
    /// # Panics
    /// Where a dimension is known at run time only: plan for a size with `graph_for`.
    #[track_caller]
    pub const fn peak(&self) -> (usize, u64) {
        let mut peak = (0, 0);
        let mut alive = self.numbers(0);
        let mut at = 1;
        while at < self.nodes.len() {
            let node = &self.nodes[at];
            if !node.is_side() && !node.op.is_view() {
                alive += self.numbers(at);
                if alive > peak.1 {
                    peak = (at, alive);
                }
                alive -= self.freed_after(at);
            }
            at += 1;
        }
        peak
    }

    /// The nodes whose values are alive while node `at` of `forward` runs: what it takes, what it makes,
    /// and what is kept for later. At [`Graph::peak`] they are as many numbers as it says.
    pub fn alive(&self, at: usize) -> Vec<usize> {
        let alive = |value: usize| {
            let node = &self.nodes[value];
            let holds = value == 0 || !node.op.is_view();
            holds && !node.is_side() && (value == at || node.last_use as usize >= at)
        };
        (0..=at).filter(|&value| alive(value)).collect()
    }

    /// The numbers that nobody reads after node `at`.
    #[track_caller]
    const fn freed_after(&self, at: usize) -> u64 {
        let inputs = self.inputs(&self.nodes[at]);
        let mut freed = 0;
        if self.nodes[at].last_use as usize == at {
            freed += self.numbers(at);
        }
        let mut input = 0;
        while input < inputs.len() {
            let value = root(self.nodes, self.edges, inputs[input] as usize);
            let mut told = false;
            let mut before = 0;
            while before < input {
                told |= root(self.nodes, self.edges, inputs[before] as usize) == value;
                before += 1;
            }
            if !told && self.nodes[value].last_use as usize == at {
                freed += self.numbers(value);
            }
            input += 1;
        }
        freed
    }

    #[track_caller]
    const fn numbers(&self, at: usize) -> u64 {
        match self.nodes[at].shape.elements() {
            Some(elements) => elements,
            None if self.faults > 0 => 0,
            None => self.refuse_open("PEAK_ACTIVATIONS", "peak_activations"),
        }
    }

    #[track_caller]
    const fn refuse_open(&self, constant: &str, method: &str) -> ! {
        let text = Text::<320>::new()
            .str("`")
            .str(constant)
            .str("` expects a size that is known at compile time, found the input ")
            .shape(&self.input())
            .str("\nhelp: plan for a size: `graph_for(")
            .shape(&example_size(self.input()))
            .str(").")
            .str(method)
            .str("()`");
        panic!("{}", text.as_str())
    }
}

/// The shape with a usual size for every `_`.
const fn example_size(mut shape: Shape) -> Shape {
    let mut axis = 0;
    while axis < shape.rank() {
        if shape.dim(axis).known().is_none() {
            shape = shape.with_dim(axis, Dim::Known(520));
        }
        axis += 1;
    }
    shape
}

/// The node whose value this is, behind views.
pub(super) const fn root(nodes: &[Node], edges: &[u32], mut at: usize) -> usize {
    while nodes[at].op.is_view() && nodes[at].edges > 0 {
        at = edges[nodes[at].first_edge as usize] as usize;
    }
    at
}

/// Notes at every node who reads its value last. What `output` returns is read after everything.
pub(super) const fn note_last_uses(nodes: &mut [Node], edges: &[u32], output: usize) {
    let mut at = 0;
    while at < nodes.len() {
        let node = nodes[at];
        if !node.is_side() && !node.op.is_view() {
            let read = if node.op.reads_size_of_second() {
                1
            } else {
                node.edges as usize
            };
            let mut input = 0;
            while input < read {
                let value = edges[node.first_edge as usize + input] as usize;
                nodes[root(nodes, edges, value)].last_use = at as u32;
                input += 1;
            }
        }
        at += 1;
    }
    nodes[root(nodes, edges, output)].last_use = nodes.len() as u32;
}
