//! A picture → a sheet: every box has its place, every wire its way.
//!
//! Networks are drawn from top to bottom around one straight column. A body is taken apart where all its
//! paths meet (`flow`): between two such elements there is one wire, or branches that are laid out each
//! by itself and put side by side; a bare wire beside branches is a skip, and goes around them. That is
//! how the figures of papers are made, and it needs no search: the time is linear in the wires for each
//! level of nesting. What cannot be taken apart so, because kept values overlap, stands in one column
//! with the wires at its side (`knot`).
//!
//! Layered layouts (dagre and its ports, Graphviz) were considered: they know no main column and no
//! regions, so that a skip pushes the column aside and every row is as high as its highest box.

mod flow;
mod knot;
pub mod text;

use super::picture::{Body, Element, Heading, Join, ShapeSpan, Strip};

/// Sizes in pixels.
pub mod size {
    /// The text of a layer.
    pub const TITLE: f64 = 12.5;
    /// Paths and costs.
    pub const DETAIL: f64 = 10.0;
    /// Beside and inside a text.
    pub const PAD: f64 = 10.0;
    /// A line of a box.
    pub const LINE: f64 = 20.0;
    /// A second line in it.
    pub const SECOND: f64 = 13.0;
    /// The band over a frame, and with a second line.
    pub const BAND: f64 = 22.0;
    /// Around what is in a frame.
    pub const FRAME: f64 = 14.0;
    /// A wire from a box to the next one; a shape is written beside it.
    pub const GAP: f64 = 32.0;
    /// From a box to where its wire forks.
    pub const STEM: f64 = 21.0;
    /// From a fork to the branches.
    pub const DROP: f64 = 21.0;
    /// Between branches, and to a skip.
    pub const BESIDE: f64 = 22.0;
    /// The radius of a sum or product.
    pub const CIRCLE: f64 = 10.0;
    /// The radius of a wire's corners.
    pub const CORNER: f64 = 11.0;
    /// How far the shadows of a row of blocks stand out.
    pub const SHADOW: f64 = 4.0;
    /// Around the whole picture.
    pub const MARGIN: f64 = 16.0;
}

/// A picture with places, in pixels from the top left.
#[derive(Clone, Debug)]
pub struct Sheet<'p> {
    pub width: f64,
    pub height: f64,
    /// A frame stands before what is in it.
    pub boxes: Vec<Placed<'p>>,
    pub lines: Vec<Line>,
    pub labels: Vec<Label>,
}

/// What is drawn at a place.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'p> {
    pub shape: Drawn<'p>,
    pub rect: Rect,
    /// The same for all parts of one element, and for no other.
    pub id: usize,
}

