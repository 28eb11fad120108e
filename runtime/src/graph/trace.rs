//! Tracing: the declaration is run once on shapes, and every step is checked and recorded.

use std::panic::Location;

use super::buffer::Size;
use super::lints::{Denied, LintSet, Unused};
use super::op::{Custom, Op};
use super::path::{Found, Name, Scope, find, suggest, write_path};
use super::receptive::Receptive;
use super::{Graph, Node};
use crate::shape::join::Join;
use crate::shape::text::{Text, same};
use crate::shape::{Counts, Fault, Ruled, Shape, Window, fact, help};

/// A value in flight: its shape and the node that makes it.
#[derive(Clone, Copy, Debug)]
pub struct Value {
    pub(crate) shape: Shape,
    pub(crate) node: u32,
}

/// Runs a declaration on shapes: checks every step, and records it where there is room.
pub struct Tracer<'a> {
    nodes: &'a mut [Node],
    edges: &'a mut [u32],
    scopes: &'a mut [Scope],
    decisions: &'a mut [u32],
    size: Size,
    place: Place,
    /// The scope that was entered last at the root.
    last: u32,
    /// Nothing has happened yet in the scope that was entered last.
    fresh: bool,
    head: u32,
    with_heads: bool,
    /// The fault (from 0) at which to panic.
    stop: u32,
    faults: u32,
    /// A shape is undecided and an expression has read it: nothing more can be said.
    muted: bool,
    first: Option<Message>,
    /// The lints that the item at hand allows.
    allowed: LintSet,
    /// The finding at which to panic.
    denied: Option<Denied>,
    /// What the steps so far cost, where somebody asks.
    with_totals: bool,
    totals: Counts,
    activations: u64,
}

impl Value {
    /// The position of the node that makes it.
    pub const fn node(&self) -> u32 {
        self.node
    }

    pub const fn shape(&self) -> Shape {
        self.shape
    }
}

/// Where in the paths the trace is.
#[derive(Clone, Copy)]
pub struct Place {
    scope: u32,
    /// The scope in which a spliced block may repeat a label.
    shared: u32,
}

/// Where a plan ends, and how many faults were found on the way.
#[derive(Clone, Copy, Debug)]
pub struct End {
    pub(super) node: u32,
    pub(super) faults: u32,
}

impl End {
    pub(super) const NOWHERE: End = End { node: 0, faults: 0 };
}

pub(super) type Message = Text<1200>;

/// Runs everything, counts the faults, never panics.
pub const RECORD: u32 = u32::MAX;

/// How many steps a message shows of the way to a value.
const TRAIL: usize = 4;

impl<'a> Tracer<'a> {
    pub(crate) const fn filling(
        nodes: &'a mut [Node],
        edges: &'a mut [u32],
        scopes: &'a mut [Scope],
        decisions: &'a mut [u32],
        stop: u32,
    ) -> Self {
        Tracer {
            nodes,
            edges,
            scopes,
            decisions,
            size: Size {
                nodes: 0,
                edges: 0,
                scopes: 0,
                decisions: 0,
            },
            place: Place {
                scope: 0,
                shared: u32::MAX,
            },
            last: 0,
            fresh: false,
            head: 0,
            with_heads: false,
            stop,
            faults: 0,
            muted: false,
            first: None,
            allowed: LintSet::NONE,
            denied: None,
            with_totals: false,
            totals: Counts::NONE,
            activations: 0,
        }
    }

    /// A tracer that records nothing: it measures how much room a plan takes.
    pub const fn counting(stop: u32) -> Tracer<'static> {
        Tracer::filling(&mut [], &mut [], &mut [], &mut [], stop)
    }

    /// The same for a whole network, side heads included.
    pub const fn with_heads(mut self) -> Self {
        self.with_heads = true;
        self
    }

    /// The same, which adds up what the steps cost.
    pub const fn with_totals(mut self) -> Self {
        self.with_totals = true;
        self
    }

    /// The same, which panics where the step is traced that a denied lint has found.
    pub const fn denying(mut self, denied: Option<Denied>) -> Self {
        self.denied = denied;
        self
    }

    pub const fn size(&self) -> Size {
        self.size
    }

    /// The end of the whole plan.
    pub const fn ends_in(&self, x: Value) -> End {
        End {
            node: x.node,
            faults: self.faults,
        }
    }

    /// The message of the first fault, if there is one.
    pub(crate) const fn first_fault(&self) -> Option<&Message> {
        self.first.as_ref()
    }
}

