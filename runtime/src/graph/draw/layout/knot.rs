//! What cannot be taken apart: kept values that overlap. All of it stands in one column, in running order,
//! and the wires that do not lead from one element to the next run at its right.

use super::flow::line;
use super::{Layout, Line, Point, Rect, Sketch, size};
use crate::graph::draw::picture::{Body, Element, Wire, WireKind};

/// An element in the column.
struct Stop {
    at: usize,
    id: usize,
    /// Of its first box and of its last one.
    head: Rect,
    foot: Rect,
    bottom: f64,
}

/// A wire at the right of the column, by the heights where it leaves and where it arrives.
struct Arc<'p> {
    wire: &'p Wire,
    from: Option<usize>,
    to: Option<usize>,
    top: f64,
    bottom: f64,
}

impl Layout {
    pub(super) fn knot<'p>(
        &mut self,
        body: &'p Body,
        inner: &[usize],
        wires: &[&'p Wire],
    ) -> Sketch<'p> {
        let mut sketch = Sketch {
            height: size::DROP,
            ..Sketch::default()
        };
        let mut stops: Vec<Stop> = Vec::new();
        for &at in inner {
            let stop = self.stop(&mut sketch, &body.elements[at], at);
            let told = wires
                .iter()
                .find(|wire| wire.from == at && wire.kind != WireKind::Order);
            if let Some(wire) = told {
                sketch.label(0.0, stop.bottom, wire.shape.to_string());
            }
            sketch.height = stop.bottom + size::GAP;
            stops.push(stop);
        }
        sketch.height -= size::GAP;
        let arcs = wires
            .iter()
            .filter_map(|wire| route(&mut sketch, &stops, wire));
        let arcs: Vec<Arc<'p>> = arcs.collect();
        at_the_side(&mut sketch, &stops, arcs);
        sketch
    }

    fn stop<'p>(&mut self, sketch: &mut Sketch<'p>, element: &'p Element, at: usize) -> Stop {
        let y = sketch.height;
        let placed = self.element(element, &[]);
        let id = placed.boxes[0].id;
        let own = placed.boxes.iter().filter(|placed| placed.id == id);
        let rects: Vec<Rect> = own.map(|placed| placed.rect).collect();
        let moved = |rect: Rect| Rect {
            y: rect.y + y,
            ..rect
        };
        let (head, foot) = (moved(rects[0]), moved(rects[rects.len() - 1]));
        let bottom = y + placed.height;
        sketch.take(placed, 0.0, y);
        Stop {
            at,
            id,
            head,
            foot,
            bottom,
        }
    }
}

/// Draws a wire that leads straight down; any other is left for the side.
fn route<'p>(sketch: &mut Sketch<'p>, stops: &[Stop], wire: &'p Wire) -> Option<Arc<'p>> {
    let find = |at: usize| stops.iter().position(|stop| stop.at == at);
    let (from, to) = (find(wire.from), find(wire.to));
    let middle = |rect: Rect| rect.y + rect.height / 2.0;
    let straight = match (from, to) {
        (Some(from), Some(to)) => from + 1 == to,
        (None, Some(to)) => to == 0,
        (Some(from), None) => from + 1 == stops.len(),
        (None, None) => false,
    };
    let top = from.map_or(0.0, |from| stops[from].foot.y + stops[from].foot.height);
    let id = |stop: Option<usize>| stop.map(|stop| stops[stop].id);
    if straight {
        let mut line = line(wire, id(from), vec![Point { x: 0.0, y: top }])?;
        line.to = id(to);
        line.arrow = to.is_some();
        line.points.extend(to.map(|to| Point {
            x: 0.0,
            y: stops[to].head.y,
        }));
        sketch.lines.push(line);
        return None;
    }
    Some(Arc {
        wire,
        from,
        to,
        top: from.map_or(0.0, |from| middle(stops[from].foot)),
        bottom: to.map_or(sketch.height, |to| middle(stops[to].head)),
    })
}

/// Short ones run inside, and those that do not overlap share a lane.
fn at_the_side(sketch: &mut Sketch<'_>, stops: &[Stop], mut arcs: Vec<Arc<'_>>) {
    arcs.sort_by(|a, b| (a.bottom - a.top).total_cmp(&(b.bottom - b.top)));
    let edge = sketch.right;
    let mut lanes: Vec<Vec<(f64, f64)>> = Vec::new();
    for arc in arcs {
        let free = |lane: &Vec<(f64, f64)>| {
            let apart = |(top, bottom): &(f64, f64)| arc.bottom <= *top || *bottom <= arc.top;
            lane.iter().all(apart)
        };
        let lane = lanes.iter().position(free).unwrap_or(lanes.len());
        if lane == lanes.len() {
            lanes.push(Vec::new());
        }
        lanes[lane].push((arc.top, arc.bottom));
        let x = edge + (lane + 1) as f64 * size::BESIDE;
        let start = arc.from.map_or(0.0, |from| right(stops[from].foot));
        let mut points = vec![
            Point {
                x: start,
                y: arc.top,
            },
            Point { x, y: arc.top },
            Point { x, y: arc.bottom },
        ];
        points.extend(arc.to.map(|to| Point {
            x: right(stops[to].head),
            y: arc.bottom,
        }));
        let id = |stop: Option<usize>| stop.map(|stop| stops[stop].id);
        let Some(open) = line(arc.wire, id(arc.from), points) else {
            continue;
        };
        sketch.reach(x + size::CORNER / 2.0, arc.bottom);
        sketch.lines.push(Line {
            to: id(arc.to),
            arrow: arc.to.is_some(),
            ..open
        });
    }
}

fn right(rect: Rect) -> f64 {
    rect.x + rect.width
}
