//! A graph → a picture: which nodes share a box, and which scopes become frames.
//!
//! A scope becomes a frame where one value flows into it and one flows out of it; any other is dissolved
//! into what is around it, so that no wire ever crosses the border of a frame but at its two ports.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Level;
use super::label;
use super::picture::{
    Body, Cost, Element, Heading, Join, Kind, ShapeSpan, Span, Strip, Wire, WireKind,
};
use super::repeat;
use crate::graph::{Graph, Node, Op};

/// The whole picture of a graph.
pub fn picture(graph: &Graph<'_>, level: Level, collapse: bool) -> Body {
    let builder = Builder::new(graph, level, collapse);
    let mut parts = Parts::new(terminal("input", graph.nodes()[0].shape().into()));
    parts.of.insert(0, 0);
    builder.fill(&mut parts, 0, 0, 1..graph.nodes().len());
    let output = builder.values[graph.output_node()];
    let end = terminal("output", graph.output().into());
    builder.finished(parts, end, output)
}

fn terminal(text: &str, shape: ShapeSpan) -> Element {
    Element::Terminal {
        text: text.to_owned(),
        shape,
    }
}

struct Builder<'g> {
    graph: &'g Graph<'g>,
    level: Level,
    collapse: bool,
    /// The node that makes a node's value: another one behind `identity`.
    values: Vec<usize>,
    /// Who reads a value.
    readers: Vec<Vec<usize>>,
    /// The nodes in a scope, by its number.
    ranges: Vec<Range<usize>>,
    /// How many nodes stand in a scope directly.
    direct: Vec<usize>,
    has_inner: HashSet<u32>,
}

/// A body in the making.
struct Parts {
    elements: Vec<Element>,
    wires: Vec<Wire>,
    /// The element that makes a value.
    of: HashMap<usize, usize>,
}

impl Parts {
    fn new(start: Element) -> Self {
        Parts {
            elements: vec![start],
            wires: Vec::new(),
            of: HashMap::new(),
        }
    }

    fn push(&mut self, element: Element) -> usize {
        self.elements.push(element);
        self.elements.len() - 1
    }

    /// Where a value comes from: what no element here makes flows in at the first.
    fn source(&self, value: usize) -> usize {
        self.of.get(&value).copied().unwrap_or(0)
    }

    fn wire(&mut self, value: usize, to: usize, shape: ShapeSpan, kind: WireKind) {
        let from = self.source(value);
        self.wires.push(Wire {
            from,
            to,
            shape,
            kind,
        });
    }
}

impl<'g> Builder<'g> {
    fn new(graph: &'g Graph<'g>, level: Level, collapse: bool) -> Self {
        let nodes = graph.nodes();
        let mut values: Vec<usize> = (0..nodes.len()).collect();
        let mut readers = vec![Vec::new(); nodes.len()];
        let mut ranges = vec![0..0; graph.scopes.len() + 1];
        let mut direct = vec![0; graph.scopes.len() + 1];
        for (at, node) in nodes.iter().enumerate() {
            let mut inputs = graph.inputs(node).iter().map(|&input| input as usize);
            if let Op::Identity(_) = node.op() {
                values[at] = inputs.next().map_or(at, |input| values[input]);
                continue;
            }
            direct[node.scope() as usize] += 1;
            for scope in outwards(graph, node.scope()) {
                let range = &mut ranges[scope as usize];
                *range = if range.start == range.end {
                    at
                } else {
                    range.start
                }..at + 1;
            }
            if !matches!(node.op(), Op::Parameter(_)) {
                inputs.for_each(|input| readers[values[input]].push(at));
            }
        }
        Builder {
            graph,
            level,
            collapse,
            values,
            readers,
            ranges,
            direct,
            has_inner: graph.scopes.iter().map(|scope| scope.parent).collect(),
        }
    }

