//! What a declaration is: its operations one by one, with shapes, paths and counts, or its first
//! contradiction.

use std::collections::HashMap;

use crate::path::{Entries, Entry, entries};
use crate::shape::{
    Concrete, Fixed, Shape, Size, elements, is_open, joined, known, numbers_of, shape_of,
};
use crate::tree::{
    Assertion, Comparison, Condition, Declaration, Dim, Expr, Item, ItemCall, ItemKind, Iteration,
    Join, Kind, Layer, Param, Site, Statement, Tap, Value,
};

/// A declaration that holds, loops unrolled and conditions decided.
#[derive(Clone, Debug)]
pub struct Plan {
    /// In the order in which they run; the first is the input.
    pub nodes: Vec<Node>,
    /// The node whose value the network returns.
    pub output: usize,
    /// Side heads: name, and the node it ends in.
    pub heads: Vec<(String, usize)>,
    /// The paths under which `forward` makes a value, and the node of the value that is left there.
    pub paths: Vec<(String, usize)>,
    /// The network's taps, and the nodes whose values they are.
    pub taps: Vec<(Tap, usize)>,
    /// The tensors by PyTorch's names and shapes.
    pub state: Vec<(String, Vec<usize>)>,
    pub params: usize,
    pub buffers: usize,
    pub inference_params: usize,
    /// None in a network of open size.
    pub macs: Option<usize>,
}

#[derive(Clone, Debug)]
pub struct Node {
    pub op: Op,
    pub inputs: Vec<usize>,
    /// The segments joined with dots.
    pub path: String,
    pub shape: Shape,
    /// Part of a side head.
    pub is_side: bool,
}

#[derive(Clone, Debug)]
pub enum Op {
    Input,
    Layer(Concrete),
    Join(Join),
    Identity,
}

/// The first contradiction: the calls of items that lead to it, then the statement itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub sites: Vec<Site>,
    /// In a network of open size.
    pub in_open: bool,
}

/// A number or a flag that a name stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    Number(usize),
    Flag(bool),
}

/// What is known at a statement.
#[derive(Clone, Debug, Default)]
pub struct Env {
    pub names: Vec<(String, Constant)>,
    /// Kept values by name: their nodes.
    pub kept: Vec<(String, usize)>,
}

type Done<T> = Result<T, Fault>;

/// Plans the network of a declaration for the sizes in `input`, whose open ones it leaves out.
pub fn plan(declaration: &Declaration, input: &Shape) -> Done<Plan> {
    plan_network(declaration, declaration.network(), input)
}

fn plan_network(declaration: &Declaration, network: &Item, input: &Shape) -> Done<Plan> {
    let mut planner = Planner::new(declaration, input.clone());
    planner.check_header(network)?;
    let output = planner.body(&network.body, 0, &mut Env::default())?;
    let mut plan = planner.finished(output);
    if let ItemKind::Network {
        output: dims, taps, ..
    } = &network.kind
    {
        if !planner.fits(dims, &planner.nodes[output].shape, &Env::default()) {
            return Err(planner.fault(network.site));
        }
        for tap in taps {
            let path = plan.paths.iter().find(|(path, _)| *path == tap.path);
            let (_, node) = path.ok_or_else(|| planner.fault(network.site))?;
            plan.taps.push((tap.clone(), *node));
        }
    }
    Ok(plan)
}

/// The first contradiction that shows as a declaration compiles, in each of its networks and assertions: an
/// open size contradicts nothing then. `None` where two statements have one path, which is another kind of fault.
pub fn faults(declaration: &Declaration) -> Option<Vec<Fault>> {
    if has_equal_paths(declaration) {
        return None;
    }
    let mut faults = Vec::new();
    let mut counted = None;
    for item in &declaration.items {
        if let ItemKind::Network { .. } = item.kind {
            match plan_network(declaration, item, &compiled_input(item)) {
                Ok(plan) => counted = Some(plan),
                Err(fault) => {
                    faults.push(fault);
                    counted = None;
                }
            }
        }
    }
    for assertion in &declaration.assertions {
        faults.extend(check_assertion(declaration, assertion, counted.as_ref()).err());
    }
    Some(faults)
}

