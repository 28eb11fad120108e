//! Plans made at run time: of a block by itself, of a network for a size that comes from outside.

use std::fmt;

use super::count::note_last_uses;
use super::path::Scope;
use super::trace::{RECORD, Tracer, Value};
use super::{Graph, Node};
use crate::shape::Shape;

/// A graph that was planned at run time, and owns its nodes.
///
/// ```
/// use firebrick::network;
///
/// network! {
///     pub block Gate(squeeze: usize) {
///         product {
///             identity;
///             {
///                 let channels = input.channels;
///                 global_avg_pool(keep_dims = true);
///                 conv2d(channels / squeeze, 1);
///                 relu;
///                 conv2d(channels, 1);
///                 sigmoid;
///             }
///         }
///     }
/// }
///
/// let plan = Gate::config(16).plan([64, 56, 56])?;
/// assert_eq!(plan.graph().output().to_string(), "[64, 56, 56]");
/// # Ok::<(), firebrick::PlanError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Plan {
    nodes: Vec<Node>,
    edges: Vec<u32>,
    scopes: Vec<Scope>,
    decisions: Vec<u32>,
    output: u32,
}

/// Why there is no plan for this input: what the compiler would print, or that another network would
/// come out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanError(String);

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PlanError {}

impl Plan {
    /// The graph.
    pub fn graph(&self) -> Graph<'_> {
        Graph {
            nodes: &self.nodes,
            edges: &self.edges,
            scopes: &self.scopes,
            decisions: &self.decisions,
            output: self.output,
            faults: 0,
        }
    }

    /// Runs the declaration twice: to measure the room, and to fill it.
    fn traced(
        trace: impl Fn(&mut Tracer<'_>, Value) -> Value,
        input: Shape,
        with_heads: bool,
    ) -> Result<Plan, PlanError> {
        let mut counting = Tracer::counting(RECORD);
        if with_heads {
            counting = counting.with_heads();
        }
        let x = counting.input(input);
        trace(&mut counting, x);
        let size = counting.size();

        let mut nodes = vec![Node::EMPTY; size.nodes];
        let mut edges = vec![0; size.edges];
        let mut scopes = vec![Scope::EMPTY; size.scopes];
        let mut decisions = vec![0; size.decisions];
        let mut tracer =
            Tracer::filling(&mut nodes, &mut edges, &mut scopes, &mut decisions, RECORD);
        if with_heads {
            tracer = tracer.with_heads();
        }
        let x = tracer.input(input);
        let y = trace(&mut tracer, x);
        if let Some(message) = tracer.first_fault() {
            return Err(PlanError(message.as_str().to_owned()));
        }
        note_last_uses(&mut nodes, &edges, y.node as usize);
        Ok(Plan {
            nodes,
            edges,
            scopes,
            decisions,
            output: y.node,
        })
    }
}

/// Whether a shape fits: counted only, for it is asked in every `forward` of a network of open size.
///
/// # Errors
/// With the message that the compiler would print, where it does not fit.
pub(crate) fn check(
    trace: impl Fn(&mut Tracer<'_>, Value) -> Value,
    input: Shape,
) -> Result<(), PlanError> {
    let mut counting = Tracer::counting(RECORD);
    let x = counting.input(input);
    let y = trace(&mut counting, x);
    match counting.ends_in(y).faults {
        0 => Ok(()),
        _ => Plan::traced(trace, input, false).map(drop),
    }
}

/// The plan of a block by itself: what `BlockConfig::plan` does.
///
/// # Errors
/// With the message that the compiler would print, where a shape does not fit.
pub fn plan_block<const R: usize>(
    trace: impl Fn(&mut Tracer<'_>, Value) -> Value,
    input: [usize; R],
) -> Result<Plan, PlanError> {
    Plan::traced(trace, Shape::of(input), false)
}

/// The plan of a network for another input size: what `Net::plan_for` does.
///
/// # Errors
/// With the message that the compiler would print, where a shape does not fit; where an `if`, `match` or
/// `for` decides otherwise than in `declared`.
pub fn plan_network<const R: usize>(
    trace: impl Fn(&mut Tracer<'_>, Value) -> Value,
    input: [usize; R],
    declared: &Graph<'_>,
) -> Result<Plan, PlanError> {
    let plan = Plan::traced(trace, Shape::of(input), true)?;
    match plan.graph().differs_from(declared) {
        Some(words) => Err(PlanError(words.as_str().to_owned())),
        None => Ok(plan),
    }
}
