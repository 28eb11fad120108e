//! Drawings of a graph, made from the declaration alone.
//!
//! `build` makes a picture of a graph: boxes inside boxes and the wires between them, rows of equal parts
//! folded by `repeat`. `layout` gives everything a place, and `svg` writes it down; `mermaid` and `dot`
//! write the picture for programs that find places themselves.

mod build;
mod dot;
mod flat;
mod label;
mod layout;
mod mermaid;
mod picture;
mod repeat;
mod svg;
#[cfg(test)]
mod tests;
mod theme;

pub use self::label::rounded;
pub use self::theme::Theme;
use super::Graph;

/// How much a drawing shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// Every block is one box; layers outside of blocks are drawn.
    #[default]
    Blocks,
    /// Every layer, with the blocks as frames around them.
    Everything,
}

/// A drawing of a network or block, and how it is to be.
///
/// Shapes stand beside the wires, parameters and multiply-adds in the boxes; branches stand side by side,
/// and skips go around what they skip. Rows of equal blocks are drawn once, with their number; `Σ` is
/// before what all of them cost together.
///
/// ```
/// use firebrick::graph::{Level, Theme};
/// use firebrick::{backend::Flex, network};
///
/// network! {
///     block Residual() {
///         residual {
///             conv1: conv2d(16, 3, padding = 1);
///             relu;
///             conv2: conv2d(16, 3, padding = 1);
///         }
///         relu;
///     }
///     network Net: [16, 8, 8] -> [10] {
///         stage: for _ in 0..4 { Residual; }
///         global_avg_pool;
///         fc: linear(10);
///     }
/// }
///
/// let graph = Net::<Flex>::GRAPH;
/// let svg = graph.draw().title("Net").theme(Theme::Dark).to_svg();
/// assert!(svg.starts_with("<svg") && svg.contains("Residual × 4"), "{svg}");
/// let mermaid = graph.draw().level(Level::Everything).to_mermaid();
/// assert!(mermaid.contains("3×3 conv2d, 16"), "{mermaid}");
/// ```
#[derive(Clone, Copy, Debug)]
#[must_use = "a drawing is written with `to_svg`, `to_mermaid` or `to_dot`"]
pub struct Drawing<'g> {
    graph: Graph<'g>,
    title: &'g str,
    level: Level,
    theme: Theme,
    collapse: bool,
}

impl<'g> Graph<'g> {
    /// A drawing to be adjusted: level, theme, title.
    pub const fn draw(&self) -> Drawing<'g> {
        Drawing {
            graph: *self,
            title: "",
            level: Level::Blocks,
            theme: Theme::Light,
            collapse: true,
        }
    }

    /// The drawing as SVG, with the blocks as boxes; [`Graph::draw`] draws otherwise.
    pub fn to_svg(&self) -> String {
        self.draw().to_svg()
    }

    /// The drawing as a [Mermaid](https://mermaid.js.org) flowchart, with the blocks as boxes.
    pub fn to_mermaid(&self) -> String {
        self.draw().to_mermaid()
    }

    /// The drawing in the language of [Graphviz](https://graphviz.org), with the blocks as boxes.
    pub fn to_dot(&self) -> String {
        self.draw().to_dot()
    }
}

impl<'g> Drawing<'g> {
    /// Blocks as boxes (the default), or everything.
    pub const fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// The colours of an SVG.
    pub const fn theme(mut self, theme: Theme) -> Self {
        self.theme = theme;
        self
    }

    /// What is drawn: the title of the file, which a browser shows and a screen reader reads.
    pub const fn title(mut self, title: &'g str) -> Self {
        self.title = title;
        self
    }

    /// Whether rows of equal parts are drawn once with their number (the default), or one by one.
    pub const fn collapse(mut self, collapse: bool) -> Self {
        self.collapse = collapse;
        self
    }

    /// The drawing as SVG.
    pub fn to_svg(&self) -> String {
        let picture = self.picture();
        svg::svg(&layout::sheet(&picture), self.title, self.theme)
    }

    /// The drawing as a Mermaid flowchart, which GitHub shows in a Markdown file.
    pub fn to_mermaid(&self) -> String {
        mermaid::mermaid(&self.picture(), self.title)
    }

    /// The drawing in the language of Graphviz.
    pub fn to_dot(&self) -> String {
        dot::dot(&self.picture(), self.title)
    }

    fn picture(&self) -> picture::Body {
        build::picture(&self.graph, self.level, self.collapse)
    }
}