/// Whether two statements have one path in a network or in an `example`, up to its first contradiction: the
/// language refuses that.
pub fn has_equal_paths(declaration: &Declaration) -> bool {
    let networks = declaration.items.iter().filter_map(|item| match item.kind {
        ItemKind::Network { .. } => {
            let mut planner = Planner::new(declaration, compiled_input(item));
            // A fault ends the plan, and what was entered before it counts.
            let _ = planner.body(&item.body, 0, &mut Env::default());
            Some(planner.entered)
        }
        ItemKind::Block { .. } => None,
    });
    let examples = declaration
        .assertions
        .iter()
        .filter_map(|assertion| match assertion {
            Assertion::Example {
                site, call, input, ..
            } => {
                let mut planner = Planner::new(declaration, shape_of(input));
                let _ = planner.call(call, *site, 0, &Env::default());
                Some(planner.entered)
            }
            Assertion::Budget { .. } => None,
        });
    networks.chain(examples).any(|mut paths| {
        paths.sort();
        paths.windows(2).any(|pair| pair[0] == pair[1])
    })
}

/// An `example` plans its block; a `budget` has the plan of the network, unless that has a fault itself.
fn check_assertion(
    declaration: &Declaration,
    assertion: &Assertion,
    network: Option<&Plan>,
) -> Done<()> {
    let empty = Env::default();
    let is = |expected: &Expr| number_of(expected, &empty, None).unwrap_or(0);
    let (site, holds) = match assertion {
        Assertion::Example {
            site,
            call,
            input,
            output,
            params,
        } => {
            let mut planner = Planner::new(declaration, shape_of(input));
            let end = planner.call(call, *site, 0, &empty)?;
            let fits = planner.fits(output, &planner.nodes[end].shape, &empty);
            (site, fits && is(params) == planner.params())
        }
        Assertion::Budget {
            site, params, macs, ..
        } => {
            let within = |plan: &Plan| {
                plan.params <= is(params) && plan.macs.is_some_and(|found| found <= is(macs))
            };
            (site, network.is_none_or(within))
        }
    };
    if holds {
        Ok(())
    } else {
        Err(Fault {
            sites: vec![*site],
            in_open: false,
        })
    }
}

/// Plans statements in the middle of a body: what the generator tries before it writes them.
pub struct Planner<'d> {
    declaration: &'d Declaration,
    entries: HashMap<Site, Entry>,
    pub nodes: Vec<Node>,
    heads: Vec<(String, usize)>,
    path: Vec<String>,
    /// Every path that a label, a number or a round has made.
    entered: Vec<String>,
    /// Those of them that have a value, see [`Plan::paths`].
    left: Vec<(String, usize)>,
    /// The next number of each `sequential` around the statement.
    counters: Vec<usize>,
    calls: Vec<Site>,
    in_head: bool,
    /// More nodes than this are no network for a test.
    most_nodes: usize,
}

/// How far a plan had come.
pub struct Mark {
    nodes: usize,
    heads: usize,
    path: usize,
    entered: usize,
    left: usize,
    calls: usize,
    counters: Vec<usize>,
}

impl<'d> Planner<'d> {
    pub fn new(declaration: &'d Declaration, input: Shape) -> Self {
        let entries: Entries = declaration.items.iter().flat_map(entries).collect();
        let mut planner = Planner {
            declaration,
            entries,
            nodes: Vec::new(),
            heads: Vec::new(),
            path: Vec::new(),
            entered: Vec::new(),
            left: Vec::new(),
            counters: Vec::new(),
            calls: Vec::new(),
            in_head: false,
            most_nodes: 400,
        };
        planner.push(Op::Input, Vec::new(), input);
        planner
    }

