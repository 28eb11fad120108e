//! Where the time of a forward goes: milliseconds for every node, beside what it multiplies.

use std::convert::Infallible;
use std::fmt;
use std::time::{Duration, Instant};

use burn::tensor::Device;

use crate::flow::Flow;
use crate::graph::{Graph, Node};
use crate::part::{Observer, Part, never_stopped};
use crate::shape::Shape;
use crate::summary::{cut, grouped, terminal};

/// How a profile is taken.
///
/// ```
/// use firebrick::ProfileOptions;
///
/// let quick = ProfileOptions::new().warm_up(0).repetitions(1);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileOptions {
    warm_up: usize,
    repetitions: usize,
}

impl ProfileOptions {
    /// Two runs to warm up, and the median of ten.
    pub const fn new() -> Self {
        ProfileOptions {
            warm_up: 2,
            repetitions: 10,
        }
    }

    /// Runs that are not measured: weights are made in the first, and GPU kernels are compiled.
    #[must_use]
    pub const fn warm_up(mut self, runs: usize) -> Self {
        self.warm_up = runs;
        self
    }

    /// Runs that are measured: the time of a node is the median of them. At least one.
    #[must_use]
    pub const fn repetitions(mut self, runs: usize) -> Self {
        self.repetitions = if runs == 0 { 1 } else { runs };
        self
    }
}

impl Default for ProfileOptions {
    fn default() -> Self {
        ProfileOptions::new()
    }
}

/// The time of every node of a network's `forward`, the dearest first: what `Net::profile` returns.
///
/// The device is synchronised after every node, so the times are those of the nodes themselves. On a GPU
/// their sum is more than a `forward` takes, for there nodes are queued, and fused.
///
/// `Display` prints a table for the width of the terminal; nodes without a share worth telling are counted
/// in its last line.
///
/// ```
/// use firebrick::{Image, backend::Flex, network};
///
/// network! {
///     network Tiny: [3, 16, 16] -> [10] {
///         conv: conv2d(16, 3, padding = 1);
///         relu;
///         global_avg_pool;
///         fc: linear(10);
///     }
/// }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let device = Flex::device()?;
/// let profile = Tiny::<Flex>::init(&device).profile(Image::random(4, &device)?);
/// println!("{profile}");
///
/// let conv = profile.rows().iter().find(|row| row.path == "conv").ok_or("it is there")?;
/// assert_eq!(conv.macs, Some(4 * 16 * 16 * 16 * 27));
/// assert!(conv.time <= profile.total());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Profile {
    network: &'static str,
    rows: Vec<ProfileRow>,
    batch: usize,
    repetitions: usize,
    width: Option<usize>,
}

/// One node of a [`Profile`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ProfileRow {
    /// The position of the node in the graph.
    pub node: usize,
    /// The path of its statement; a statement without a label has that of what is around it.
    pub path: String,
    /// The layer as it is written: `conv2d(64, 3)`.
    pub layer: String,
    /// The shape of the result, without the batch.
    pub shape: Shape,
    /// The multiply-adds for the whole batch; none where they depend on a size that is open.
    pub macs: Option<u64>,
    /// The median.
    pub time: Duration,
}

impl ProfileRow {
    /// Billions of multiply-adds in a second, where there are any.
    pub fn gigamacs_per_second(&self) -> Option<f64> {
        let macs = self.macs.filter(|macs| *macs > 0)?;
        let seconds = self.time.as_secs_f64();
        (seconds > 0.0).then(|| macs as f64 / seconds / 1e9)
    }
}

impl Profile {
    /// The nodes, the dearest first.
    pub fn rows(&self) -> &[ProfileRow] {
        &self.rows
    }

