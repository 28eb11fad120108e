//! A sheet → SVG: real text, no script, no reference to anything outside.

use std::fmt::Write;

use super::label;
use super::layout::{
    Drawn, Label, Line, Placed, Point, Rect, Sheet, band_height, has_two_lines, second_line,
    shadow, size, strip_height,
};
use super::picture::{Heading, Join, Kind, ShapeSpan, Strip};
use super::theme::{Ink, Theme};

/// What people have: Helvetica or one of its width, else any without serifs.
const FONT: &str = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

pub fn svg(sheet: &Sheet<'_>, title: &str, theme: Theme) -> String {
    let mut svg = Svg {
        text: String::new(),
        theme,
    };
    svg.open(sheet, title);
    for placed in &sheet.boxes {
        svg.placed(placed);
    }
    for line in &sheet.lines {
        svg.line(line);
    }
    for label in &sheet.labels {
        svg.label(label);
    }
    svg.text += "</svg>\n";
    svg.text
}

struct Svg {
    text: String,
    theme: Theme,
}

/// Text as XML has it. What XML has no way to write is left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\n' => escaped += "&#10;",
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A number of pixels: a tenth is fine enough.
fn px(number: f64) -> String {
    let text = format!("{number:.1}");
    match text.trim_end_matches('0').trim_end_matches('.') {
        "-0" => "0".to_owned(),
        text => text.to_owned(),
    }
}

impl Svg {
    /// One element to a line; never a blank line, which would end the HTML in a Markdown text.
    fn element(&mut self, element: std::fmt::Arguments<'_>) {
        let _ = writeln!(self.text, "{element}");
    }

    fn colour(&self, ink: Ink) -> String {
        self.theme.colour(ink)
    }

