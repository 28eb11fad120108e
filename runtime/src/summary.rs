//! A network as a table for people.

use std::fmt;

use crate::graph::{Graph, Node};

/// The table of a network: path, layer with its arguments, output shape, parameters, multiply-adds,
/// receptive field. Nothing is computed on a device for it.
///
/// `Display` prints it for the width of the terminal (100 columns where there is none), and
/// [`Summary::width`] for another; where there is little room the receptive field is left out, and the
/// arguments are cut.
///
/// ```
/// use firebrick::{backend::Flex, network};
///
/// network! {
///     network Tiny: [1, 8, 8] -> [10] {
///         conv: conv2d(4, 3, padding = 1);
///         relu;
///         global_avg_pool;
///         fc: linear(10);
///     }
/// }
///
/// let table = Tiny::<Flex>::summary().to_string();
/// assert!(table.contains("conv2d(4, 3, padding = 1)"), "{table}");
/// assert!(table.contains("90 parameters"), "{table}");
/// ```
#[derive(Clone, Debug)]
pub struct Summary<'g> {
    name: &'static str,
    graph: Graph<'g>,
    /// `None`: that of the terminal.
    width: Option<usize>,
    receptive: bool,
}

impl<'g> Summary<'g> {
    #[doc(hidden)]
    pub const fn new(name: &'static str, graph: Graph<'g>) -> Self {
        Summary {
            name,
            graph,
            width: None,
            receptive: true,
        }
    }

    /// For a terminal of so many columns.
    #[must_use]
    pub const fn width(mut self, columns: usize) -> Self {
        self.width = Some(columns);
        self
    }

    /// With the column of receptive fields or without it.
    #[must_use]
    pub const fn receptive(mut self, shown: bool) -> Self {
        self.receptive = shown;
        self
    }
}

/// The columns of the terminal that is printed to.
pub(crate) fn terminal() -> usize {
    terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0))
}

/// Above this many columns the receptive field has room.
const WIDE: usize = 88;

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.width.unwrap_or_else(terminal);
        let receptive = self.receptive && width >= WIDE;
        let rows = self.rows();
        let header = Row {
            indent: 0,
            path: self.name.to_owned(),
            layer: "layer".to_owned(),
            cells: ["output", "parameters", "multiply-adds", "sees"].map(str::to_owned),
        };
        let shown = if receptive { 4 } else { 3 };
        let columns = Columns::of(&header, &rows, shown, width);
        columns.write(&header, f)?;
        writeln!(f, "{}", "─".repeat(columns.total()))?;
        for row in &rows {
            columns.write(row, f)?;
        }
        writeln!(f, "{}", "─".repeat(columns.total()))?;
        self.totals(f)
    }
}

/// One line of the table.
struct Row {
    indent: usize,
    path: String,
    layer: String,
    /// Output, parameters, multiply-adds, receptive field.
    cells: [String; 4],
}

impl Summary<'_> {
    /// A line for each node, and one for each scope that holds several.
    fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut open: Vec<String> = Vec::new();
        for node in self.graph.nodes() {
            let path = self.graph.path(node);
            let segments: Vec<&str> = path
                .split('.')
                .filter(|segment| !segment.is_empty())
                .collect();
            let own = usize::from(self.is_own(node));
            let scope = &segments[..segments.len().saturating_sub(own)];
            let common = open.iter().zip(scope).take_while(|(a, b)| a == *b).count();
            open.truncate(common);
            for segment in &scope[common..] {
                rows.push(scope_row(open.len(), segment));
                open.push((*segment).to_owned());
            }
            let name = if own == 1 {
                segments.last().copied()
            } else {
                None
            };
            rows.push(node_row(open.len(), name.unwrap_or(""), node));
        }
        rows
    }

    /// Whether the last segment of the path is the node's own: nothing else stands under it.
    fn is_own(&self, node: &Node) -> bool {
        let scope = node.scope();
        let nodes = self.graph.nodes().iter();
        scope != 0
            && nodes.filter(|other| other.scope() == scope).count() == 1
            && !self.graph.has_inner_scopes(scope)
    }

    fn totals(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let graph = &self.graph;
        let (params, used) = (graph.params(), graph.inference_params());
        write!(f, "{} parameters", grouped(params as u64))?;
        if used != params {
            write!(f, " ({} without side heads)", grouped(used as u64))?;
        }
        if graph.buffers() > 0 {
            write!(f, ", {} buffers", grouped(graph.buffers() as u64))?;
        }
        if graph
            .nodes()
            .iter()
            .all(|node| node.counts().macs.is_some())
        {
            writeln!(f, ", {} multiply-adds", grouped(graph.macs()))
        } else {
            writeln!(
                f,
                "; multiply-adds depend on the size: `graph_for` plans for one"
            )
        }
    }
}