    /// The rows of the first `depth` segments of their paths, added up, the dearest first: with a depth of 1,
    /// the stages of a network. The layer is that of the dearest row, the shape that of the last.
    ///
    /// ```
    /// # use firebrick::{Image, backend::Flex, network};
    /// network! {
    ///     network Tiny: [3, 16, 16] -> [4, 16, 16] {
    ///         stem: conv2d(4, 1);
    ///         body: for _ in 0..3 { conv2d(4, 3, padding = 1); relu; }
    ///     }
    /// }
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let device = Flex::device()?;
    /// let profile = Tiny::<Flex>::init(&device).profile(Image::random(1, &device)?);
    /// let stages = profile.to_depth(1);
    /// assert_eq!(stages.rows().len(), 2);
    /// assert_eq!(stages.total(), profile.total());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn to_depth(&self, depth: usize) -> Profile {
        let mut stages: Vec<ProfileRow> = Vec::new();
        for row in &self.rows {
            let path = shortened(&row.path, depth);
            match stages.iter_mut().find(|stage| stage.path == path) {
                Some(stage) => stage.add(row),
                None => stages.push(ProfileRow {
                    path: path.to_owned(),
                    ..row.clone()
                }),
            }
        }
        dearest_first(&mut stages);
        Profile {
            rows: stages,
            ..self.clone()
        }
    }

    /// The sum over all nodes.
    pub fn total(&self) -> Duration {
        self.rows.iter().map(|row| row.time).sum()
    }

    /// The multiply-adds of all nodes for the whole batch; none where some depend on an open size.
    pub fn macs(&self) -> Option<u64> {
        self.rows.iter().map(|row| row.macs).sum()
    }

    /// How many inputs there were.
    pub fn batch_size(&self) -> usize {
        self.batch
    }

    /// How many runs were measured.
    pub fn repetitions(&self) -> usize {
        self.repetitions
    }

    /// For a terminal of so many columns.
    #[must_use]
    pub fn width(mut self, columns: usize) -> Self {
        self.width = Some(columns);
        self
    }
}

impl ProfileRow {
    fn add(&mut self, other: &ProfileRow) {
        self.time += other.time;
        self.macs = self.macs.zip(other.macs).map(|(a, b)| a + b);
        if other.node > self.node {
            (self.node, self.shape) = (other.node, other.shape);
        }
    }
}

/// The first `depth` segments of a path.
fn shortened(path: &str, depth: usize) -> &str {
    let mut dots = path.match_indices('.').map(|(at, _)| at);
    match depth.checked_sub(1).map(|last| dots.nth(last)) {
        None => "",
        Some(end) => &path[..end.unwrap_or(path.len())],
    }
}

fn dearest_first(rows: &mut [ProfileRow]) {
    rows.sort_by_key(|row| std::cmp::Reverse(row.time));
}

/// Runs the network and measures its nodes; `graph` is planned for the input's size where it can be.
pub fn profile<P: Part>(
    part: &P,
    network: &'static str,
    graph: Graph<'_>,
    input: Flow,
    options: &ProfileOptions,
) -> Profile {
    let device = input.device();
    let batch = input.dims()[0];
    for _ in 0..options.warm_up {
        run_once(part, &device, input.clone(), graph.nodes().len());
    }
    let runs = (0..options.repetitions).map(|_| {
        let nodes = graph.nodes().len();
        run_once(part, &device, input.clone(), nodes)
    });
    let runs: Vec<Vec<Option<Duration>>> = runs.collect();
    let row = |(at, node): (usize, &Node)| {
        let times: Option<Vec<Duration>> = runs.iter().map(|run| run[at]).collect();
        Some(ProfileRow {
            node: at,
            path: graph.path(node),
            layer: node.op().call(),
            shape: node.shape(),
            macs: node.counts().macs.map(|macs| macs * batch as u64),
            time: median(times?),
        })
    };
    let mut rows: Vec<ProfileRow> = graph.nodes().iter().enumerate().filter_map(row).collect();
    dearest_first(&mut rows);
    Profile {
        network,
        rows,
        batch,
        repetitions: options.repetitions,
        width: None,
    }
}

