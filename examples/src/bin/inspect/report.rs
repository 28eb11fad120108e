//! The report for people.

use std::fmt::Write;

use firebrick::graph::{Graph, Node, rounded};
use firebrick::{Dim, Summary};

use crate::chart::{bar, fitted, memory, percent, share};
use crate::stages::{self, Cost};

/// The columns of a name, and of a bar.
const NAME: usize = 26;
const BAR: usize = 18;

/// Everything, section by section.
pub fn report(name: &'static str, graph: &Graph<'_>) -> String {
    let mut text = Summary::new(name, *graph).to_string();
    costs(&mut text, "cost by stage", &stages::stages(graph));
    costs(&mut text, "cost by kind of layer", &stages::kinds(graph));
    receptive_fields(&mut text, graph);
    memory_needs(&mut text, graph);
    text
}

/// One of the two columns.
type Column = fn(&Cost) -> u64;

/// Parameters and multiply-adds side by side, each as a bar to the largest of its column.
fn costs(text: &mut String, title: &str, rows: &[(String, Cost)]) {
    let sum = |of: Column| rows.iter().map(|(_, cost)| of(cost)).sum::<u64>();
    let most = |of: Column| rows.iter().map(|(_, cost)| of(cost)).max().unwrap_or(0);
    let values: [Column; 2] = [|cost| cost.params, |cost| cost.macs];
    let columns = values.map(|of| (of, sum(of), most(of)));
    let _ = writeln!(
        text,
        "\n{}  {:<37}  multiply-adds",
        fitted(title, NAME),
        "parameters"
    );
    for (name, cost) in rows {
        let cells = columns.map(|(of, sum, most)| {
            let number = of(cost);
            format!(
                "{} {:>8} {}",
                bar(share(number, most), BAR),
                rounded(number),
                percent(number, sum)
            )
        });
        let line = format!("{}  {}", fitted(name, NAME), cells.join("   "));
        let _ = writeln!(text, "{}", line.trim_end());
    }
}

/// The layers that widen the view, in order. A bar is the part of the input's height that is seen.
fn receptive_fields(text: &mut String, graph: &Graph<'_>) {
    let height = match graph.input().dims() {
        [_, Dim::Known(height), ..] => *height as u64,
        _ => 0,
    };
    let _ = writeln!(
        text,
        "\n{}  {:<BAR$} {:>9}  {:>6}  layer",
        fitted("receptive field", NAME),
        "of the input",
        "sees",
        "stride"
    );
    for node in graph.nodes().iter().filter(|node| widens(graph, node)) {
        let (seen, stride, covered) = match node.receptive().axis(0) {
            Some(field) => (
                pair(node),
                format!("{}", field.stride),
                share(field.size as u64, height),
            ),
            None => ("all".to_owned(), String::new(), 1.0),
        };
        let side = if node.is_side() { " (side head)" } else { "" };
        let _ = writeln!(
            text,
            "{}  {} {seen:>9}  {stride:>6}  {}{side}",
            fitted(&name(graph, node), NAME),
            bar(covered, BAR),
            node.op().call(),
        );
    }
}

/// Whether the node sees more than what it takes.
pub fn widens(graph: &Graph<'_>, node: &Node) -> bool {
    let inputs = graph.inputs(node).iter();
    // A layer takes one value; where branches meet the widest counts, and none of it is new.
    let mut inputs = inputs.map(|&input| graph.nodes()[input as usize].receptive());
    inputs.len() == 1 && inputs.all(|before| before != node.receptive())
}

/// `7×7`
fn pair(node: &Node) -> String {
    let axes = node.shape().rank().saturating_sub(1);
    let sizes: Vec<String> = (0..axes)
        .map(|axis| match node.receptive().axis(axis) {
            Some(field) => field.size.to_string(),
            None => "all".to_owned(),
        })
        .collect();
    sizes.join("×")
}

/// The path, with the layer where the path is not its own.
pub fn name(graph: &Graph<'_>, node: &Node) -> String {
    match graph.path(node) {
        path if path.is_empty() => node.op().name().to_owned(),
        path => path,
    }
}

/// What weights and activations take, and what is alive where the activations take the most.
fn memory_needs(text: &mut String, graph: &Graph<'_>) {
    let weights = (graph.params() + graph.buffers()) as u64;
    let (at, peak) = graph.peak();
    let node = &graph.nodes()[at];
    let _ = writeln!(text, "\nmemory (f32, a batch of one)");
    let _ = writeln!(text, "  weights and buffers   {:>10}", memory(weights));
    let _ = writeln!(
        text,
        "  activations, at most  {:>10}  while `{}` ({}) runs:",
        memory(peak),
        name(graph, node),
        node.op().call()
    );
    for alive in graph.alive(at) {
        let node = &graph.nodes()[alive];
        let _ = writeln!(
            text,
            "                        {:>10}  {} of `{}`",
            memory(node.shape().elements().unwrap_or(0)),
            node.shape(),
            name(graph, node),
        );
    }
}
