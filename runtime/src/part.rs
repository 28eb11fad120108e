//! What every part of a body can do at run time: be built from the plan, and let a value flow.

use std::convert::Infallible;

use burn::tensor::Device;

use crate::flow::{Carry, Flow};
use crate::fold::{LayerMut, Layers};
use crate::graph::plan::{self, PlanError, plan_block};
use crate::graph::trace::{Tracer, Value};
use crate::graph::{Graph, Node, Op};
use crate::shape::Shape;
use crate::shape::spec::Interpolate;
use crate::tensor::Typed;

#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a block, a network or a layer",
    label = "expected what `network!` declares, or a hand-written layer with `firebrick::layer!`"
)]
/// A part of a body that has a body or code of its own: a block, a network, a hand-written layer.
pub trait Part: Sized {
    /// What a declaration configures.
    type Config;

    /// The configuration of which nothing is given yet. A declaration begins with it and not with a function of
    /// the type: where a type is no part, rustc says so, and not that it has no such function either.
    const CONFIG: Self::Config;

    /// Builds the part from the plan; the builder stands at its first node and is left behind its last.
    fn build(builder: &mut Builder<'_>) -> Self;

    /// Lets a value flow through. The steps are those of the plan, in its order.
    ///
    /// # Errors
    /// What the observer says when it has seen enough.
    fn flow<O: Observer>(&self, x: Flow, observer: &mut O) -> Result<Flow, O::Stop>;

    /// Shows every layer for a change, in the order of the plan.
    fn layers(&mut self, layers: &mut Layers<'_>);
}

/// A built-in layer: one node of the graph.
pub trait Layer: Sized {
    /// The layer that `op` describes, for an input of this shape.
    fn build(op: &Op, input: &Shape, device: &Device) -> Self;

    fn forward(&self, x: Flow) -> Flow;

    /// What folding can do with it.
    fn as_mut(&mut self) -> LayerMut<'_> {
        LayerMut::Other
    }

    /// Lets a value flow through, and shows it.
    ///
    /// # Errors
    /// What the observer says when it has seen enough.
    #[inline]
    fn flow<O: Observer>(&self, x: Flow, observer: &mut O) -> Result<Flow, O::Stop> {
        observer.begin();
        let y = self.forward(x);
        observer.end(&y)?;
        Ok(y)
    }
}

/// Sees every value that flows. `()` sees nothing and costs nothing.
pub trait Observer {
    /// Why it wants no more.
    type Stop;

    /// A node begins.
    fn begin(&mut self);

    /// A node has made this value.
    ///
    /// # Errors
    /// Where nothing after it is wanted.
    fn end(&mut self, value: &Flow) -> Result<(), Self::Stop>;

    /// So many nodes are left out: those of a side head.
    fn skip(&mut self, nodes: usize);
}

impl Observer for () {
    type Stop = Infallible;

    #[inline(always)]
    fn begin(&mut self) {}

    #[inline(always)]
    fn end(&mut self, _: &Flow) -> Result<(), Infallible> {
        Ok(())
    }

    #[inline(always)]
    fn skip(&mut self, _: usize) {}
}

/// Lets a value flow with nobody looking.
#[inline]
pub fn run<P: Part>(part: &P, x: Flow) -> Flow {
    never_stopped(part.flow(x, &mut ()))
}

// Nobody looking takes no room, and nothing is there to be compared after a node.
const _: () = assert!(size_of::<()>() == 0);
const _: () = assert!(size_of::<Result<Flow, Infallible>>() == size_of::<Flow>());

/// Walks a plan while a module is built from it.
pub struct Builder<'a> {
    graph: Graph<'a>,
    device: &'a Device,
    node: usize,
    scope: usize,
    decision: usize,
}

impl<'a> Builder<'a> {
    /// Begins behind the input.
    pub fn new(graph: Graph<'a>, device: &'a Device) -> Self {
        Builder {
            graph,
            device,
            node: 1,
            scope: 0,
            decision: 0,
        }
    }

