//! A body is taken apart where all its paths meet, and put together again around an axis.

use super::{Layout, Line, Point, Sketch, size};
use crate::graph::draw::picture::{Body, Element, Join, Wire, WireKind};

/// A part of a body between two elements: what is in it, in running order, and the wires that touch it.
struct Part<'p> {
    body: &'p Body,
    inner: Vec<usize>,
    wires: Vec<&'p Wire>,
}

/// Between two elements that every path passes.
struct Stretch<'p> {
    /// The wires that lead from the one to the other.
    direct: Vec<&'p Wire>,
    /// What else is between them, in connected parts.
    branches: Vec<Part<'p>>,
}

/// How branches stand side by side.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stand {
    /// One goes straight on, the others stand to its right.
    Straight(Main),
    /// As the branches of an Inception block: spread evenly under a bar.
    Spread,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Main {
    Wire,
    Branch(usize),
}

impl Layout {
    /// A whole body.
    pub fn body<'p>(&mut self, body: &'p Body) -> Sketch<'p> {
        let part = Part {
            body,
            inner: (0..body.elements.len()).collect(),
            wires: body.wires.iter().collect(),
        };
        self.part(&part, None)
    }

    /// A part around its axis. The lines that come from above begin at its top, at `x = 0`, and have no
    /// `from` yet; those that leave it have no `to`. `end` is the element that they lead to.
    fn part<'p>(&mut self, part: &Part<'p>, end: Option<usize>) -> Sketch<'p> {
        let spine = part.spine();
        if spine.is_empty() {
            return self.knot(part.body, &part.inner, &part.wires);
        }
        let mut sketch = Sketch::default();
        // The element above and its number on the sheet.
        let mut above: Option<(usize, usize)> = None;
        for below in spine.into_iter().map(Some).chain([None]) {
            let stretch = part.stretch(above.map(|(at, _)| at), below);
            if stretch.direct.is_empty() && stretch.branches.is_empty() {
                // Above the first element and below the last one of a whole body.
                let Some(below) = below else { break };
                above = Some((below, self.put(&mut sketch, &part.body.elements[below], 0)));
                continue;
            }
            let open = sketch.lines.len();
            self.stretch(
                &mut sketch,
                part.body,
                stretch,
                above,
                [below, below.or(end)],
            );
            let Some(below) = below else { break };
            let id = self.put(&mut sketch, &part.body.elements[below], open);
            self.tell_shape(&mut sketch, part, below);
            above = Some((below, id));
        }
        sketch
    }

    /// Puts an element below the sketch, and leads the open lines from `open` on to it.
    fn put<'p>(&mut self, sketch: &mut Sketch<'p>, element: &'p Element, open: usize) -> usize {
        let is_open = |line: &Line| line.to.is_none();
        let ends = sketch.lines[open..].iter().filter(|line| is_open(line));
        let axes: Vec<f64> = ends
            .filter_map(|line| line.points.last())
            .map(|p| p.x)
            .collect();
        let spreads = matches!(
            element,
            Element::Join {
                join: Join::Concat,
                ..
            }
        ) && !(axes.len() == 2 && axes.contains(&0.0));
        let placed = self.element(element, if spreads { &axes } else { &[] });
        let y = sketch.height;
        let (id, head) = (placed.boxes[0].id, placed.boxes[0].rect);
        let arrow = !matches!(element, Element::Port);
        sketch.take(placed, 0.0, y);
        for line in sketch.lines[open..].iter_mut().filter(|line| is_open(line)) {
            line.to = Some(id);
            line.arrow = arrow;
            let x = line.points.last().map_or(0.0, |point| point.x);
            if x.abs() < 0.5 || spreads {
                line.points.push(Point { x, y });
                continue;
            }
            let y = y + head.height / 2.0;
            let side = if x > 0.0 { head.x + head.width } else { head.x };
            line.points.push(Point { x, y });
            line.points.push(Point { x: side, y });
        }
        id
    }

    /// Writes the shape of what an element makes under it.
    fn tell_shape(&self, sketch: &mut Sketch<'_>, part: &Part<'_>, at: usize) {
        let elements = &part.body.elements;
        if matches!(elements[at], Element::Port | Element::Terminal { .. }) {
            return;
        }
        let mut leaving = part.wires.iter().filter(|wire| wire.from == at);
        let told = leaving.find(|wire| {
            wire.kind != WireKind::Order && !matches!(elements[wire.to], Element::Port)
        });
        if let Some(wire) = told {
            sketch.label(0.0, sketch.height, wire.shape.to_string());
        }
    }

    /// From the element above to the one below, if that is in the same part, and to the one where the
    /// wires end. Leaves the lines open at their lower ends.
    fn stretch<'p>(
        &mut self,
        sketch: &mut Sketch<'p>,
        body: &'p Body,
        stretch: Stretch<'p>,
        above: Option<(usize, usize)>,
        [below, end]: [Option<usize>; 2],
    ) {
        let is_port = |at: usize| matches!(body.elements[at], Element::Port);
        let from = above.map(|(_, id)| id);
        let top = Point {
            x: 0.0,
            y: sketch.height,
        };
        if stretch.branches.is_empty() && stretch.direct.len() == 1 {
            sketch
                .lines
                .extend(line(stretch.direct[0], from, vec![top]));
            if let (Some((above, _)), Some(below)) = (above, below) {
                let at_port = is_port(above) || is_port(below);
                sketch.height += if at_port { size::FRAME } else { size::GAP };
            }
            return;
        }
        let stem = match above {
            None => 0.0,
            Some((above, _)) if is_port(above) => size::PAD,
            Some(_) => size::STEM,
        };
        let fork = Point {
            x: 0.0,
            y: top.y + stem,
        };
        let stand = stand(&stretch, body, end);
        self.branches(sketch, &stretch, stand, from, [top, fork], end);
        sketch.height += match below {
            Some(below) if is_port(below) => size::FRAME,
            Some(_) => size::GAP,
            None => 0.0,
        };
    }

    /// The branches of a stretch side by side, below a fork.
    fn branches<'p>(
        &mut self,
        sketch: &mut Sketch<'p>,
        stretch: &Stretch<'p>,
        stand: Stand,
        from: Option<usize>,
        [top, fork]: [Point; 2],
        end: Option<usize>,
    ) {
        let branches = stretch.branches.iter();
        let sketches: Vec<Sketch<'p>> = branches.map(|branch| self.part(branch, end)).collect();
        let (axes, lanes) = places(&sketches, stretch.direct.len(), stand);
        let start = fork.y + size::DROP;
        let way = |x: f64| match x == 0.0 {
            true => vec![top],
            false => vec![top, fork, Point { x, y: fork.y }],
        };
        for (branch, x) in sketches.into_iter().zip(axes) {
            let first = sketch.lines.len();
            sketch.take(branch, x, start);
            for line in &mut sketch.lines[first..] {
                if line.from.is_none() {
                    line.from = from;
                    line.points.splice(..0, way(x));
                }
            }
        }
        sketch.reach(0.0, start);
        for (wire, x) in stretch.direct.iter().zip(lanes) {
            sketch.reach(x + size::CORNER / 2.0, start);
            sketch.lines.extend(line(wire, from, way(x)));
        }
    }
}