/// Steps.
impl Tracer<'_> {
    /// The value that flows in.
    #[track_caller]
    pub const fn input(&mut self, shape: Shape) -> Value {
        self.push(Op::Input, &[], shape, Counts::NONE, Receptive::INPUT)
    }

    /// One layer: its rule has spoken.
    #[track_caller]
    pub(crate) const fn layer(&mut self, op: Op, x: Value, ruled: Ruled) -> Value {
        if let Some(fault) = &ruled.fault {
            self.fault(fault, &[x]);
        }
        let receptive = self.seen_through(x, &ruled.windows);
        self.push(op, &[x], ruled.output, ruled.counts, receptive)
    }

    #[track_caller]
    pub(crate) const fn layer_of_two(
        &mut self,
        op: Op,
        x: Value,
        second: Value,
        ruled: Ruled,
    ) -> Value {
        if let Some(fault) = &ruled.fault {
            self.fault(fault, &[x, second]);
        }
        let receptive = self.seen_through(x, &ruled.windows);
        self.push(op, &[x, second], ruled.output, ruled.counts, receptive)
    }

    /// A hand-written layer: its rule and its counts.
    #[track_caller]
    pub const fn custom(
        &mut self,
        custom: Custom,
        x: Value,
        output: Result<Shape, Fault>,
        counts: Counts,
    ) -> Value {
        let mut ruled = match output {
            Ok(output) => Ruled::gives(output),
            // After a fault its rule may not know what to say of a dimension that is undecided.
            Err(_) if x.shape.is_unsure() => Ruled::gives(Shape::UNSURE),
            Err(fault) => Ruled::gives(Shape::UNSURE).faulted(fault),
        };
        ruled.counts = counts;
        if counts.params + counts.buffers > 0 && self.has_twin(custom.name) {
            self.refuse_twin(custom.name);
        }
        self.layer(Op::Custom(custom), x, ruled)
    }

    /// Whether a hand-written layer with tensors, of this name too, stands under the path at hand.
    const fn has_twin(&self, name: &str) -> bool {
        let mut at = 0;
        while at < self.size.nodes && at < self.nodes.len() {
            let Node {
                op, counts, scope, ..
            } = &self.nodes[at];
            if let Op::Custom(other) = op
                && *scope == self.place.scope
                && counts.params + counts.buffers > 0
                && same(name.as_bytes(), other.name.as_bytes())
            {
                return true;
            }
            at += 1;
        }
        false
    }

    /// What a hand-written layer calls its tensors is not known, but two of one name call them alike.
    #[track_caller]
    const fn refuse_twin(&mut self, name: &str) {
        let fact = fact().str("`").str(name).str("` expects a path of its own");
        let fact = match self.place.scope {
            0 => fact.str(", found another one that has none either"),
            scope => {
                write_path(self.scopes, scope, fact.str(", found another one under `")).str("`")
            }
        };
        let help = help()
            .str("give it a label of its own, in a loop one with a hole: `\"name{i}\": ")
            .str(name)
            .str("(…)`");
        self.fault(&Fault::new(fact, help), &[]);
    }

    /// `sum { … }`
    #[track_caller]
    pub const fn sum(&mut self, branches: &[Value]) -> Value {
        self.join(Op::Sum, Join::Sum, branches)
    }

    /// `residual { … }`: the value that flows in, and what its statements leave.
    #[track_caller]
    pub const fn residual(&mut self, branches: &[Value]) -> Value {
        self.join(Op::Sum, Join::Residual, branches)
    }

    /// `concat { … }`
    #[track_caller]
    pub const fn concat(&mut self, branches: &[Value]) -> Value {
        self.join(Op::Concat, Join::Concat, branches)
    }

    /// `product { … }`
    #[track_caller]
    pub const fn product(&mut self, branches: &[Value]) -> Value {
        self.join(Op::Product, Join::Product, branches)
    }

    #[track_caller]
    const fn join(&mut self, op: Op, join: Join, branches: &[Value]) -> Value {
        let mut shape = branches[0].shape;
        let mut told = false;
        let mut at = 1;
        while at < branches.len() {
            let ruled = join.rule(shape, branches[at].shape);
            if let Some(fault) = &ruled.fault
                && !told
            {
                self.fault(fault, &[branches[at - 1], branches[at]]);
                told = true;
            }
            shape = ruled.output;
            at += 1;
        }
        let receptive = self.seen(branches);
        self.push(op, branches, shape, Counts::NONE, receptive)
    }

    /// `check [C, H, W];`
    #[track_caller]
    pub const fn check(&mut self, x: Value, expected: Shape) -> Value {
        self.expect("`check`", x, expected)
    }

    /// The end of a network: what it declares against what it computes.
    #[track_caller]
    pub const fn declared(&mut self, x: Value, name: &str, expected: Shape) -> Value {
        let subject = Text::<96>::new().str("the output of `").str(name).str("`");
        self.expect(subject.as_str(), x, expected)
    }

    /// A path in `taps`: there must be a value under it.
    #[track_caller]
    pub const fn tap(&mut self, network: &str, path: &str) {
        let fact = fact().str("`taps`: ");
        let fault = match find(self.nodes, self.scopes, path) {
            Found::Value(_) => return,
            Found::Side => Fault::new(
                fact.str("`")
                    .str(path)
                    .str("` belongs to a side head, which is not on the way to the output"),
                help().str("`forward_all` computes the side heads"),
            ),
            Found::Nothing => Fault::new(
                fact.str("`")
                    .str(network)
                    .str("` has no value under the path `")
                    .str(path)
                    .str("`"),
                suggest(self.scopes, path),
            ),
        };
        self.fault(&fault, &[]);
    }

    #[track_caller]
    const fn expect(&mut self, subject: &str, x: Value, expected: Shape) -> Value {
        // After a fault of another rank the kind of value is a guess: it is no mistake of its own.
        let is_guess = self.faults > 0 && x.shape.is_unsure() && x.shape.rank() != expected.rank();
        if x.shape.clashes(&expected) && !is_guess {
            let fault = Fault::new(
                fact()
                    .str(subject)
                    .str(": expected ")
                    .shape(&expected)
                    .str(", found ")
                    .shape(&x.shape),
                // What a fault has left undecided cannot be written.
                if x.shape.is_unsure() {
                    help().str("mend the fault before it, or change what leads to it")
                } else {
                    help()
                        .str("write `")
                        .shape(&x.shape)
                        .str("` here, or change what leads to it")
                },
            );
            self.fault(&fault, &[x]);
        }
        Value {
            shape: expected.meet(&x.shape),
            node: x.node,
        }
    }

    #[track_caller]
    const fn push(
        &mut self,
        op: Op,
        inputs: &[Value],
        shape: Shape,
        counts: Counts,
        receptive: Receptive,
    ) -> Value {
        self.fresh = false;
        let first_edge = self.size.edges as u32;
        let mut at = 0;
        while at < inputs.len() {
            if self.size.edges < self.edges.len() {
                self.edges[self.size.edges] = inputs[at].node;
            }
            self.size.edges += 1;
            at += 1;
        }
        let node = self.size.nodes;
        if self.with_totals {
            self.add_up(&op, shape, counts);
        }
        if node < self.nodes.len() {
            self.nodes[node] = Node {
                op,
                shape,
                counts,
                receptive,
                scope: self.place.scope,
                first_edge,
                edges: inputs.len() as u32,
                head: self.head,
                last_use: node as u32,
                location: Some(Location::caller()),
                unused: None,
                allowed: self.allowed,
            };
        }
        if let Some(denied) = &self.denied {
            denied.panic_at(node as u32);
        }
        self.size.nodes += 1;
        Value {
            shape,
            node: node as u32,
        }
    }

    /// What a layer behind `x` sees through these windows.
    const fn seen_through(&self, x: Value, windows: &[Window; 3]) -> Receptive {
        if self.nodes.is_empty() {
            return Receptive::INPUT;
        }
        self.nodes[x.node as usize].receptive.through(windows)
    }

    const fn add_up(&mut self, op: &Op, shape: Shape, counts: Counts) {
        self.totals = self.totals.plus(counts);
        if !op.is_view()
            && let Some(elements) = shape.elements()
        {
            self.activations = self.activations.saturating_add(elements);
        }
    }

    /// The widest view among the nodes that feed a step.
    const fn seen(&self, inputs: &[Value]) -> Receptive {
        if self.nodes.is_empty() {
            return Receptive::INPUT;
        }
        let mut widest = self.nodes[inputs[0].node as usize].receptive;
        let mut at = 1;
        while at < inputs.len() {
            widest = widest.widest(&self.nodes[inputs[at].node as usize].receptive);
            at += 1;
        }
        widest
    }
}