    /// The next node as a layer.
    pub fn layer<L: Layer>(&mut self) -> L {
        let (op, input) = self.next();
        L::build(&op, &input, self.device)
    }

    /// A hand-written layer: its configuration, the shape that flows in, the device.
    pub fn custom<C: Copy + 'static>(&mut self) -> (C, Shape, &'a Device) {
        let (op, input) = self.next();
        let config = match op {
            Op::Custom(custom) => custom.config::<C>(),
            _ => None,
        };
        (
            config.expect("the plan has this layer's configuration here"),
            input,
            self.device,
        )
    }

    /// A node that needs no field.
    pub fn skip(&mut self) {
        self.node += 1;
    }

    /// How many nodes have been built.
    pub fn position(&self) -> usize {
        self.node
    }

    /// How the next `if`, `match` or `for` was decided.
    pub fn decision(&mut self) -> usize {
        let decision = self.graph.decisions[self.decision];
        self.decision += 1;
        decision as usize
    }

    /// The next path segment, for labels whose text is known to the plan only.
    pub fn label(&mut self) -> String {
        let name = self.graph.scopes[self.scope].name;
        self.scope += 1;
        name.to_string()
    }

    /// A path segment that the code knows by itself.
    pub fn skip_label(&mut self) {
        self.scope += 1;
    }

    fn next(&mut self) -> (Op, Shape) {
        let node: &Node = &self.graph.nodes()[self.node];
        self.node += 1;
        let inputs = self.graph.inputs(node);
        let input = self.graph.nodes()[inputs[0] as usize].shape();
        (*node.op(), input)
    }
}

/// Plans at run time and builds: what `BlockConfig::init` does.
///
/// # Errors
/// With the message that the compiler would print, where a shape does not fit.
pub fn build_by_hand<P: Part, const R: usize>(
    trace: impl Fn(&mut Tracer<'_>, Value) -> Value,
    input: [usize; R],
    device: &Device,
) -> Result<P, PlanError> {
    let plan = plan_block(trace, input)?;
    Ok(P::build(&mut Builder::new(plan.graph(), device)))
}

/// A typed tensor's way into a network of open size: what the compiler had to leave open is checked for the
/// size at hand, before anything is computed.
///
/// # Panics
/// With the message that the compiler prints for a declared size, where a shape does not fit.
#[track_caller]
pub fn enter_open<T: Typed>(input: T, trace: impl Fn(&mut Tracer<'_>, Value) -> Value) -> Flow {
    let flow = input.into_flow();
    if let Err(misfit) = plan::check(trace, shape_of(&flow)) {
        panic!("{misfit}")
    }
    flow
}

/// The shape of a value without its batch.
fn shape_of(flow: &Flow) -> Shape {
    match *flow.dims().as_slice() {
        [_, n] => Shape::of([n]),
        [_, c, l] => Shape::of([c, l]),
        [_, c, h, w] => Shape::of([c, h, w]),
        [_, c, d, h, w] => Shape::of([c, d, h, w]),
        _ => Shape::UNSURE,
    }
}

/// `forward` of a block on plain tensors.
#[track_caller]
pub fn forward<P: Part, X: Carry, Y: Carry>(part: &P, x: X) -> Y {
    Y::from_flow(run(part, x.into_flow()))
}

/// A value flows through a layer that looks at the size of a second one.
///
/// # Errors
/// What the observer says when it has seen enough.
#[inline]
pub fn flow_like<O: Observer>(
    part: &Interpolate,
    x: Flow,
    like: &Flow,
    observer: &mut O,
) -> Result<Flow, O::Stop> {
    observer.begin();
    let y = part.forward_like(x, like);
    observer.end(&y)?;
    Ok(y)
}

/// The result of a run that nobody stops.
#[inline]
pub fn never_stopped(result: Result<Flow, Infallible>) -> Flow {
    match result {
        Ok(y) => y,
        Err(never) => match never {},
    }
}