    /// Plans a statement, or leaves everything as it was.
    pub fn attempt(&mut self, statement: &Statement, at: usize, env: &mut Env) -> Option<usize> {
        let (mark, before) = (self.mark(), env.clone());
        match self.statement(statement, at, env) {
            Ok(after) => Some(after),
            Err(_) => {
                self.back(mark);
                *env = before;
                None
            }
        }
    }

    pub fn mark(&self) -> Mark {
        Mark {
            nodes: self.nodes.len(),
            heads: self.heads.len(),
            path: self.path.len(),
            entered: self.entered.len(),
            left: self.left.len(),
            calls: self.calls.len(),
            counters: self.counters.clone(),
        }
    }

    pub fn back(&mut self, mark: Mark) {
        self.nodes.truncate(mark.nodes);
        self.heads.truncate(mark.heads);
        self.path.truncate(mark.path);
        self.entered.truncate(mark.entered);
        self.left.truncate(mark.left);
        self.calls.truncate(mark.calls);
        self.counters = mark.counters;
        self.in_head = false;
    }

    /// The items that a statement may call.
    pub fn items(&self) -> &'d [Item] {
        &self.declaration.items
    }

    /// The trained numbers so far.
    pub fn params(&self) -> usize {
        self.finished(0).params
    }

    /// The node that the statements end in.
    pub fn body(&mut self, statements: &[Statement], at: usize, env: &mut Env) -> Done<usize> {
        let mut at = at;
        for statement in statements {
            at = self.statement(statement, at, env)?;
        }
        Ok(at)
    }

    pub fn statement(&mut self, statement: &Statement, at: usize, env: &mut Env) -> Done<usize> {
        let entry = self.entries.get(&statement.site).cloned();
        let segment = match entry.unwrap_or(Entry::Nothing) {
            Entry::Nothing => None,
            Entry::Segment(text) => Some(text),
            Entry::Filled(text, name, offset) => {
                let number = number_of(&Expr::Name(name), env, None);
                Some(format!("{text}{}", number.unwrap_or(0) + offset))
            }
            Entry::Next => self.counters.last_mut().map(|next| {
                *next += 1;
                (*next - 1).to_string()
            }),
        };
        let (pushed, first) = (segment.is_some(), self.nodes.len());
        segment.into_iter().for_each(|segment| self.enter(segment));
        let after = self.kind(statement, at, env, pushed)?;
        if pushed {
            self.leave(first, after);
        }
        if let Some(keep) = &statement.keep {
            env.kept.push((keep.clone(), after));
        }
        Ok(after)
    }

    fn kind(
        &mut self,
        statement: &Statement,
        at: usize,
        env: &mut Env,
        has_segment: bool,
    ) -> Done<usize> {
        let fault = self.fault(statement.site);
        match &statement.kind {
            Kind::Layer(layer) => self.layer(layer, at, env).ok_or(fault),
            Kind::Custom(layer) => {
                let after = self.layer(layer, at, env).ok_or(fault)?;
                self.enter_parts(at, after);
                Ok(after)
            }
            Kind::Item(call) => self.call(call, statement.site, at, env),
            Kind::Group(body) => self.lexical(body, at, env),
            Kind::Sequential(body) => {
                self.counters.push(0);
                let after = self.lexical(body, at, env)?;
                self.counters.pop();
                Ok(after)
            }
            Kind::Join(join, body) => {
                let mut ends = Vec::new();
                let before = env.names.len();
                for branch in body {
                    let end = self.statement(branch, at, env)?;
                    if !matches!(branch.kind, Kind::Let(..)) {
                        ends.push(end);
                    }
                }
                env.names.truncate(before);
                self.join(*join, ends).ok_or(fault)
            }
            Kind::Residual(condition, body) => {
                let adds = match condition {
                    None => true,
                    Some(condition) => self.holds(condition, env, at).ok_or(fault.clone())?,
                };
                let end = self.lexical(body, at, env)?;
                if !adds {
                    return Ok(end);
                }
                self.join(Join::Sum, vec![at, end]).ok_or(fault)
            }
            Kind::For(iteration, body) => self.repeat(iteration, body, at, env, has_segment, fault),
            Kind::If(arms, otherwise) => {
                for (condition, body) in arms {
                    if self.holds(condition, env, at).ok_or(fault.clone())? {
                        return self.scoped(body, at, env);
                    }
                }
                self.scoped(otherwise.as_deref().unwrap_or(&[]), at, env)
            }
            Kind::Match(value, arms) => {
                let value = self.number(value, env, at).ok_or(fault)?;
                let matching = |(numbers, _): &&(Vec<usize>, Vec<Statement>)| {
                    numbers.is_empty() || numbers.contains(&value)
                };
                let arm = arms.iter().find(matching);
                self.scoped(arm.map_or(&[], |(_, body)| body), at, env)
            }
            Kind::Let(name, value) => {
                let value = self.number(value, env, at).ok_or(fault)?;
                env.names.push((name.clone(), Constant::Number(value)));
                Ok(at)
            }
            Kind::From(name) => find(&env.kept, name).copied().ok_or(fault),
            Kind::Output(name, dims, body) => self.head(statement, name, dims, body, at, env),
            Kind::Identity => {
                let shape = self.nodes[at].shape.clone();
                self.push(Op::Identity, vec![at], shape).ok_or(fault)
            }
            Kind::Check(dims) => {
                let fits = self.fits(dims, &self.nodes[at].shape, env);
                if fits { Ok(at) } else { Err(fault) }
            }
        }
    }

    /// A group: what it keeps stays in reach, what it binds does not.
    fn lexical(&mut self, body: &[Statement], at: usize, env: &mut Env) -> Done<usize> {
        let before = env.names.len();
        let after = self.body(body, at, env)?;
        env.names.truncate(before);
        Ok(after)
    }

    fn layer(&mut self, layer: &Layer, at: usize, env: &Env) -> Option<usize> {
        let mut inputs = vec![at];
        let mut like = None;
        let mut args = Vec::new();
        for arg in &layer.args {
            if let (Value::Word(name), "like") = (&arg.value, arg.name) {
                let node = *find(&env.kept, name)?;
                inputs.push(node);
                like = Some(self.nodes[node].shape.clone());
            }
            args.push((arg.name, self.fixed(&arg.value, env, at)?));
        }
        let concrete = Concrete {
            name: layer.name,
            args,
        };
        let output = concrete.shape(&self.nodes[at].shape, like.as_ref())?;
        self.push(Op::Layer(concrete), inputs, output)
    }

    fn join(&mut self, join: Join, ends: Vec<usize>) -> Option<usize> {
        let mut shapes = ends.iter().map(|end| self.nodes[*end].shape.clone());
        let first = shapes.next()?;
        let output = shapes.try_fold(first, |left, right| joined(join, &left, &right))?;
        self.push(Op::Join(join), ends, output)
    }

    fn call(&mut self, call: &ItemCall, site: Site, at: usize, env: &Env) -> Done<usize> {
        let item = self.declaration.item(&call.item);
        let fault = self.fault(site);
        let mut inner = Env::default();
        if let ItemKind::Block(params) = &item.kind {
            let names = self.bound(params, call, env, at);
            inner.names = names.ok_or(fault)?;
        }
        self.calls.push(site);
        let counters = std::mem::take(&mut self.counters);
        let after = self.body(&item.body, at, &mut inner)?;
        self.counters = counters;
        self.calls.pop();
        Ok(after)
    }

    /// The parameters with their arguments; a default sees the parameters before it.
    fn bound(
        &self,
        params: &[Param],
        call: &ItemCall,
        env: &Env,
        at: usize,
    ) -> Option<Vec<(String, Constant)>> {
        let mut bound = Env::default();
        for param in params {
            let given = call.args.iter().find(|(name, _, _)| *name == param.name);
            let value = match (given, &param.default) {
                (Some((_, _, value)), _) => self.constant(value, env, at)?,
                (None, Some(default)) => self.constant(default, &bound, at)?,
                (None, None) => return None,
            };
            bound.names.push((param.name.clone(), value));
        }
        Some(bound.names)
    }

    fn repeat(
        &mut self,
        iteration: &Iteration,
        body: &[Statement],
        at: usize,
        env: &mut Env,
        numbered: bool,
        fault: Fault,
    ) -> Done<usize> {
        let rounds = self.rounds(iteration, env, at).ok_or(fault.clone())?;
        let mut at = at;
        for (round, names) in rounds.into_iter().enumerate() {
            if self.nodes.len() > self.most_nodes {
                return Err(fault);
            }
            if numbered {
                self.enter(round.to_string());
            }
            let (before, first) = ((env.names.len(), env.kept.len()), self.nodes.len());
            env.names.extend(names);
            at = self.body(body, at, env)?;
            env.names.truncate(before.0);
            env.kept.truncate(before.1);
            if numbered {
                self.leave(first, at);
            }
        }
        Ok(at)
    }

    fn rounds(
        &self,
        iteration: &Iteration,
        env: &Env,
        at: usize,
    ) -> Option<Vec<Vec<(String, Constant)>>> {
        match iteration {
            Iteration::Range {
                name,
                start,
                end,
                inclusive,
            } => {
                let start = self.number(start, env, at)?;
                let end = self.number(end, env, at)? + usize::from(*inclusive);
                let round = |number| vec![(name.clone(), Constant::Number(number))];
                Some((start..end.min(start + 100)).map(round).collect())
            }
            Iteration::Rows { names, rows } => {
                let mut rounds = Vec::new();
                for row in rows {
                    let mut round = Vec::new();
                    for (name, number) in names.iter().zip(row) {
                        let number = self.number(number, env, at)?;
                        round.push((name.clone(), Constant::Number(number)));
                    }
                    rounds.push(round);
                }
                Some(rounds)
            }
        }
    }

    /// An arm: what it keeps and binds ends with it.
    fn scoped(&mut self, body: &[Statement], at: usize, env: &mut Env) -> Done<usize> {
        let before = (env.names.len(), env.kept.len());
        let after = self.body(body, at, env)?;
        env.names.truncate(before.0);
        env.kept.truncate(before.1);
        Ok(after)
    }

    /// A side head of the network; those of a network that is used as a part are left out.
    fn head(
        &mut self,
        statement: &Statement,
        name: &str,
        dims: &Option<Vec<Dim>>,
        body: &[Statement],
        at: usize,
        env: &mut Env,
    ) -> Done<usize> {
        if !self.calls.is_empty() {
            return Ok(at);
        }
        self.in_head = true;
        let end = self.scoped(body, at, env)?;
        self.in_head = false;
        if let Some(dims) = dims
            && !self.fits(dims, &self.nodes[end].shape, env)
        {
            return Err(self.fault(statement.site));
        }
        self.heads.push((name.to_owned(), end));
        Ok(at)
    }

    fn check_header(&self, item: &Item) -> Done<()> {
        let ItemKind::Network { input, output, .. } = &item.kind else {
            return Ok(());
        };
        let numbers = input.iter().chain(output).map(|dim| match dim {
            Dim::Known(number) => number_of(number, &Env::default(), None),
            Dim::Open => Some(1),
        });
        for number in numbers {
            if number.is_none_or(|number| number == 0) {
                return Err(self.fault(item.site));
            }
        }
        Ok(())
    }

    fn fits(&self, dims: &[Dim], shape: &Shape, env: &Env) -> bool {
        dims.len() == shape.len()
            && dims.iter().zip(shape).all(|(dim, size)| match dim {
                Dim::Open => true,
                Dim::Known(number) => {
                    let number = number_of(number, env, Some(shape));
                    number.is_some_and(|number| number > 0 && size.may_be(number))
                }
            })
    }

    fn fixed(&self, value: &Value, env: &Env, at: usize) -> Option<Fixed> {
        Some(match value {
            Value::Count(number) => Fixed::Count(self.number(number, env, at)?),
            Value::List(numbers) => {
                let numbers = numbers.iter().map(|number| self.number(number, env, at));
                Fixed::List(numbers.collect::<Option<_>>()?)
            }
            Value::Word(word) => Fixed::Word(word.clone()),
            Value::Flag(flag) => Fixed::Flag(*flag),
            Value::Real(number) => Fixed::Real(*number),
            Value::Reals(numbers) => Fixed::Reals(numbers.clone()),
            Value::Range(start, end) => {
                let start = self.number(start, env, at)?;
                let end = match end {
                    Some(end) => Some(self.number(end, env, at)?),
                    None => None,
                };
                Fixed::Range(start, end)
            }
        })
    }

    fn constant(&self, value: &Value, env: &Env, at: usize) -> Option<Constant> {
        match value {
            Value::Count(number) => self.number(number, env, at).map(Constant::Number),
            Value::Flag(flag) => Some(Constant::Flag(*flag)),
            Value::Word(name) => find(&env.names, name).cloned(),
            _ => None,
        }
    }

    fn number(&self, expr: &Expr, env: &Env, at: usize) -> Option<usize> {
        number_of(expr, env, Some(&self.nodes[at].shape))
    }

    fn holds(&self, condition: &Condition, env: &Env, at: usize) -> Option<bool> {
        holds(condition, env, Some(&self.nodes[at].shape))
    }

    fn enter(&mut self, segment: String) {
        self.path.push(segment);
        self.entered.push(self.path.join("."));
    }

    /// The paths of what a hand-written layer holds.
    fn enter_parts(&mut self, input: usize, layer: usize) {
        if let Op::Layer(concrete) = &self.nodes[layer].op {
            for (name, _) in concrete.state(&self.nodes[input].shape) {
                self.enter(name.to_owned());
                self.path.pop();
            }
        }
    }

    /// Leaves a segment with the value of `after`; what it made begins at `first`.
    fn leave(&mut self, first: usize, after: usize) {
        if self.nodes[first..].iter().any(|node| !node.is_side) {
            self.left.push((self.path.join("."), after));
        }
        self.path.pop();
    }

    fn push(&mut self, op: Op, inputs: Vec<usize>, shape: Shape) -> Option<usize> {
        if self.nodes.len() > self.most_nodes {
            return None;
        }
        self.nodes.push(Node {
            op,
            inputs,
            path: self.path.join("."),
            shape,
            is_side: self.in_head,
        });
        Some(self.nodes.len() - 1)
    }

    fn fault(&self, site: Site) -> Fault {
        let mut sites = self.calls.clone();
        sites.push(site);
        Fault {
            sites,
            in_open: is_open(&self.nodes[0].shape),
        }
    }

    fn finished(&self, output: usize) -> Plan {
        let mut plan = Plan {
            nodes: self.nodes.clone(),
            output,
            heads: self.heads.clone(),
            paths: self.left.clone(),
            taps: Vec::new(),
            state: Vec::new(),
            params: 0,
            buffers: 0,
            inference_params: 0,
            macs: (!is_open(&self.nodes[0].shape)).then_some(0),
        };
        for node in &self.nodes {
            let Op::Layer(layer) = &node.op else {
                continue;
            };
            let input = &self.nodes[node.inputs[0]].shape;
            for (name, shape) in layer.state(input) {
                let count: usize = shape.iter().product();
                if name.starts_with("running") {
                    plan.buffers += count;
                } else {
                    plan.params += count;
                    plan.inference_params += if node.is_side { 0 } else { count };
                }
                let path = [node.path.as_str(), name];
                let path = path.into_iter().filter(|part| !part.is_empty());
                plan.state.push((path.collect::<Vec<_>>().join("."), shape));
            }
            if let Some(macs) = &mut plan.macs
                && !node.is_side
            {
                *macs += layer.macs(input, &node.shape);
            }
        }
        plan
    }
}