/// Paths and decisions.
impl Tracer<'_> {
    /// Enters a label; [`Tracer::leave`] takes the returned place back.
    #[track_caller]
    pub const fn enter(&mut self, name: Name) -> Place {
        if self.place.scope == self.place.shared {
            self.refuse_taken(&name);
        }
        let place = self.place;
        if self.size.scopes < self.scopes.len() {
            let here = self.size.scopes as u32 + 1;
            self.scopes[self.size.scopes] = Scope {
                name,
                parent: place.scope,
                previous: self.last_in(place.scope),
                ..Scope::EMPTY
            };
            match place.scope {
                0 => self.last = here,
                scope => self.scopes[scope as usize - 1].last = here,
            }
        }
        self.size.scopes += 1;
        self.place.scope = self.size.scopes as u32;
        self.fresh = true;
        place
    }

    /// A block or network begins: where it is the first thing in a scope, the scope bears its name.
    pub const fn item(&mut self, name: &'static str) {
        if self.fresh && self.size.scopes <= self.scopes.len() {
            self.scopes[self.place.scope as usize - 1].item = name;
        }
        self.fresh = false;
    }

    /// The same for a label whose text is known to the plan only: a fault where it is there already.
    #[track_caller]
    pub const fn enter_new(&mut self, name: Name) -> Place {
        self.refuse_taken(&name);
        self.enter(name)
    }

    /// From here on a spliced block stands in this scope: no label may be there twice.
    pub const fn share(&mut self) -> Place {
        let place = self.place;
        self.place.shared = place.scope;
        place
    }

    #[track_caller]
    const fn refuse_taken(&mut self, name: &Name) {
        if !self.is_taken(name) {
            return;
        }
        let mut path = write_path(self.scopes, self.place.scope, Text::<160>::new());
        if !path.is_empty() {
            path = path.str(".");
        }
        let path = name.write(path);
        let fault = Fault::new(
            fact()
                .str("the path `")
                .str(path.as_str())
                .str("` is used twice: two statements would have one name"),
            help().str("give this statement another label"),
        );
        self.fault(&fault, &[]);
    }

    pub const fn leave(&mut self, place: Place) {
        self.place = place;
        self.fresh = false;
    }

    /// Leaves a label whose statement leaves `x`.
    pub const fn leave_with(&mut self, place: Place, x: Value) {
        let scope = self.place.scope as usize;
        if scope <= self.scopes.len() {
            self.scopes[scope - 1].left = x.node;
        }
        self.leave(place);
    }

    const fn is_taken(&self, name: &Name) -> bool {
        let mut sibling = self.last_in(self.place.scope);
        while sibling > 0 {
            let Scope {
                name: other,
                previous,
                ..
            } = &self.scopes[sibling as usize - 1];
            if other.equals(name) {
                return true;
            }
            sibling = *previous;
        }
        false
    }

    /// The scope that was entered last in this one; 0 where there is none.
    const fn last_in(&self, scope: u32) -> u32 {
        match scope {
            0 => self.last,
            scope if scope as usize <= self.scopes.len() => self.scopes[scope as usize - 1].last,
            _ => 0,
        }
    }

    /// Which arm an `if` or `match` takes, or how many rounds a `for` has.
    pub const fn decide(&mut self, decision: usize) {
        if self.size.decisions < self.decisions.len() {
            self.decisions[self.size.decisions] = decision as u32;
        }
        self.size.decisions += 1;
    }

    /// Enters a network that is a part of another one: its side heads are left out.
    pub const fn enter_part(&mut self) -> bool {
        let with_heads = self.with_heads;
        self.with_heads = false;
        with_heads
    }

    pub const fn leave_part(&mut self, with_heads: bool) {
        self.with_heads = with_heads;
    }

    /// Whether a side head is to be traced: not where the network is a part of another one.
    pub const fn begins_head(&mut self, number: u32) -> bool {
        self.decide(self.with_heads as usize);
        if self.with_heads {
            self.head = number;
        }
        self.with_heads
    }

    /// Ends a side head in `x`.
    #[track_caller]
    pub const fn ends_head(&mut self, name: &'static str, x: Value) {
        let receptive = self.seen(&[x]);
        self.push(Op::Output { name }, &[x], x.shape, Counts::NONE, receptive);
        self.head = 0;
    }
}

