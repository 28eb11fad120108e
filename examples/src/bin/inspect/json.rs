//! The report for machines.

use anyhow::Result;
use firebrick::graph::{Graph, Node};
use firebrick::{Dim, Shape};
use serde_json::{Value, json};

use crate::stages::{self, Cost};

/// The counts, every layer in running order, the stages.
pub fn json(name: &str, graph: &Graph<'_>) -> Result<String> {
    let (at, peak) = graph.peak();
    let layers = graph.nodes().iter().map(|node| layer(graph, node));
    let value = json!({
        "model": name,
        "input": dims(&graph.input()),
        "output": dims(&graph.output()),
        "params": graph.params(),
        "inference_params": graph.inference_params(),
        "buffers": graph.buffers(),
        "macs": graph.macs(),
        "activations": graph.activations(),
        "peak_activations": {
            "elements": peak,
            "layer": at,
            "alive": graph.alive(at),
        },
        "stages": costs(stages::stages(graph)),
        "kinds": costs(stages::kinds(graph)),
        "output_layer": graph.output_node(),
        "layers": layers.collect::<Vec<Value>>(),
    });
    Ok(serde_json::to_string_pretty(&value)? + "\n")
}

/// Layers take each other by their positions in the list.
fn layer(graph: &Graph<'_>, node: &Node) -> Value {
    let counts = node.counts();
    let axes = node.shape().rank().saturating_sub(1);
    let fields = (0..axes).map(|axis| {
        let field = node.receptive().axis(axis);
        field.map(|field| json!({ "size": field.size, "stride": field.stride }))
    });
    json!({
        "path": graph.path(node),
        "layer": node.op().name(),
        "call": node.op().call(),
        "inputs": graph.inputs(node),
        "shape": dims(&node.shape()),
        "params": counts.params,
        "buffers": counts.buffers,
        "macs": counts.macs,
        "side_head": node.is_side(),
        "receptive_field": fields.collect::<Vec<_>>(),
    })
}

/// `null` for a dimension that is known at run time only.
fn dims(shape: &Shape) -> Vec<Option<usize>> {
    shape.dims().iter().copied().map(Dim::known).collect()
}

fn costs(rows: Vec<(String, Cost)>) -> Vec<Value> {
    let rows = rows.into_iter();
    rows.map(|(name, cost)| json!({ "name": name, "params": cost.params, "macs": cost.macs }))
        .collect()
}