impl Plan {
    pub fn output_shape(&self) -> &[Size] {
        &self.nodes[self.output].shape
    }

    /// The built-in layers in the order in which they run, side heads included: name and shape.
    pub fn layers(&self) -> impl Iterator<Item = (&'static str, Vec<usize>)> {
        self.nodes.iter().filter_map(|node| match &node.op {
            Op::Layer(layer) => Some((layer.name, numbers_of(&node.shape))),
            Op::Input | Op::Join(_) | Op::Identity => None,
        })
    }

    /// The numbers of the largest value.
    pub fn largest(&self) -> usize {
        let elements = self.nodes.iter().map(|node| elements(&node.shape));
        elements.max().unwrap_or(0)
    }
}

/// The last of this name: an inner one hides an outer one.
fn find<'e, T>(list: &'e [(String, T)], name: &str) -> Option<&'e T> {
    let mut found = list.iter().rev();
    found
        .find(|(other, _)| other == name)
        .map(|(_, value)| value)
}

/// The value of an expression, `input` being the shape that enters the statement.
pub fn number_of(expr: &Expr, env: &Env, input: Option<&Shape>) -> Option<usize> {
    match expr {
        Expr::Number(number) => Some(*number),
        Expr::Name(name) => match find(&env.names, name)? {
            Constant::Number(number) => Some(*number),
            Constant::Flag(_) => None,
        },
        // Features have no channels, and what has channels has no features.
        Expr::Input(word) => input
            .filter(|shape| *word == channels_of(shape))
            .map(|shape| shape[0].number()),
        Expr::Times(left, right) => {
            Some(number_of(left, env, input)? * number_of(right, env, input)?)
        }
        Expr::Plus(left, right) => {
            Some(number_of(left, env, input)? + number_of(right, env, input)?)
        }
        Expr::If(condition, then, otherwise) => {
            let chosen = if holds(condition, env, input)? {
                then
            } else {
                otherwise
            };
            number_of(chosen, env, input)
        }
    }
}