/// Lints.
impl Tracer<'_> {
    /// The item at hand allows these lints; [`Tracer::allow_again`] takes back what is returned.
    pub const fn allow(&mut self, lints: LintSet) -> LintSet {
        let before = self.allowed;
        self.allowed = before.and(lints);
        before
    }

    pub const fn allow_again(&mut self, before: LintSet) {
        self.allowed = before;
    }

    /// `… as name;` that nothing reads.
    #[track_caller]
    pub const fn unused(&mut self, x: Value, name: &'static str) {
        let node = x.node as usize;
        if node < self.nodes.len() {
            self.nodes[node].unused = Some(Unused {
                name,
                location: Location::caller(),
            });
        }
        if let Some(denied) = &self.denied {
            denied.panic_at_unused(x.node, name);
        }
    }
}

/// Faults.
impl Tracer<'_> {
    /// What `input` is in an expression. Beyond an undecided shape nothing can be said.
    pub const fn reads(&mut self, x: Value) -> Shape {
        if x.shape.is_unsure() {
            self.muted = true;
        }
        x.shape
    }

    /// A stand-in: whatever comes after it is not checked.
    pub const fn unsure(&mut self, x: Value) -> Value {
        self.muted = true;
        Value {
            shape: Shape::UNSURE,
            node: x.node,
        }
    }

    /// A required argument is missing.
    #[track_caller]
    pub const fn missing(&mut self, x: Value, item: &str, argument: &str) -> Value {
        let fault = Fault::new(
            fact()
                .str("`")
                .str(item)
                .str("` needs the argument `")
                .str(argument)
                .str("`"),
            help().str("`").str(argument).str(" = …`"),
        );
        self.fault(&fault, &[]);
        self.unsure(x)
    }

    /// The counts that an `example` states.
    #[track_caller]
    pub const fn counted(&mut self, item: &str, what: &str, expected: u64) {
        let found = match what.as_bytes() {
            b"params" => self.totals.params as u64,
            b"buffers" => self.totals.buffers as u64,
            b"macs" => match self.totals.macs {
                Some(macs) => macs,
                None => return,
            },
            _ => self.activations,
        };
        if found != expected {
            let fault = Fault::new(
                fact()
                    .str("`")
                    .str(item)
                    .str("`: expected ")
                    .num(expected as usize)
                    .str(" ")
                    .str(what)
                    .str(", found ")
                    .num(found as usize),
                help()
                    .str("`")
                    .str(what)
                    .str(" = ")
                    .num(found as usize)
                    .str("`"),
            );
            self.fault(&fault, &[]);
        }
    }

    /// The limit of a `budget`. A network with a fault has no counts to be held to it.
    #[track_caller]
    pub const fn within(network: &str, graph: &Graph<'_>, what: &str, found: u64, limit: u64) {
        if found <= limit || graph.faults > 0 {
            return;
        }
        let message = Message::new()
            .str("the budget of `")
            .str(network)
            .str("` is ")
            .num(limit as usize)
            .str(" ")
            .str(what)
            .str(", found ")
            .num(found as usize)
            .str(": ")
            .num((found - limit) as usize)
            .str(" over it\nhelp: make the network smaller, or write `")
            .str(what)
            .str(" <= ")
            .num(found as usize)
            .str("`");
        panic!("{}", message.as_str())
    }

    /// Counts a fault, and panics where it is the one to stop at.
    #[track_caller]
    const fn fault(&mut self, fault: &Fault, inputs: &[Value]) {
        if self.muted {
            return;
        }
        if self.faults == self.stop || self.first.is_none() {
            let message = self.compose(fault, inputs);
            if self.faults == self.stop {
                panic!("{}", message.as_str());
            }
            self.first = Some(message);
        }
        self.faults += 1;
    }

    /// The fact, the way the shapes came, and the help.
    const fn compose(&self, fault: &Fault, inputs: &[Value]) -> Message {
        let mut message = Message::new().str(fault.fact.as_str());
        let mut at = 0;
        while at < inputs.len() {
            message = self.trail(inputs[at], message);
            at += 1;
        }
        message.str("\nhelp: ").str(fault.help.as_str())
    }

    /// The last few steps to a value, with their shapes.
    const fn trail(&self, value: Value, message: Message) -> Message {
        if value.node as usize >= self.nodes.len() {
            return message;
        }
        let mut steps = [0; TRAIL];
        let mut depth = 0;
        let mut at = value.node;
        loop {
            steps[depth] = at;
            depth += 1;
            let node = &self.nodes[at as usize];
            if node.edges == 0 || depth == TRAIL {
                break;
            }
            at = self.edges[node.first_edge as usize];
        }
        let mut message = message.str("\nshapes: ");
        if self.nodes[at as usize].edges > 0 {
            message = message.str("… → ");
        }
        while depth > 0 {
            depth -= 1;
            let node = &self.nodes[steps[depth] as usize];
            message = self.step_name(node, message).str(" ").shape(&node.shape);
            if depth > 0 {
                message = message.str(" → ");
            }
        }
        message
    }

    /// The path where the weights are, else the name of the operation.
    const fn step_name(&self, node: &Node, message: Message) -> Message {
        if node.counts.params > 0 {
            let message = message.str("`");
            write_path(self.scopes, node.scope, message).str("`")
        } else {
            message.str("`").str(node.op.name()).str("`")
        }
    }
}

