//! Rows of equal parts are drawn once, with their number.
//!
//! Parts are equal where their layers have the same arguments and the same wires between them; shapes may
//! differ, as they do in the growing layers of a DenseNet, and are then written from the least to the most.

use std::collections::HashMap;
use std::fmt::Write;
use std::ops::Range;

use super::picture::{Body, Element, Heading, ShapeSpan, Strip, Wire, WireKind};

/// How many elements one round may have.
const LONGEST_ROUND: usize = 12;

/// From this many rounds on plain layers are drawn once; a block is from two.
const ROUNDS_OF_LAYERS: usize = 3;

/// The body with every row of equal parts drawn once.
pub fn collapsed(body: Body) -> Body {
    let signatures = signatures(&body);
    let crossing = Crossing::of(&body);
    let mut rows = Vec::new();
    let mut at = 1;
    while at + 1 < body.elements.len() {
        match longest_row(&body, &signatures, &crossing, at) {
            Some(row) => {
                at = row.end();
                rows.push(row);
            }
            None => at += 1,
        }
    }
    if rows.is_empty() {
        return body;
    }
    Collapsing::new(body, rows).run()
}

/// Equal parts one after another.
#[derive(Clone, Copy)]
struct Row {
    first: usize,
    /// Elements in one round.
    period: usize,
    rounds: usize,
}

impl Row {
    fn end(&self) -> usize {
        self.first + self.period * self.rounds
    }

    fn round(&self, number: usize) -> Range<usize> {
        let start = self.first + number * self.period;
        start..start + self.period
    }
}

/// For every element a number that is the same for equal structure: of the element itself, and of its
/// wires relative to its place.
fn signatures(body: &Body) -> Vec<usize> {
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut texts: Vec<String> = body.elements.iter().map(signature).collect();
    for wire in &body.wires {
        let _ = write!(texts[wire.to], "|{:?}", wire.kind);
    }
    texts
        .into_iter()
        .map(|text| {
            let next = known.len();
            *known.entry(text).or_insert(next)
        })
        .collect()
}

fn signature(element: &Element) -> String {
    let calls = |strips: &[Strip]| -> Vec<String> {
        strips.iter().map(|strip| strip.call.clone()).collect()
    };
    match element {
        Element::Port => "port".to_owned(),
        Element::Terminal { text, .. } => format!("terminal {text}"),
        Element::Layers { strips, rounds, .. } => format!("layers {rounds} {:?}", calls(strips)),
        Element::Join { join, after } => format!("join {join:?} {:?}", calls(after)),
        Element::Block { heading, body } => {
            format!("block {} {} {}", heading.item, heading.rounds, inside(body))
        }
        Element::Frame { heading, body } => {
            format!("frame {} {} {}", heading.item, heading.rounds, inside(body))
        }
    }
}

fn inside(body: &Body) -> String {
    let elements: Vec<_> = body.elements.iter().map(signature).collect();
    let wires: Vec<_> = body
        .wires
        .iter()
        .map(|wire| (wire.from, wire.to, wire.kind))
        .collect();
    format!("{elements:?} {wires:?}")
}

/// Where wires come and go, by elements.
struct Crossing {
    /// The sources of what an element reads.
    reads: Vec<Vec<usize>>,
    /// Who reads it.
    readers: Vec<Vec<usize>>,
}

impl Crossing {
    fn of(body: &Body) -> Self {
        let mut crossing = Crossing {
            reads: vec![Vec::new(); body.elements.len()],
            readers: vec![Vec::new(); body.elements.len()],
        };
        for wire in &body.wires {
            crossing.reads[wire.to].push(wire.from);
            crossing.readers[wire.from].push(wire.to);
        }
        crossing
    }

    /// The one element outside that these read, and the one of these that is read outside.
    fn ports(&self, part: &Range<usize>) -> Option<(usize, usize)> {
        let mut entering = part
            .clone()
            .flat_map(|at| &self.reads[at])
            .filter(|source| !part.contains(source));
        let source = *entering.next()?;
        let mut leaving = part.clone().filter(|at| {
            self.readers[*at]
                .iter()
                .any(|reader| !part.contains(reader))
        });
        let exit = leaving.next()?;
        (entering.all(|other| *other == source) && leaving.next().is_none())
            .then_some((source, exit))
    }

    /// What each element of a part reads, by distance; what comes from outside is one thing.
    fn pattern(&self, part: &Range<usize>) -> Vec<Vec<Option<usize>>> {
        part.clone()
            .map(|at| {
                let reads = self.reads[at].iter();
                reads
                    .map(|source| part.contains(source).then(|| at - source))
                    .collect()
            })
            .collect()
    }
}

/// The row from `first` on that covers the most; of equals, the one with the shortest round.
fn longest_row(
    body: &Body,
    signatures: &[usize],
    crossing: &Crossing,
    first: usize,
) -> Option<Row> {
    let end = body.elements.len() - 1;
    let mut best: Option<Row> = None;
    for period in 1..=LONGEST_ROUND.min((end - first) / 2) {
        let row = row(signatures, crossing, first, period, end);
        let blocks = row.round(0).any(|at| {
            matches!(
                body.elements[at],
                Element::Block { .. } | Element::Frame { .. }
            )
        });
        let enough = if blocks { 2 } else { ROUNDS_OF_LAYERS };
        if row.rounds >= enough && best.is_none_or(|best| row.end() > best.end()) {
            best = Some(row);
        }
    }
    best
}