fn scope_row(indent: usize, segment: &str) -> Row {
    Row {
        indent,
        path: segment.to_owned(),
        layer: String::new(),
        cells: [const { String::new() }; 4],
    }
}

fn node_row(indent: usize, name: &str, node: &Node) -> Row {
    let counts = node.counts();
    let macs = match counts.macs {
        Some(0) => String::new(),
        Some(macs) => grouped(macs),
        None => "?".to_owned(),
    };
    let params = match counts.params {
        0 => String::new(),
        params => grouped(params as u64),
    };
    let axes = node.shape().rank().saturating_sub(1);
    Row {
        indent,
        path: name.to_owned(),
        layer: node.op().call(),
        cells: [node.shape().to_string(), params, macs, seen(node, axes)],
    }
}

/// `7×7`, `all`, or nothing where there are no positions.
fn seen(node: &Node, axes: usize) -> String {
    if axes == 0 {
        return String::new();
    }
    let fields: Vec<String> = (0..axes)
        .map(|axis| match node.receptive().axis(axis) {
            Some(field) => field.size.to_string(),
            None => "all".to_owned(),
        })
        .collect();
    if fields.iter().all(|field| field == "all") {
        return "all".to_owned();
    }
    fields.join("×")
}

/// Thousands apart: `1_234_567`, as numbers are written in a declaration.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}

/// How wide every column is.
struct Columns {
    path: usize,
    layer: usize,
    cells: Vec<usize>,
}

impl Columns {
    fn of(header: &Row, rows: &[Row], shown: usize, width: usize) -> Self {
        let all = || rows.iter().chain([header]);
        let most = |measure: &dyn Fn(&Row) -> usize| all().map(measure).max().unwrap_or(0);
        let path = most(&|row| row.indent * 2 + row.path.chars().count());
        let cells: Vec<usize> = (0..shown)
            .map(|column| most(&|row| row.cells[column].chars().count()))
            .collect();
        let taken = path + cells.iter().sum::<usize>() + 2 * (shown + 1);
        let room = width.saturating_sub(taken).max(12);
        let layer = most(&|row| row.layer.chars().count()).min(room);
        Columns { path, layer, cells }
    }

    fn total(&self) -> usize {
        self.path + self.layer + self.cells.iter().sum::<usize>() + 2 * (self.cells.len() + 1)
    }

    fn write(&self, row: &Row, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = format!("{}{}", "  ".repeat(row.indent), row.path);
        let mut line = format!(
            "{path:<path_width$}  {:<layer_width$}",
            cut(&row.layer, self.layer),
            path_width = self.path,
            layer_width = self.layer,
        );
        for (column, (cell, width)) in row.cells.iter().zip(&self.cells).enumerate() {
            // Shapes begin at the left, numbers end at the right.
            line += &if column == 0 {
                format!("  {cell:<width$}")
            } else {
                format!("  {cell:>width$}")
            };
        }
        writeln!(f, "{}", line.trim_end())
    }
}

pub(crate) fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    kept + "…"
}