/// The line of a wire, open at its end; nothing for what only says an order.
pub(super) fn line(wire: &Wire, from: Option<usize>, points: Vec<Point>) -> Option<Line> {
    (wire.kind != WireKind::Order).then(|| Line {
        points,
        from,
        to: None,
        arrow: false,
        dashed: wire.kind == WireKind::Size,
    })
}

impl<'p> Part<'p> {
    /// The elements that every path through the part passes: no wire leads past them. (The elements stand
    /// in running order, so a path that avoids one must step over it.)
    fn spine(&self) -> Vec<usize> {
        let place = |at: usize| self.inner.binary_search(&at);
        let mut spine = Vec::new();
        // How far down the wires reach that begin above an element.
        let mut reach = 0;
        let mut below: Vec<usize> = vec![0; self.inner.len()];
        for wire in &self.wires {
            let to = place(wire.to).unwrap_or(self.inner.len());
            match place(wire.from) {
                Ok(from) => below[from] = below[from].max(to),
                Err(_) => reach = reach.max(to),
            }
        }
        for (at, element) in self.inner.iter().enumerate() {
            if reach <= at {
                spine.push(*element);
            }
            reach = reach.max(below[at]);
        }
        spine
    }

    /// What is between two elements of the spine; `None` is what lies outside the part.
    fn stretch(&self, above: Option<usize>, below: Option<usize>) -> Stretch<'p> {
        let place = |at: Option<usize>| at.and_then(|at| self.inner.binary_search(&at).ok());
        let start = place(above).map_or(0, |at| at + 1);
        let end = place(below).unwrap_or(self.inner.len());
        let between = &self.inner[start..end];
        let is = |at: usize, end: Option<usize>| match end {
            Some(end) => at == end,
            None => self.inner.binary_search(&at).is_err(),
        };
        let touching = |at: usize| between.binary_search(&at).is_ok();
        let mut stretch = Stretch {
            direct: Vec::new(),
            branches: self.connected(between),
        };
        for wire in &self.wires {
            if is(wire.from, above) && is(wire.to, below) && !touching(wire.to) {
                stretch.direct.push(wire);
            }
        }
        if !stretch.branches.is_empty() {
            stretch.direct.retain(|wire| wire.kind != WireKind::Order);
        }
        stretch
    }

    /// These elements as parts that no wire joins.
    fn connected(&self, elements: &[usize]) -> Vec<Part<'p>> {
        let mut group: Vec<usize> = (0..elements.len()).collect();
        let place = |at: usize| elements.binary_search(&at).ok();
        for wire in &self.wires {
            if let (Some(from), Some(to)) = (place(wire.from), place(wire.to)) {
                let (a, b) = (root(&mut group, from), root(&mut group, to));
                group[a.max(b)] = a.min(b);
            }
        }
        let mut parts: Vec<Part<'p>> = Vec::new();
        let mut part_of = vec![usize::MAX; elements.len()];
        for at in 0..elements.len() {
            let first = root(&mut group, at);
            if first == at {
                part_of[at] = parts.len();
                parts.push(Part {
                    body: self.body,
                    inner: Vec::new(),
                    wires: Vec::new(),
                });
            }
            part_of[at] = part_of[first];
            parts[part_of[at]].inner.push(elements[at]);
        }
        for wire in &self.wires {
            let touched = [place(wire.from), place(wire.to)];
            if let Some(at) = touched.into_iter().flatten().next() {
                parts[part_of[at]].wires.push(wire);
            }
        }
        parts
    }
}

