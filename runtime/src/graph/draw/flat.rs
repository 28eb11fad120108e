//! A picture for programs that know nothing of ports: wires lead from box to box, through the frames.

use super::layout::second_line;
use super::picture::{Body, Element, Heading, Join, ShapeSpan, Strip, WireKind};

/// Boxes inside frames, and what joins the boxes.
pub struct Flat<'p> {
    pub items: Vec<Item<'p>>,
    pub edges: Vec<Edge<'p>>,
}

pub enum Item<'p> {
    Box {
        id: usize,
        element: &'p Element,
    },
    Frame {
        id: usize,
        heading: &'p Heading,
        items: Vec<Item<'p>>,
    },
}

pub struct Edge<'p> {
    pub from: usize,
    pub to: usize,
    pub shape: &'p ShapeSpan,
    /// Only the size is read.
    pub size_only: bool,
}

/// The ends of an element: the boxes that take what flows in, and the one that makes what flows out.
#[derive(Default)]
struct Ends {
    takes: Vec<(usize, WireKind)>,
    makes: Option<usize>,
}

pub fn flat(body: &Body) -> Flat<'_> {
    let mut flattening = Flattening {
        boxes: 0,
        frames: 0,
        edges: Vec::new(),
    };
    let (items, _) = flattening.body(body);
    flattening.edges.sort_by_key(|edge| (edge.from, edge.to));
    Flat {
        items,
        edges: flattening.edges,
    }
}

struct Flattening<'p> {
    boxes: usize,
    frames: usize,
    edges: Vec<Edge<'p>>,
}

impl<'p> Flattening<'p> {
    fn body(&mut self, body: &'p Body) -> (Vec<Item<'p>>, Ends) {
        let mut items = Vec::new();
        let mut ends = Vec::new();
        for element in &body.elements {
            let (item, own) = self.element(element);
            items.extend(item);
            ends.push(own);
        }
        let mut whole = Ends::default();
        for wire in &body.wires {
            let (from, to) = (&ends[wire.from], &ends[wire.to]);
            match (from.makes, wire.to + 1 == body.elements.len()) {
                (None, _) => whole
                    .takes
                    .extend(to.takes.iter().map(|(take, kind)| match kind {
                        WireKind::Value => (*take, wire.kind),
                        kind => (*take, *kind),
                    })),
                (Some(make), true) if to.takes.is_empty() => whole.makes = Some(make),
                (Some(make), _) => {
                    for (take, kind) in &to.takes {
                        self.edge(make, *take, &wire.shape, [wire.kind, *kind]);
                    }
                }
            }
        }
        (items, whole)
    }

    fn edge(&mut self, from: usize, to: usize, shape: &'p ShapeSpan, kinds: [WireKind; 2]) {
        if kinds.contains(&WireKind::Order) {
            return;
        }
        self.edges.push(Edge {
            from,
            to,
            shape,
            size_only: kinds.contains(&WireKind::Size),
        });
    }

    fn element(&mut self, element: &'p Element) -> (Option<Item<'p>>, Ends) {
        match element {
            Element::Port => (None, Ends::default()),
            Element::Frame { heading, body } => {
                let id = self.frames;
                self.frames += 1;
                let (items, ends) = self.body(body);
                let frame = Item::Frame { id, heading, items };
                (Some(frame), ends)
            }
            _ => {
                let id = self.boxes;
                self.boxes += 1;
                let ends = Ends {
                    takes: vec![(id, WireKind::Value)],
                    makes: Some(id),
                };
                (Some(Item::Box { id, element }), ends)
            }
        }
    }
}

/// What is written in a box, line by line.
pub fn lines(element: &Element) -> Vec<String> {
    match element {
        Element::Port | Element::Frame { .. } => Vec::new(),
        Element::Terminal { text, shape } => vec![format!("{text} {shape}")],
        Element::Layers { strips, rounds, .. } => {
            let mut lines: Vec<String> = strips.iter().map(strip).collect();
            if *rounds > 1 {
                lines.push(format!("× {rounds}"));
            }
            lines
        }
        Element::Join { join, after } => {
            let sign = match join {
                Join::Sum => "+",
                Join::Product => "×",
                Join::Concat => "concat",
            };
            let after = after.iter().map(strip);
            std::iter::once(sign.to_owned()).chain(after).collect()
        }
        Element::Block { heading, .. } => heading_lines(heading),
    }
}

pub fn heading_lines(heading: &Heading) -> Vec<String> {
    let lines = [heading.title(), heading.detail()];
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

fn strip(strip: &Strip) -> String {
    match second_line(strip) {
        second if second.is_empty() => strip.title.clone(),
        second => format!("{} ({second})", strip.title),
    }
}