/// The times of one run; none of the input and of side heads.
fn run_once<P: Part>(
    part: &P,
    device: &Device,
    input: Flow,
    nodes: usize,
) -> Vec<Option<Duration>> {
    let mut clock = Clock {
        device,
        node: 1,
        times: vec![None; nodes],
        begun: Instant::now(),
    };
    synchronise(device);
    never_stopped(part.flow(input, &mut clock));
    clock.times
}

struct Clock<'d> {
    device: &'d Device,
    /// The node that runs next.
    node: usize,
    times: Vec<Option<Duration>>,
    begun: Instant,
}

impl Observer for Clock<'_> {
    type Stop = Infallible;

    fn begin(&mut self) {
        self.begun = Instant::now();
    }

    fn end(&mut self, _: &Flow) -> Result<(), Infallible> {
        synchronise(self.device);
        self.times[self.node] = Some(self.begun.elapsed());
        self.node += 1;
        Ok(())
    }

    fn skip(&mut self, nodes: usize) {
        self.node += nodes;
    }
}

/// Waits for what has been asked of the device.
///
/// # Panics
/// Where the device has failed: no later tensor would be right either.
fn synchronise(device: &Device) {
    if let Err(error) = device.sync() {
        panic!("the device failed while a network was measured on it: {error}");
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    let middle = times.len() / 2;
    match times.len() % 2 {
        0 => (times[middle - 1] + times[middle]) / 2,
        _ => times[middle],
    }
}

/// The sizes of an input as a plan takes them: without the batch.
pub fn sizes<const R: usize>(input: &Flow) -> [usize; R] {
    let dims = input.dims();
    std::array::from_fn(|axis| dims[axis + 1])
}

/// Rows with a smaller share than this are only counted: the table is about what costs.
const LEAST: f64 = 0.001;

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total = self.total();
        let share = |row: &ProfileRow| row.time.as_secs_f64() / total.as_secs_f64().max(1e-12);
        let shown = self.rows.iter().filter(|row| share(row) >= LEAST);
        let mut lines = vec![
            [
                "path",
                "layer",
                "output",
                "ms",
                "share",
                "multiply-adds",
                "G/s",
            ]
            .map(str::to_owned),
        ];
        lines[0][0] = self.network.to_owned();
        lines.extend(shown.map(|row| line(row, share(row))));
        let width = self.width.unwrap_or_else(terminal);
        let columns = widths(&lines, width);
        let rule = "─".repeat(columns.iter().sum::<usize>() + 2 * (columns.len() - 1));
        for (at, line) in lines.iter().enumerate() {
            write_line(f, line, &columns)?;
            if at == 0 {
                writeln!(f, "{rule}")?;
            }
        }
        writeln!(f, "{rule}")?;
        self.totals(f, lines.len() - 1)
    }
}

impl Profile {
    fn totals(&self, f: &mut fmt::Formatter<'_>, shown: usize) -> fmt::Result {
        write!(f, "{} ms", milliseconds(self.total()))?;
        if let Some(macs) = self.macs() {
            write!(f, ", {} multiply-adds", grouped(macs))?;
        }
        let runs = match self.repetitions {
            1 => "one run".to_owned(),
            runs => format!("median of {runs} runs"),
        };
        write!(f, "; a batch of {}, {runs}", self.batch)?;
        match self.rows.len() - shown {
            0 => writeln!(f),
            hidden => writeln!(f, "; {hidden} rows below {} % not shown", LEAST * 100.0),
        }
    }
}

/// Path, layer, output, milliseconds, share, multiply-adds, billions of them in a second.
fn line(row: &ProfileRow, share: f64) -> [String; 7] {
    let macs = match row.macs {
        Some(0) => String::new(),
        Some(macs) => grouped(macs),
        None => "?".to_owned(),
    };
    [
        row.path.clone(),
        row.layer.clone(),
        row.shape.to_string(),
        milliseconds(row.time),
        format!("{:.1} %", share * 100.0),
        macs,
        row.gigamacs_per_second()
            .map_or_else(String::new, |rate| format!("{rate:.1}")),
    ]
}