fn row(signatures: &[usize], crossing: &Crossing, first: usize, period: usize, end: usize) -> Row {
    let mut row = Row {
        first,
        period,
        rounds: 1,
    };
    let one = row.round(0);
    let Some((_, mut exit)) = crossing.ports(&one) else {
        return row;
    };
    let pattern = crossing.pattern(&one);
    loop {
        let next = row.round(row.rounds);
        if next.end > end || signatures[next.clone()] != signatures[one.clone()] {
            return row;
        }
        // The round before must flow into this one and nowhere else.
        let flows_on = crossing.readers[exit]
            .iter()
            .all(|reader| *reader < next.end);
        match crossing.ports(&next) {
            Some((source, exit_here))
                if source == exit && flows_on && crossing.pattern(&next) == pattern =>
            {
                exit = exit_here;
                row.rounds += 1;
            }
            _ => return row,
        }
    }
}

/// Rewrites a body with its rows drawn once.
struct Collapsing {
    body: Body,
    rows: Vec<Row>,
    /// Where an old element is now; those of later rounds are where the first round's are.
    now: Vec<usize>,
    elements: Vec<Element>,
}

impl Collapsing {
    fn new(body: Body, rows: Vec<Row>) -> Self {
        let now = vec![0; body.elements.len()];
        Collapsing {
            body,
            rows,
            now,
            elements: Vec::new(),
        }
    }

    fn run(mut self) -> Body {
        let rows = std::mem::take(&mut self.rows);
        let mut at = 0;
        for row in &rows {
            self.keep(at..row.first);
            self.fold(row);
            at = row.end();
        }
        self.keep(at..self.body.elements.len());
        let mut wires: Vec<Wire> = Vec::new();
        for wire in &self.body.wires {
            let (from, to) = (self.now[wire.from], self.now[wire.to]);
            let inside = rows.iter().any(|row| {
                let row = row.first..row.end();
                row.contains(&wire.from) && row.contains(&wire.to)
            });
            let moved = Wire {
                from,
                to,
                ..wire.clone()
            };
            // Several wires into one round are one wire into the frame around it.
            let told = self.is_folded(&rows, wire.to) && wires.contains(&moved);
            if !inside && !told {
                wires.push(moved);
            }
        }
        Body {
            elements: self.elements,
            wires,
        }
    }

    fn is_folded(&self, rows: &[Row], at: usize) -> bool {
        rows.iter().any(|row| (row.first..row.end()).contains(&at))
    }

    fn keep(&mut self, range: Range<usize>) {
        for at in range {
            self.now[at] = self.elements.len();
            self.elements.push(self.body.elements[at].clone());
        }
    }

    /// A row becomes one element: its first round, told how many there are.
    fn fold(&mut self, row: &Row) {
        let here = self.elements.len();
        self.now[row.first..row.end()].fill(here);
        if row.period == 1 {
            let mut folded = self.body.elements[row.first].clone();
            for at in row.first + 1..row.end() {
                folded.another_round(&self.body.elements[at]);
            }
            self.elements.push(folded);
            return;
        }
        let mut folded = self.framed(&row.round(0));
        for number in 1..row.rounds {
            folded.another_round(&self.framed(&row.round(number)));
        }
        self.elements.push(folded);
    }

    /// One round as a frame of its own.
    fn framed(&self, round: &Range<usize>) -> Element {
        let mut elements = vec![Element::Port];
        elements.extend(self.body.elements[round.clone()].iter().cloned());
        elements.push(Element::Port);
        let end = elements.len() - 1;
        let place = |at: usize| match round.contains(&at) {
            true => at - round.start + 1,
            false => 0,
        };
        let mut wires = Vec::new();
        let mut leaving: Option<(usize, ShapeSpan)> = None;
        for wire in &self.body.wires {
            if round.contains(&wire.to) {
                let (from, to) = (place(wire.from), place(wire.to));
                wires.push(Wire {
                    from,
                    to,
                    ..wire.clone()
                });
            } else if round.contains(&wire.from) {
                leaving = Some((place(wire.from), wire.shape.clone()));
            }
        }
        if let Some((from, shape)) = leaving {
            wires.push(Wire {
                from,
                to: end,
                shape,
                kind: WireKind::Value,
            });
        }
        let mut heading = Heading {
            rounds: 1,
            name: self.name_of(round),
            ..Heading::default()
        };
        elements
            .iter()
            .for_each(|element| heading.cost.add(element.cost()));
        Element::Frame {
            heading,
            body: Body { elements, wires },
        }
    }

    /// The name of the only block in a round, which tells the rounds apart.
    fn name_of(&self, round: &Range<usize>) -> String {
        let mut names =
            self.body.elements[round.clone()]
                .iter()
                .filter_map(|element| match element {
                    Element::Block { heading, .. } | Element::Frame { heading, .. } => {
                        Some(heading.name.clone())
                    }
                    _ => None,
                });
        match (names.next(), names.next()) {
            (Some(name), None) => name,
            _ => String::new(),
        }
    }
}