    fn open(&mut self, sheet: &Sheet<'_>, title: &str) {
        let (width, height) = (px(sheet.width), px(sheet.height));
        self.element(format_args!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="firebrick" width="{width}" height="{height}" viewBox="0 0 {width} {height}" style="max-width:100%;height:auto" font-family="{FONT}" font-size="{}" role="img">"#,
            px(size::TITLE)
        ));
        if !title.is_empty() {
            self.element(format_args!("<title>{}</title>", escaped(title)));
        }
        match self.theme.style() {
            Some(style) => self.element(format_args!("<style>{style}</style>")),
            None => {
                let ground = self.colour(Ink::Ground);
                self.element(format_args!(
                    r#"<rect width="{width}" height="{height}" fill="{ground}"/>"#
                ));
            }
        }
    }

    fn placed(&mut self, placed: &Placed<'_>) {
        let rect = placed.rect;
        match placed.shape {
            Drawn::Port => {}
            Drawn::Terminal(text, shape) => self.terminal(rect, text, shape),
            Drawn::Layers(strips, rounds) => self.layers(rect, strips, rounds),
            Drawn::Circle(join) => self.circle(rect, join),
            Drawn::Bar(join) => {
                self.rect(rect, 5.0, Ink::Layer(Kind::Form));
                self.middle(rect, rect.y, join.name());
            }
            Drawn::Block(heading) => self.block(rect, heading),
            Drawn::Frame(heading) => self.frame(rect, heading),
        }
    }

    fn rect(&mut self, rect: Rect, round: f64, ink: Ink) {
        let (fill, border) = (self.colour(ink), self.colour(Ink::Border));
        self.element(format_args!(
            r#"<rect x="{}" y="{}" width="{}" height="{}" rx="{}" fill="{fill}" stroke="{border}"/>"#,
            px(rect.x),
            px(rect.y),
            px(rect.width),
            px(rect.height),
            px(round),
        ));
    }

    /// More of the same behind a box.
    fn shadows(&mut self, rect: Rect, rounds: usize, round: f64, ink: Ink) {
        let mut behind = shadow(rounds);
        while behind > 0.0 {
            let moved = Rect {
                x: rect.x + behind,
                y: rect.y + behind,
                ..rect
            };
            self.rect(moved, round, ink);
            behind -= size::SHADOW;
        }
    }

    fn terminal(&mut self, rect: Rect, text: &str, shape: &ShapeSpan) {
        self.rect(rect, rect.height / 2.0, Ink::Terminal);
        let detail = self.colour(Ink::Detail);
        let shape = format!(r#"<tspan dx="6" fill="{detail}">{shape}</tspan>"#);
        let y = rect.y + rect.height / 2.0 + size::TITLE * 0.35;
        self.words(rect, y, &format!("{}{shape}", escaped(text)), "");
    }

    fn circle(&mut self, rect: Rect, join: Join) {
        let (x, y) = (rect.x + rect.width / 2.0, rect.y + rect.height / 2.0);
        let (fill, line) = (self.colour(Ink::Join), self.colour(Ink::Line));
        let radius = rect.width / 2.0;
        let reach = match join {
            Join::Product => radius * 0.42,
            _ => radius * 0.58,
        };
        let cross = match join {
            Join::Product => format!(
                "M{} {}L{} {}M{} {}L{} {}",
                px(x - reach),
                px(y - reach),
                px(x + reach),
                px(y + reach),
                px(x - reach),
                px(y + reach),
                px(x + reach),
                px(y - reach)
            ),
            _ => format!(
                "M{} {}H{}M{} {}V{}",
                px(x - reach),
                px(y),
                px(x + reach),
                px(x),
                px(y - reach),
                px(y + reach)
            ),
        };
        self.element(format_args!(
            r#"<g fill="{fill}" stroke="{line}" stroke-width="1.3"><title>{}</title><circle cx="{}" cy="{}" r="{}"/><path d="{cross}"/></g>"#,
            join.name(),
            px(x),
            px(y),
            px(radius),
        ));
    }

    fn layers(&mut self, rect: Rect, strips: &[Strip], rounds: usize) {
        let ink = |strip: &Strip| Ink::Layer(strip.kind);
        self.shadows(rect, rounds, 5.0, ink(&strips[0]));
        let mut y = rect.y;
        for (at, strip) in strips.iter().enumerate() {
            let height = strip_height(strip);
            let part = Rect { y, height, ..rect };
            let fill = self.colour(ink(strip));
            let path = part_of_box(part, 5.0, at == 0, at + 1 == strips.len());
            let border = self.colour(Ink::Border);
            self.element(format_args!(
                r#"<g><title>{}</title><path d="{path}" fill="{fill}" stroke="{border}"/>"#,
                escaped(&tooltip(strip)),
            ));
            self.strip(part, strip);
            self.text += "</g>\n";
            y += height;
        }
        if rounds > 1 {
            self.count(rect, rounds);
        }
    }

    fn strip(&mut self, rect: Rect, strip: &Strip) {
        let second = escaped(&second_line(strip));
        let title = escaped(&strip.title);
        if has_two_lines(strip) {
            self.middle_of_line(rect, rect.y + 1.0, &title, "");
            self.detail(rect, rect.y + size::LINE + size::DETAIL * 0.6, &second);
            return;
        }
        let detail = self.colour(Ink::Detail);
        let second = match second.is_empty() {
            true => second,
            false => format!(
                r#"<tspan dx="6" font-size="{}" fill="{detail}">{second}</tspan>"#,
                px(size::DETAIL)
            ),
        };
        self.middle_of_line(rect, rect.y, &format!("{title}{second}"), "");
    }

    fn block(&mut self, rect: Rect, heading: &Heading) {
        self.shadows(rect, heading.rounds, 6.0, Ink::Block);
        self.rect(rect, 6.0, Ink::Block);
        let title = escaped(&heading.title());
        let detail = escaped(&heading.detail());
        self.middle_of_line(rect, rect.y + 3.0, &title, r#" font-weight="600""#);
        self.detail(
            rect,
            rect.y + 3.0 + size::LINE + size::DETAIL * 0.6,
            &detail,
        );
    }

    fn frame(&mut self, rect: Rect, heading: &Heading) {
        self.shadows(rect, heading.rounds, 8.0, Ink::Frame);
        self.rect(rect, 8.0, Ink::Frame);
        let band = Rect {
            height: band_height(heading),
            ..rect
        };
        let (fill, border) = (self.colour(Ink::Band), self.colour(Ink::Border));
        let path = part_of_box(band, 8.0, true, false);
        self.element(format_args!(
            r#"<path d="{path}" fill="{fill}" stroke="{border}"/>"#
        ));
        let title = escaped(&heading.title());
        self.middle_of_line(band, band.y + 1.0, &title, r#" font-weight="600""#);
        let detail = escaped(&heading.detail());
        if !detail.is_empty() {
            self.detail(band, band.y + size::BAND + size::DETAIL * 0.5, &detail);
        }
    }

    /// `× 3` at the right of a box that stands for several.
    fn count(&mut self, rect: Rect, rounds: usize) {
        let colour = self.colour(Ink::Text);
        self.element(format_args!(
            r#"<text x="{}" y="{}" text-anchor="end" font-weight="600" fill="{colour}">× {rounds}</text>"#,
            px(rect.x + rect.width - 6.0),
            px(rect.y + rect.height - 6.0),
        ));
    }

    fn middle(&mut self, rect: Rect, y: f64, text: &str) {
        self.middle_of_line(rect, y + 1.0, &escaped(text), "");
    }

    /// A text in the middle of the line that begins at `y`.
    fn middle_of_line(&mut self, rect: Rect, y: f64, markup: &str, attributes: &str) {
        let y = y + size::LINE / 2.0 + size::TITLE * 0.35;
        self.words(rect, y, markup, attributes);
    }

    fn words(&mut self, rect: Rect, y: f64, markup: &str, attributes: &str) {
        let (x, colour) = (px(rect.x + rect.width / 2.0), self.colour(Ink::Text));
        self.element(format_args!(
            r#"<text x="{x}" y="{}" text-anchor="middle" fill="{colour}"{attributes}>{markup}</text>"#,
            px(y),
        ));
    }

    fn detail(&mut self, rect: Rect, y: f64, markup: &str) {
        let (x, colour) = (px(rect.x + rect.width / 2.0), self.colour(Ink::Detail));
        self.element(format_args!(
            r#"<text x="{x}" y="{}" text-anchor="middle" font-size="{}" fill="{colour}">{markup}</text>"#,
            px(y),
            px(size::DETAIL),
        ));
    }

    fn label(&mut self, label: &Label) {
        let colour = self.colour(Ink::Detail);
        self.element(format_args!(
            r#"<text x="{}" y="{}" font-size="{}" fill="{colour}">{}</text>"#,
            px(label.at.x),
            px(label.at.y),
            px(size::DETAIL),
            escaped(&label.text),
        ));
    }

    fn line(&mut self, line: &Line) {
        let points = corners(&line.points);
        let [.., before, end] = points[..] else {
            return;
        };
        let colour = self.colour(Ink::Line);
        let dashes = if line.dashed {
            r#" stroke-dasharray="4 3""#
        } else {
            ""
        };
        self.element(format_args!(
            r#"<path d="{}" fill="none" stroke="{colour}" stroke-width="1.3"{dashes}/>"#,
            rounded_path(&points),
        ));
        if line.arrow {
            self.element(format_args!(
                r#"<path d="{}" fill="{colour}"/>"#,
                arrow_head(before, end)
            ));
        }
    }
}

/// All that is known of a layer.
fn tooltip(strip: &Strip) -> String {
    let mut text = match strip.name.is_empty() {
        true => strip.call.clone(),
        false => format!("{}: {}", strip.name, strip.call),
    };
    let _ = write!(text, "\n{}", strip.shape);
    if let Some(cost) = label::cost(&strip.cost) {
        let _ = write!(text, "\n{cost}");
    }
    text
}

/// A box, or a part of one, with round corners only at its ends.
fn part_of_box(rect: Rect, radius: f64, first: bool, last: bool) -> String {
    let round = |end: bool| if end { radius } else { 0.0 };
    let (top, bottom) = (round(first), round(last));
    let Rect {
        x,
        y,
        width,
        height,
    } = rect;
    format!(
        "M{x0} {y0}q0 -{t} {t} -{t}h{w}q{t} 0 {t} {t}v{h}q0 {b} -{b} {b}h-{v}q-{b} 0 -{b} -{b}z",
        x0 = px(x),
        y0 = px(y + top),
        t = px(top),
        b = px(bottom),
        w = px(width - 2.0 * top),
        v = px(width - 2.0 * bottom),
        h = px(height - top - bottom),
    )
}

/// The points where a line turns, and its ends.
fn corners(points: &[Point]) -> Vec<Point> {
    let mut corners: Vec<Point> = Vec::new();
    for &point in points {
        if corners.last() == Some(&point) {
            continue;
        }
        if let [.., a, b] = corners[..] {
            let along_x = a.x == b.x && b.x == point.x;
            let along_y = a.y == b.y && b.y == point.y;
            if along_x || along_y {
                corners.pop();
            }
        }
        corners.push(point);
    }
    corners
}

fn rounded_path(points: &[Point]) -> String {
    let mut path = format!("M{} {}", px(points[0].x), px(points[0].y));
    for at in 1..points.len() {
        let here = points[at];
        let Some(&next) = points.get(at + 1) else {
            let _ = write!(path, "L{} {}", px(here.x), px(here.y));
            break;
        };
        let before = points[at - 1];
        let room = distance(before, here).min(distance(here, next)) / 2.0;
        let round = size::CORNER.min(room);
        let (a, b) = (towards(here, before, round), towards(here, next, round));
        let _ = write!(
            path,
            "L{} {}Q{} {} {} {}",
            px(a.x),
            px(a.y),
            px(here.x),
            px(here.y),
            px(b.x),
            px(b.y)
        );
    }
    path
}

fn distance(a: Point, b: Point) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// The point that is `by` away from `a` on the way to `b`.
fn towards(a: Point, b: Point, by: f64) -> Point {
    let length = distance(a, b).max(f64::MIN_POSITIVE);
    Point {
        x: a.x + (b.x - a.x) / length * by,
        y: a.y + (b.y - a.y) / length * by,
    }
}

/// A triangle whose tip is at `end`.
fn arrow_head(before: Point, end: Point) -> String {
    let base = towards(end, before, 7.0);
    let (dx, dy) = ((end.x - base.x) * 0.46, (end.y - base.y) * 0.46);
    format!(
        "M{} {}L{} {}L{} {}z",
        px(end.x),
        px(end.y),
        px(base.x - dy),
        px(base.y + dx),
        px(base.x + dy),
        px(base.y - dx)
    )
}