#[derive(Clone, Copy, Debug)]
pub enum Drawn<'p> {
    Terminal(&'p str, &'p ShapeSpan),
    Layers(&'p [Strip], usize),
    /// A sum or product as a circle.
    Circle(Join),
    /// A join as a bar over its branches.
    Bar(Join),
    Block(&'p Heading),
    Frame(&'p Heading),
    /// Where a wire crosses the border of a frame: nothing is drawn.
    Port,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// A wire on its way, through points that lie beside or below each other.
#[derive(Clone, Debug)]
pub struct Line {
    pub points: Vec<Point>,
    /// The boxes that it joins; `None` while the other end is not placed.
    pub from: Option<usize>,
    pub to: Option<usize>,
    pub arrow: bool,
    pub dashed: bool,
}

/// A shape beside a wire.
#[derive(Clone, Debug)]
pub struct Label {
    /// The left end of the text's base line.
    pub at: Point,
    pub text: String,
}

/// Lays out a whole picture.
pub fn sheet(body: &Body) -> Sheet<'_> {
    let mut layout = Layout {
        box_width: box_width(body),
        ids: 0,
    };
    let mut sketch = layout.body(body);
    sketch.shift(sketch.left + size::MARGIN, size::MARGIN);
    Sheet {
        width: sketch.left + sketch.right + 2.0 * size::MARGIN,
        height: sketch.height + 2.0 * size::MARGIN,
        boxes: sketch.boxes,
        lines: sketch.lines,
        labels: sketch.labels,
    }
}

struct Layout {
    /// All boxes are equally wide.
    box_width: f64,
    ids: usize,
}

/// A part of the sheet around its axis at `x = 0`, from `y = 0` downwards.
#[derive(Default)]
struct Sketch<'p> {
    /// How far it reaches on both sides of the axis.
    left: f64,
    right: f64,
    height: f64,
    boxes: Vec<Placed<'p>>,
    lines: Vec<Line>,
    labels: Vec<Label>,
}

impl<'p> Sketch<'p> {
    /// Moves everything; how far it reaches is then told from the old axis.
    fn shift(&mut self, dx: f64, dy: f64) {
        let points = self.lines.iter_mut().flat_map(|line| &mut line.points);
        for point in points.chain(self.labels.iter_mut().map(|label| &mut label.at)) {
            point.x += dx;
            point.y += dy;
        }
        for placed in &mut self.boxes {
            placed.rect.x += dx;
            placed.rect.y += dy;
        }
    }

    /// Takes in another sketch with its axis at `x` and its top at `y`.
    fn take(&mut self, mut other: Sketch<'p>, x: f64, y: f64) {
        other.shift(x, y);
        self.reach(x - other.left, y + other.height);
        self.reach(x + other.right, y);
        self.boxes.append(&mut other.boxes);
        self.lines.append(&mut other.lines);
        self.labels.append(&mut other.labels);
    }

    /// Grows so far.
    fn reach(&mut self, x: f64, y: f64) {
        self.left = self.left.max(-x);
        self.right = self.right.max(x);
        self.height = self.height.max(y);
    }

    /// How far its upper part reaches to the right of the axis.
    fn right_above(&self, y: f64) -> f64 {
        let boxes = self.boxes.iter().map(|placed| placed.rect);
        let boxes = boxes
            .filter(|rect| rect.y < y)
            .map(|rect| rect.x + rect.width + 2.0 * size::SHADOW);
        let lines = self.lines.iter().filter_map(|line| {
            let points = line.points.iter();
            let (top, right) = points.fold((f64::MAX, 0.0_f64), |(top, right), point| {
                (top.min(point.y), right.max(point.x))
            });
            (top < y).then_some(right)
        });
        let labels = self
            .labels
            .iter()
            .filter(|label| label.at.y - size::DETAIL < y);
        let labels = labels.map(|label| label.at.x + text::width(&label.text, size::DETAIL));
        boxes.chain(lines).chain(labels).fold(0.0, f64::max)
    }

    /// Whether no wire leads on from it, as from a side head.
    fn is_dead_end(&self) -> bool {
        self.lines.iter().all(|line| line.to.is_some())
    }

    fn place(&mut self, shape: Drawn<'p>, rect: Rect, id: usize) {
        self.reach(rect.x, rect.y + rect.height);
        self.reach(rect.x + rect.width, rect.y);
        self.boxes.push(Placed { shape, rect, id });
    }

    /// Writes a shape to the right of a wire that leaves a box at `x`, `y`.
    fn label(&mut self, x: f64, y: f64, text: String) {
        if text.is_empty() {
            return;
        }
        self.reach(x + 6.0 + text::width(&text, size::DETAIL), y);
        self.labels.push(Label {
            at: Point {
                x: x + 6.0,
                y: y + 14.0,
            },
            text,
        });
    }
}

impl Rect {
    /// Around the axis.
    fn centred(width: f64, y: f64, height: f64) -> Rect {
        Rect {
            x: -width / 2.0,
            y,
            width,
            height,
        }
    }
}

impl Layout {
    fn id(&mut self) -> usize {
        self.ids += 1;
        self.ids
    }

    /// One element. `axes` are the places of the wires that come in from above.
    fn element<'p>(&mut self, element: &'p Element, axes: &[f64]) -> Sketch<'p> {
        let mut sketch = Sketch::default();
        let id = self.id();
        match element {
            Element::Port => sketch.place(Drawn::Port, Rect::centred(0.0, 0.0, 0.0), id),
            Element::Terminal { text, shape } => {
                let words = format!("{text}  {shape}");
                let width = text::width(&words, size::TITLE) + 3.0 * size::PAD;
                let rect = Rect::centred(width, 0.0, size::LINE + 6.0);
                sketch.place(Drawn::Terminal(text, shape), rect, id);
            }
            Element::Layers { strips, rounds, .. } => {
                self.layers(&mut sketch, strips, *rounds, 0.0, self.box_width, id);
            }
            Element::Join { join, after } => self.join(&mut sketch, *join, after, axes, id),
            Element::Block { heading, .. } => {
                let rect = Rect::centred(self.box_width, 0.0, size::LINE + size::SECOND + 6.0);
                sketch.place(Drawn::Block(heading), rect, id);
                sketch.reach(rect.width / 2.0 + shadow(heading.rounds), 0.0);
                sketch.height += shadow(heading.rounds);
            }
            Element::Frame { heading, body } => self.frame(&mut sketch, heading, body, id),
        }
        sketch
    }

    fn layers<'p>(
        &self,
        sketch: &mut Sketch<'p>,
        strips: &'p [Strip],
        rounds: usize,
        y: f64,
        width: f64,
        id: usize,
    ) {
        let height = strips.iter().map(strip_height).sum();
        let rect = Rect::centred(width, y, height);
        sketch.place(Drawn::Layers(strips, rounds), rect, id);
        sketch.reach(width / 2.0 + shadow(rounds), 0.0);
        sketch.height += shadow(rounds);
    }

    fn join<'p>(
        &self,
        sketch: &mut Sketch<'p>,
        join: Join,
        after: &'p [Strip],
        axes: &[f64],
        id: usize,
    ) {
        let spread = axes.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
        let (drawn, rect) = match join {
            Join::Concat => {
                let text = text::width(join.name(), size::TITLE) + 2.0 * size::PAD;
                let width = (2.0 * (spread + 2.0 * size::PAD)).max(text);
                (
                    Drawn::Bar(join),
                    Rect::centred(width, 0.0, size::LINE + 2.0),
                )
            }
            Join::Sum | Join::Product => {
                let side = 2.0 * size::CIRCLE;
                (Drawn::Circle(join), Rect::centred(side, 0.0, side))
            }
        };
        sketch.place(drawn, rect, id);
        if !after.is_empty() {
            let below = rect.height + size::SECOND / 2.0;
            let widest = after.iter().map(strip_width).fold(0.0, f64::max);
            sketch.lines.push(Line {
                points: vec![
                    Point {
                        x: 0.0,
                        y: rect.height,
                    },
                    Point { x: 0.0, y: below },
                ],
                from: Some(id),
                to: Some(id),
                arrow: false,
                dashed: false,
            });
            self.layers(sketch, after, 1, below, widest, id);
        }
    }

    fn frame<'p>(
        &mut self,
        sketch: &mut Sketch<'p>,
        heading: &'p Heading,
        body: &'p Body,
        id: usize,
    ) {
        let inner = self.body(body);
        let band = band_height(heading);
        let half = heading_width(heading) / 2.0;
        let (left, right) = (
            half.max(inner.left + size::FRAME),
            half.max(inner.right + size::FRAME),
        );
        let rect = Rect {
            x: -left,
            y: 0.0,
            width: left + right,
            height: band + inner.height,
        };
        sketch.place(Drawn::Frame(heading), rect, id);
        sketch.take(inner, 0.0, band);
        sketch.reach(right + shadow(heading.rounds), 0.0);
        sketch.height += shadow(heading.rounds);
    }
}