fn milliseconds(time: Duration) -> String {
    format!("{:.3}", time.as_secs_f64() * 1e3)
}

/// The columns' widths; the layer gets what the others leave.
fn widths(lines: &[[String; 7]], width: usize) -> [usize; 7] {
    let mut columns: [usize; 7] = std::array::from_fn(|column| {
        let cells = lines.iter().map(|line| line[column].chars().count());
        cells.max().unwrap_or(0)
    });
    let others: usize = columns.iter().sum::<usize>() - columns[1] + 2 * (columns.len() - 1);
    columns[1] = columns[1].min(width.saturating_sub(others).max(12));
    columns
}

fn write_line(f: &mut fmt::Formatter<'_>, line: &[String; 7], columns: &[usize; 7]) -> fmt::Result {
    let mut text = String::new();
    for (column, (cell, width)) in line.iter().zip(columns).enumerate() {
        // Words begin at the left, numbers end at the right.
        text += &match column {
            0 => format!("{cell:<width$}"),
            1 => format!("  {:<width$}", cut(cell, *width)),
            2 => format!("  {cell:<width$}"),
            _ => format!("  {cell:>width$}"),
        };
    }
    writeln!(f, "{}", text.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::Dim;

    fn row(node: usize, path: &str, millis: u64, macs: Option<u64>) -> ProfileRow {
        ProfileRow {
            node,
            path: path.to_owned(),
            layer: "conv2d(8, 3)".to_owned(),
            shape: Shape::new([Dim::Known(node)]),
            macs,
            time: Duration::from_millis(millis),
        }
    }

    fn profile(rows: Vec<ProfileRow>) -> Profile {
        Profile {
            network: "Net",
            rows,
            batch: 2,
            repetitions: 3,
            width: Some(100),
        }
    }

    #[test]
    fn the_median_is_the_middle_or_between_the_two() {
        let millis = |times: &[u64]| times.iter().map(|&ms| Duration::from_millis(ms)).collect();
        assert_eq!(median(millis(&[9, 1, 2])), Duration::from_millis(2));
        assert_eq!(median(millis(&[9, 1, 2, 4])), Duration::from_millis(3));
    }

    #[test]
    fn stages_are_sums() {
        let rows = vec![
            row(3, "b.0.conv", 5, Some(10)),
            row(1, "a", 4, Some(1)),
            row(4, "b.1", 3, Some(0)),
            row(2, "a.x", 1, None),
        ];
        let stages = profile(rows).to_depth(1);
        let found: Vec<_> = stages
            .rows()
            .iter()
            .map(|row| (&*row.path, row.time, row.macs, row.node))
            .collect();
        assert_eq!(
            found,
            [
                ("b", Duration::from_millis(8), Some(10), 4),
                ("a", Duration::from_millis(5), None, 2),
            ]
        );
        assert_eq!(shortened("a.b.c", 0), "");
        assert_eq!(shortened("a.b.c", 2), "a.b");
        assert_eq!(shortened("a.b.c", 9), "a.b.c");
    }

    #[test]
    fn the_table_is_about_what_costs() {
        let rows = vec![
            row(1, "conv", 1500, Some(3_000_000_000)),
            row(2, "open", 499, None),
            row(3, "view", 1, Some(0)),
        ];
        let table = profile(rows).to_string();
        assert_eq!(
            table,
            "Net   layer         output        ms   share  multiply-adds  G/s\n\
             ────────────────────────────────────────────────────────────────\n\
             conv  conv2d(8, 3)  [1]     1500.000  75.0 %  3_000_000_000  2.0\n\
             open  conv2d(8, 3)  [2]      499.000  24.9 %              ?\n\
             ────────────────────────────────────────────────────────────────\n\
             2000.000 ms; a batch of 2, median of 3 runs; 1 rows below 0.1 % not shown\n"
        );
    }
}