    /// Puts the nodes of `range`, all inside `scope`, into the body of the frame around `base`.
    fn fill(&self, parts: &mut Parts, base: u32, scope: u32, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let node = &self.graph.nodes()[at];
            match self.child(scope, node) {
                None => {
                    self.place(parts, base, at);
                    at += 1;
                }
                Some(child) => {
                    // A scope that holds nothing but `identity` has no range of its own.
                    let inner = at..self.ranges[child as usize].end.max(at + 1);
                    at = inner.end;
                    match self.is_frame(&inner) {
                        true => self.frame(parts, base, child, inner),
                        false => self.fill(parts, base, child, inner),
                    }
                }
            }
        }
    }

    /// The scope in `scope` that holds the node; `None` where it stands in `scope` itself.
    fn child(&self, scope: u32, node: &Node) -> Option<u32> {
        if node.scope() == scope {
            return None;
        }
        outwards(self.graph, node.scope()).find(|&around| self.parent(around) == scope)
    }

    fn parent(&self, scope: u32) -> u32 {
        self.graph.scopes[scope as usize - 1].parent
    }

    /// Whether there are several of them, and one value flows in and one out.
    fn is_frame(&self, nodes: &Range<usize>) -> bool {
        let drawn = nodes.clone().filter(|&at| self.values[at] == at);
        if drawn.count() < 2 {
            return false;
        }
        let entering: HashSet<usize> = self.entering(nodes).map(|(value, _)| value).collect();
        entering.len() == 1 && self.leaving(nodes).len() == 1
    }

    /// The values from outside that these nodes read, and how.
    fn entering<'a>(
        &'a self,
        nodes: &'a Range<usize>,
    ) -> impl Iterator<Item = (usize, WireKind)> + 'a {
        nodes
            .clone()
            .flat_map(|at| self.reads(at))
            .filter(|(value, kind)| *kind != WireKind::Order && !nodes.contains(value))
    }

    /// The values of these nodes that are read outside.
    fn leaving(&self, nodes: &Range<usize>) -> Vec<usize> {
        let output = self.values[self.graph.output_node()];
        nodes
            .clone()
            .filter(|at| {
                *at == output
                    || self.readers[*at]
                        .iter()
                        .any(|reader| !nodes.contains(reader))
            })
            .collect()
    }

    /// What a node reads: `identity` reads nothing, for nothing is drawn for it.
    fn reads(&self, at: usize) -> Vec<(usize, WireKind)> {
        let node = &self.graph.nodes()[at];
        if let Op::Identity(_) = node.op() {
            return Vec::new();
        }
        let inputs = self.graph.inputs(node).iter().enumerate();
        inputs
            .map(|(position, &input)| {
                let kind = match node.op() {
                    Op::Parameter(_) => WireKind::Order,
                    op if position == 1 && op.reads_size_of_second() => WireKind::Size,
                    _ => WireKind::Value,
                };
                (self.values[input as usize], kind)
            })
            .collect()
    }

    /// A scope as an element: a frame, a block as one box, or its only element.
    fn frame(&self, parts: &mut Parts, base: u32, scope: u32, nodes: Range<usize>) {
        let Some((value, _)) = self.entering(&nodes).next() else {
            return;
        };
        let kinds: HashSet<bool> = self
            .entering(&nodes)
            .map(|(_, kind)| kind == WireKind::Size)
            .collect();
        let kind = match kinds.contains(&false) {
            true => WireKind::Value,
            false => WireKind::Size,
        };
        let made = self.leaving(&nodes)[0];
        let mut inner = Parts::new(Element::Port);
        self.fill(&mut inner, scope, scope, nodes.clone());
        let body = self.finished(inner, Element::Port, made);
        if !self.is_worth_a_frame(scope, &body) {
            self.fill(parts, base, scope, nodes);
            return;
        }
        let element = self.framed(base, scope, body);
        let element = parts.push(element);
        parts.wire(value, element, self.shape(value), kind);
        parts.of.insert(made, element);
    }

    /// A block is. A group is where it stands outside of blocks and is more than layers one after another:
    /// a stage. Inside of blocks, figures have no frames but those of other blocks.
    fn is_worth_a_frame(&self, scope: u32, body: &Body) -> bool {
        let scopes = self.graph.scopes;
        let is_block = |scope: u32| !scopes[scope as usize - 1].item.is_empty();
        let is_stage = || {
            let mut inner = body.elements.iter();
            inner.any(|element| {
                matches!(
                    element,
                    Element::Join { .. } | Element::Block { .. } | Element::Frame { .. }
                )
            })
        };
        let is_single = body.elements.len() == 3;
        is_block(scope) || is_single || (is_stage() && !outwards(self.graph, scope).any(is_block))
    }

    fn framed(&self, base: u32, scope: u32, mut body: Body) -> Element {
        let name = self.relative(base, scope);
        let item = self.graph.scopes[scope as usize - 1].item;
        if body.elements.len() == 3 {
            match body.elements.swap_remove(1) {
                // A group is the whole inside of a block: there is one frame for both.
                Element::Frame {
                    heading,
                    body: mut inner,
                } if heading.item.is_empty() && heading.rounds == 1 && !item.is_empty() => {
                    for element in &mut inner.elements {
                        prefix(element, &heading.name);
                    }
                    body = inner;
                }
                mut only => {
                    prefix(&mut only, &name);
                    return only;
                }
            }
        }
        let mut cost = Cost::default();
        body.elements
            .iter()
            .for_each(|element| cost.add(element.cost()));
        let heading = Heading {
            item: item.to_owned(),
            name,
            rounds: 1,
            cost,
        };
        match self.level {
            Level::Blocks if !item.is_empty() && !is_row_of_blocks(&body) => {
                Element::Block { heading, body }
            }
            _ => Element::Frame { heading, body },
        }
    }

    /// One node as an element of its own, or as a part of the one before it.
    fn place(&self, parts: &mut Parts, base: u32, at: usize) {
        let node = &self.graph.nodes()[at];
        let element = match node.op() {
            Op::Identity(_) => return,
            Op::Output { name } => terminal(&format!("output {name}"), node.shape().into()),
            op => match Join::of(op) {
                Some(join) => Element::Join {
                    join,
                    after: Vec::new(),
                },
                None => {
                    let strip = self.strip(base, at);
                    if let Some(element) = self.stacks(parts, at, &strip) {
                        parts.of.insert(at, element);
                        match &mut parts.elements[element] {
                            Element::Layers { strips, cost, .. } => {
                                cost.add(strip.cost);
                                strips.push(strip);
                            }
                            Element::Join { after, .. } => after.push(strip),
                            _ => {}
                        }
                        return;
                    }
                    Element::Layers {
                        cost: strip.cost,
                        strips: vec![strip],
                        rounds: 1,
                    }
                }
            },
        };
        let element = parts.push(element);
        for (value, kind) in self.reads(at) {
            parts.wire(value, element, self.shape(value), kind);
        }
        parts.of.insert(at, element);
    }

    /// The element that a layer is drawn with: norms and activations with what they act on, and a
    /// convolution with the norm and the activation that stand before it alone.
    fn stacks(&self, parts: &Parts, at: usize, strip: &Strip) -> Option<usize> {
        let reads = self.reads(at);
        let [(value, WireKind::Value)] = reads[..] else {
            return None;
        };
        let alone =
            self.readers[value].len() == 1 && value != self.values[self.graph.output_node()];
        let element = parts.of.get(&value).copied().filter(|_| alone)?;
        let acts = matches!(strip.kind, Kind::Norm | Kind::Activation);
        let passes = self.graph.nodes()[at].op().is_view();
        match &parts.elements[element] {
            Element::Join { .. } if acts => Some(element),
            Element::Layers { strips, .. } => {
                let acting = |strip: &Strip| matches!(strip.kind, Kind::Norm | Kind::Activation);
                let weighs = |strip: &Strip| strip.kind == Kind::Weights;
                let begins_acting = strips.first().is_some_and(acting);
                let fits = match acts || passes {
                    true => !(begins_acting && strips.iter().any(weighs)),
                    false => strip.kind == Kind::Weights && strips.iter().all(acting),
                };
                fits.then_some(element)
            }
            _ => None,
        }
    }

    fn strip(&self, base: u32, at: usize) -> Strip {
        let node = &self.graph.nodes()[at];
        let inputs = self.graph.inputs(node);
        let channels = inputs.first().map_or(0, |&input| {
            self.graph.nodes()[input as usize]
                .shape()
                .channels_or_zero()
        });
        let counts = node.counts();
        let own =
            self.direct[node.scope() as usize] == 1 && !self.has_inner.contains(&node.scope());
        Strip {
            title: label::title(node.op(), channels),
            name: match own {
                true => self.relative(base, node.scope()),
                false => String::new(),
            },
            call: node.op().call(),
            kind: Kind::of(node.op()),
            cost: Cost {
                params: Span::of(counts.params as u64),
                macs: counts.macs.map(Span::of),
            },
            shape: node.shape().into(),
            seen: Some(node.receptive()),
        }
    }

    fn shape(&self, value: usize) -> ShapeSpan {
        self.graph.nodes()[value].shape().into()
    }

    /// The path of `scope` as seen from `base`.
    fn relative(&self, base: u32, mut scope: u32) -> String {
        let mut segments = Vec::new();
        while scope != base && scope != 0 {
            segments.push(self.graph.scopes[scope as usize - 1].name.to_string());
            scope = self.parent(scope);
        }
        segments.reverse();
        segments.join(".")
    }

    /// Ends a body in `end`, which takes `output`. What nobody reads is held above the end.
    fn finished(&self, mut parts: Parts, end: Element, output: usize) -> Body {
        let read: HashSet<usize> = parts.wires.iter().map(|wire| wire.from).collect();
        let end = parts.push(end);
        let shape = self.shape(output);
        parts.wire(output, end, shape, WireKind::Value);
        let last = parts.source(output);
        for element in (1..end).filter(|element| !read.contains(element) && *element != last) {
            parts.wires.push(Wire {
                from: element,
                to: end,
                shape: ShapeSpan::default(),
                kind: WireKind::Order,
            });
        }
        let body = Body {
            elements: parts.elements,
            wires: parts.wires,
        };
        match self.collapse {
            true => repeat::collapsed(body),
            false => body,
        }
    }
}