/// What the first dimension of a shape is called.
pub fn channels_of(shape: &[Size]) -> &'static str {
    if shape.len() == 1 {
        "features"
    } else {
        "channels"
    }
}

pub fn holds(condition: &Condition, env: &Env, input: Option<&Shape>) -> Option<bool> {
    match condition {
        Condition::Flag(name) => match find(&env.names, name)? {
            Constant::Flag(flag) => Some(*flag),
            Constant::Number(_) => None,
        },
        Condition::Compare(left, comparison, right) => {
            let (left, right) = (number_of(left, env, input)?, number_of(right, env, input)?);
            Some(match comparison {
                Comparison::Equal => left == right,
                Comparison::Unequal => left != right,
                Comparison::Less => left < right,
            })
        }
    }
}

/// The size of an open dimension when a network runs.
pub const OPEN: usize = 10;

/// The input that a network is declared with, its open sizes as they are when it runs.
pub fn declared_input(item: &Item) -> Shape {
    input(item, Some(OPEN))
}

/// The same as the compiler sees it: open sizes have no number.
fn compiled_input(item: &Item) -> Shape {
    input(item, None)
}

fn input(item: &Item, open: Option<usize>) -> Shape {
    let ItemKind::Network { input, .. } = &item.kind else {
        return Shape::new();
    };
    let size = |dim: &Dim| match dim {
        Dim::Known(number) => known(number_of(number, &Env::default(), None).unwrap_or(0)),
        Dim::Open => Size::open(open),
    };
    input.iter().map(size).collect()
}