/// The first of the group that an element is in.
fn root(group: &mut [usize], mut at: usize) -> usize {
    while group[at] != at {
        group[at] = group[group[at]];
        at = group[at];
    }
    at
}

/// How the branches of a stretch stand: by what they end in.
fn stand(stretch: &Stretch<'_>, body: &Body, end: Option<usize>) -> Stand {
    let end = end.map(|end| &body.elements[end]);
    let join = match end {
        Some(Element::Join { join, .. }) => Some(*join),
        _ => None,
    };
    match join {
        _ if stretch.branches.is_empty() => Stand::Straight(Main::Wire),
        Some(Join::Concat) if stretch.branches.len() > 1 => Stand::Spread,
        // What is scaled goes straight on; the gate stands beside it.
        Some(Join::Product) if !stretch.direct.is_empty() => Stand::Straight(Main::Wire),
        _ => {
            let weights = stretch.branches.iter().map(Part::weight);
            let heaviest = weights
                .enumerate()
                .reduce(|best, other| if other.1 > best.1 { other } else { best });
            Stand::Straight(Main::Branch(heaviest.map_or(0, |(at, _)| at)))
        }
    }
}

impl Part<'_> {
    /// Whether it leads on, and how much is in it.
    fn weight(&self) -> (bool, usize) {
        let leaves = |wire: &&Wire| {
            wire.kind != WireKind::Order && self.inner.binary_search(&wire.to).is_err()
        };
        let elements = self.inner.iter().map(|&at| &self.body.elements[at]);
        (
            self.wires.iter().copied().any(|wire| leaves(&wire)),
            elements.map(layers).sum(),
        )
    }
}

fn layers(element: &Element) -> usize {
    match element {
        Element::Layers { strips, .. } => strips.len(),
        Element::Block { body, .. } | Element::Frame { body, .. } => {
            body.elements.iter().map(layers).sum()
        }
        _ => 1,
    }
}

/// Where the branches have their axes, and where the bare wires run.
fn places(branches: &[Sketch<'_>], lanes: usize, stand: Stand) -> (Vec<f64>, Vec<f64>) {
    let mut axes = vec![0.0; branches.len()];
    let mut ways = vec![0.0; lanes];
    // How far to the right the sheet is taken.
    let mut taken = match stand {
        Stand::Straight(Main::Branch(main)) => branches[main].right,
        Stand::Straight(Main::Wire) => 0.0,
        Stand::Spread => -size::BESIDE,
    };
    for (at, branch) in branches.iter().enumerate() {
        match stand {
            Stand::Straight(Main::Branch(main)) if at == main => continue,
            // Nothing of a side head is below its end: it stands close to what is beside it.
            Stand::Straight(Main::Branch(main)) if branch.is_dead_end() && branches.len() == 2 => {
                let beside = branches[main].right_above(branch.height + size::GAP);
                axes[at] = beside + size::BESIDE + branch.left;
            }
            _ => axes[at] = taken + size::BESIDE + branch.left,
        }
        taken = taken.max(axes[at] + branch.right);
    }
    let straight = usize::from(stand == Stand::Straight(Main::Wire));
    for way in ways.iter_mut().skip(straight) {
        taken += size::BESIDE;
        *way = taken;
    }
    if stand == Stand::Spread {
        let all = || axes.iter().chain(&ways).copied();
        let middle = (all().fold(f64::MAX, f64::min) + all().fold(f64::MIN, f64::max)) / 2.0;
        for x in axes.iter_mut().chain(&mut ways) {
            *x -= middle;
            // A branch that is nearly in the middle stands in it: its wire has no corner.
            if x.abs() < size::CORNER {
                *x = 0.0;
            }
        }
    }
    (axes, ways)
}