/// What an expression asks of `input`.
impl Shape {
    /// `input.channels`
    #[doc(hidden)]
    #[track_caller]
    pub const fn channels(self, tracer: &mut Tracer<'_>) -> usize {
        if self.rank() == 1 {
            return self.refuse(tracer, "channels", "`input.features`");
        }
        self.read(tracer, 0, "channels")
    }

    /// `input.features`
    #[doc(hidden)]
    #[track_caller]
    pub const fn features(self, tracer: &mut Tracer<'_>) -> usize {
        if self.rank() > 1 {
            return self.refuse(tracer, "features", "`input.channels`");
        }
        self.read(tracer, 0, "features")
    }

    /// `input.length`
    #[doc(hidden)]
    #[track_caller]
    pub const fn length(self, tracer: &mut Tracer<'_>) -> usize {
        if self.rank() > 2 || self.rank() == 1 {
            return self.refuse(tracer, "length", "a signal [C, L] has a length");
        }
        self.read(tracer, 1, "length")
    }

    /// `input.depth`
    #[doc(hidden)]
    #[track_caller]
    pub const fn depth(self, tracer: &mut Tracer<'_>) -> usize {
        if self.rank() > 0 && self.rank() < 4 {
            return self.refuse(tracer, "depth", "a volume [C, D, H, W] has a depth");
        }
        self.read(tracer, 1, "depth")
    }