/// A scope and those around it, from the inside out, the root left out.
fn outwards<'g>(graph: &Graph<'g>, scope: u32) -> impl Iterator<Item = u32> + use<'g> {
    let scopes = graph.scopes;
    let here = Some(scope).filter(|scope| *scope != 0);
    std::iter::successors(here, move |&scope| {
        let parent = scopes[scope as usize - 1].parent;
        Some(parent).filter(|parent| *parent != 0)
    })
}

/// Whether there are only blocks in it, one after another: a stage, which is drawn open.
fn is_row_of_blocks(body: &Body) -> bool {
    let inner = &body.elements[1..body.elements.len() - 1];
    inner.iter().all(|element| match element {
        Element::Block { .. } => true,
        Element::Frame { heading, .. } => !heading.item.is_empty(),
        _ => false,
    })
}

/// Puts the path of a frame that is not drawn before the names in its only element.
fn prefix(element: &mut Element, path: &str) {
    let join = |name: &mut String| {
        *name = match name.is_empty() {
            true => String::new(),
            false => format!("{path}.{name}"),
        };
    };
    match element {
        Element::Layers { strips, .. } | Element::Join { after: strips, .. } => {
            strips.iter_mut().for_each(|strip| join(&mut strip.name));
        }
        Element::Block { heading, .. } | Element::Frame { heading, .. } => {
            match heading.name.is_empty() {
                true => heading.name = path.to_owned(),
                false => join(&mut heading.name),
            }
        }
        Element::Port | Element::Terminal { .. } => {}
    }
}
