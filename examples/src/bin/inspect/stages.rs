//! What a network costs, part by part: by stage, and by kind of layer.

use firebrick::graph::{Graph, Node, Op};

/// What a part costs. Side heads have parameters, but `forward` does not run them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    pub params: u64,
    pub macs: u64,
}

impl Cost {
    fn of(node: &Node) -> Cost {
        let counts = node.counts();
        Cost {
            params: counts.params as u64,
            macs: counts.macs.filter(|_| !node.is_side()).unwrap_or(0),
        }
    }

    fn add(&mut self, other: Cost) {
        self.params += other.params;
        self.macs += other.macs;
    }

    fn is_nothing(&self) -> bool {
        self.params == 0 && self.macs == 0
    }
}

/// A part of the paths, with what is under it.
#[derive(Clone, Debug)]
struct Part {
    path: String,
    cost: Cost,
    inner: Vec<Part>,
}

/// A network whose paths begin with fewer names than this is opened further.
const FEWEST: usize = 5;

/// The stages of a network in order: what its paths begin with. Where that says little, as in a network
/// that is all `features`, the costliest part is opened.
pub fn stages(graph: &Graph<'_>) -> Vec<(String, Cost)> {
    let mut parts = tree(graph);
    while parts.len() < FEWEST {
        let costliest = (0..parts.len())
            .filter(|&at| !parts[at].inner.is_empty())
            .max_by_key(|&at| parts[at].cost.macs.max(parts[at].cost.params));
        let Some(at) = costliest else { break };
        let inner = std::mem::take(&mut parts[at].inner);
        parts.splice(at..=at, inner);
    }
    parts
        .into_iter()
        .map(|part| (part.path, part.cost))
        .collect()
}

fn tree(graph: &Graph<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    for node in graph.nodes() {
        let (path, cost) = (graph.path(node), Cost::of(node));
        if !cost.is_nothing() {
            enter(&mut parts, "", &path, cost);
        }
    }
    parts
}

fn enter(parts: &mut Vec<Part>, before: &str, path: &str, cost: Cost) {
    let (first, rest) = match path.split_once('.') {
        Some((first, rest)) => (first, Some(rest)),
        None => (path, None),
    };
    let here = match before {
        "" => first.to_owned(),
        before => format!("{before}.{first}"),
    };
    let at = parts.iter().position(|part| part.path == here);
    let at = at.unwrap_or_else(|| {
        parts.push(Part {
            path: here.clone(),
            cost: Cost::default(),
            inner: Vec::new(),
        });
        parts.len() - 1
    });
    parts[at].cost.add(cost);
    if let Some(rest) = rest {
        enter(&mut parts[at].inner, &here, rest, cost);
    }
}

/// The kinds of layers that cost something, the costliest first.
pub fn kinds(graph: &Graph<'_>) -> Vec<(String, Cost)> {
    let mut kinds: Vec<(String, Cost)> = Vec::new();
    for node in graph.nodes() {
        let cost = Cost::of(node);
        if cost.is_nothing() {
            continue;
        }
        let kind = kind(graph, node);
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, sum)) => sum.add(cost),
            None => kinds.push((kind, cost)),
        }
    }
    kinds.sort_by_key(|(_, cost)| std::cmp::Reverse((cost.macs, cost.params)));
    kinds
}

/// `3×3 conv2d`, `3×3 depthwise conv2d`, `linear`
fn kind(graph: &Graph<'_>, node: &Node) -> String {
    let Op::Conv2d(spec) = node.op() else {
        return node.op().name().to_owned();
    };
    let input = graph.inputs(node)[0] as usize;
    let channels = graph.nodes()[input].shape().dims()[0].known();
    let depth = match spec.groups {
        groups if groups > 1 && Some(groups) == channels => "depthwise ",
        groups if groups > 1 => "grouped ",
        _ => "",
    };
    let [height, width] = spec.kernel;
    format!("{height}×{width} {depth}conv2d")
}