    /// `input.height`
    #[doc(hidden)]
    #[track_caller]
    pub const fn height(self, tracer: &mut Tracer<'_>) -> usize {
        if self.rank() > 0 && self.rank() < 3 {
            return self.refuse(tracer, "height", "an image [C, H, W] has a height");
        }
        self.read(tracer, self.rank().saturating_sub(2), "height")
    }

    /// `input.width`
    #[doc(hidden)]
    #[track_caller]
    pub const fn width(self, tracer: &mut Tracer<'_>) -> usize {
        if self.rank() > 0 && self.rank() < 3 {
            return self.refuse(tracer, "width", "an image [C, H, W] has a width");
        }
        self.read(tracer, self.rank().saturating_sub(1), "width")
    }

    /// `input.len()`: the numbers in it.
    #[doc(hidden)]
    #[track_caller]
    pub const fn len(self, tracer: &mut Tracer<'_>) -> usize {
        match self.elements() {
            Some(elements) => elements as usize,
            None if self.is_unsure() => 1,
            None => self.refuse(
                tracer,
                "len()",
                "write a number, or declare the network's input without `_`",
            ),
        }
    }

    #[track_caller]
    const fn read(self, tracer: &mut Tracer<'_>, axis: usize, what: &str) -> usize {
        match self.dim(axis) {
            crate::shape::Dim::Known(n) => n,
            crate::shape::Dim::Unsure => 1,
            crate::shape::Dim::Any => self.refuse(
                tracer,
                what,
                "write a number, or declare the network's input without `_`",
            ),
        }
    }

    #[track_caller]
    const fn refuse(self, tracer: &mut Tracer<'_>, what: &str, mend: &str) -> usize {
        let fault = Fault::new(
            fact()
                .str("`input.")
                .str(what)
                .str("` is not known at compile time: the input is ")
                .kind(&self),
            help().str(mend),
        );
        tracer.fault(&fault, &[]);
        tracer.muted = true;
        1
    }
}