/// How far a row of equal parts stands out to the right and to the bottom.
pub fn shadow(rounds: usize) -> f64 {
    match rounds {
        0 | 1 => 0.0,
        2 => size::SHADOW,
        _ => 2.0 * size::SHADOW,
    }
}

/// The band over a frame.
pub fn band_height(heading: &Heading) -> f64 {
    let second = if heading.detail().is_empty() {
        0.0
    } else {
        size::SECOND
    };
    size::BAND + second
}

fn heading_width(heading: &Heading) -> f64 {
    let title = text::width(&heading.title(), size::TITLE * 1.06);
    let detail = text::width(&heading.detail(), size::DETAIL);
    title.max(detail) + 2.0 * size::PAD
}

/// The second line of a layer in a box: its path and its cost. Layers that hold nothing have none.
pub fn second_line(strip: &Strip) -> String {
    let cost = super::label::cost(&strip.cost);
    match (strip.name.as_str(), cost) {
        ("", cost) => cost.unwrap_or_default(),
        (name, None) if name == strip.title => String::new(),
        (name, Some(cost)) => format!("{name} · {cost}"),
        (name, None) => name.to_owned(),
    }
}

/// Whether the second line stands below the first: for what is multiplied by weights it does.
pub fn has_two_lines(strip: &Strip) -> bool {
    strip.cost.macs.is_none_or(|macs| macs.most > 0) && strip.cost.params.most > 0
}

pub fn strip_height(strip: &Strip) -> f64 {
    match has_two_lines(strip) {
        true => size::LINE + size::SECOND,
        false => size::LINE,
    }
}

fn strip_width(strip: &Strip) -> f64 {
    let title = text::width(&strip.title, size::TITLE);
    let second = text::width(&second_line(strip), size::DETAIL);
    let width = match has_two_lines(strip) {
        true => title.max(second),
        false if second > 0.0 => title + size::PAD + second,
        false => title,
    };
    width + 2.0 * size::PAD
}

/// Wide enough for every box of the picture.
fn box_width(body: &Body) -> f64 {
    let widths = body.elements.iter().map(|element| match element {
        Element::Layers { strips, .. } => strips.iter().map(strip_width).fold(0.0, f64::max),
        Element::Block { heading, .. } => heading_width(heading),
        Element::Frame { body, .. } => box_width(body),
        _ => 0.0,
    });
    widths.fold(100.0, f64::max)
}
