//! Grows a declaration that holds: every statement is planned before it is written down.

use crate::choices::Choices;
use crate::layers;
use crate::plan::{
    Constant, Env, OPEN, Plan, Planner, channels_of, declared_input, has_equal_paths, number_of,
    plan,
};
use crate::shape::{Shape, Size, elements, is_open, known, numbers_of};
use crate::tree::{
    Argument, Assertion, Comparison, Condition, Declaration, Dim, Expr, Item, ItemCall, ItemKind,
    Iteration, Join, Kind, Label, Layer, Param, Site, Statement, Value,
};

/// More numbers than this in one value are no network for a test.
const MOST_ELEMENTS: usize = 2048;

/// A random declaration and its plan.
///
/// What holds statement by statement may still not hold as a whole: two blocks that are spliced beside
/// each other, or two rounds of a loop, may have equal paths. Then the next declaration of the same choices is taken.
pub fn grow(choices: &mut Choices) -> (Declaration, Plan) {
    loop {
        let declaration = Grower::new(choices).declaration();
        let input = declared_input(declaration.network());
        if let Ok(plan) = plan(&declaration, &input)
            && !has_equal_paths(&declaration)
        {
            return (declaration, plan);
        }
    }
}

pub struct Grower<'c> {
    pub choices: &'c mut Choices,
    sites: Site,
    /// Numbers for names that are used once.
    names: usize,
    /// Words of Rust and of the language that are labels once.
    words: Vec<&'static str>,
    /// Statements that may still be written.
    left: usize,
}

/// Where a statement stands.
#[derive(Clone)]
struct Place {
    depth: usize,
    /// A side head may stand here.
    outputs: bool,
    /// `from` may stand here.
    from: bool,
    /// Directly in a `sequential`.
    numbered: bool,
    /// The name that counts the loop's rounds, for labels with holes.
    round: Option<String>,
}

impl Place {
    const TOP: Place = Place {
        depth: 0,
        outputs: false,
        from: true,
        numbered: false,
        round: None,
    };

    fn inside(&self) -> Place {
        Place {
            depth: self.depth + 1,
            outputs: false,
            from: false,
            numbered: false,
            round: self.round.clone(),
        }
    }
}

/// A body that was grown, and where it ends.
type Grown = (Vec<Statement>, usize);

const DEEPEST: usize = 4;

impl<'c> Grower<'c> {
    fn new(choices: &'c mut Choices) -> Self {
        Grower {
            choices,
            sites: 0,
            names: 0,
            words: vec![
                "type", "loop", "for", "sum", "block", "output", "match", "mod",
            ],
            left: 0,
        }
    }

    fn declaration(&mut self) -> Declaration {
        let mut declaration = Declaration {
            items: Vec::new(),
            assertions: Vec::new(),
        };
        for number in 0..self.choices.below(4) {
            let item = match self.choices.once_in(5) {
                true => self.network(&declaration, format!("Part{number}"), 5),
                false => self.block(&mut declaration, number),
            };
            declaration.items.push(item);
        }
        let length = self.choices.between(4, 16);
        let network = self.network(&declaration, "Net".to_owned(), length);
        declaration.items.push(network);
        if self.choices.once_in(3) {
            self.budget(&mut declaration);
        }
        declaration
    }

    fn network(&mut self, declaration: &Declaration, name: String, length: usize) -> Item {
        let input = self.input();
        let (body, output) = {
            let mut planner = Planner::new(declaration, input.clone());
            self.left = 3 * length;
            let place = Place {
                outputs: true,
                ..Place::TOP
            };
            let (body, end) = self.body(&mut planner, 0, &mut Env::default(), &place, length);
            (body, planner.nodes[end].shape.clone())
        };
        Item {
            site: self.site(),
            name,
            kind: ItemKind::Network {
                input: declared(&input),
                output: declared(&output),
            },
            body,
        }
    }

    fn input(&mut self) -> Shape {
        let channels = known(*self.choices.pick(&[3, 1, 2, 4, 6, 8]));
        let axes = self.choices.weighted(&[(6, 2), (2, 1), (2, 3), (1, 0)]);
        if axes == 0 {
            return vec![known(*self.choices.pick(&[8, 6, 10, 12]))];
        }
        let open = self.choices.once_in(8);
        let sizes: &[usize] = if axes == 3 {
            &[4, 5, 6]
        } else {
            &[8, 9, 12, 16]
        };
        let mut shape = vec![channels];
        for _ in 0..axes {
            let size = known(*self.choices.pick(sizes));
            shape.push(if open {
                Size { number: OPEN, open }
            } else {
                size
            });
        }
        shape
    }

    /// A block, and an `example` of it.
    fn block(&mut self, declaration: &mut Declaration, number: usize) -> Item {
        let input = self.input();
        let params = self.params();
        let mut env = Env::default();
        let mut call = ItemCall {
            item: format!(
                "{}{number}",
                self.choices.pick(&["Part", "ConvUnit", "Mixer"])
            ),
            args: Vec::new(),
        };
        for param in &params {
            let value = self.argument(param, &env, &input);
            let constant = match &value {
                Value::Flag(flag) => Constant::Flag(*flag),
                Value::Count(number) => {
                    Constant::Number(number_of(number, &env, None).unwrap_or(1))
                }
                _ => continue,
            };
            env.names.push((param.name.clone(), constant.clone()));
            let literal = match constant {
                Constant::Number(number) => Value::Count(Expr::Number(number)),
                Constant::Flag(flag) => Value::Flag(flag),
            };
            call.args
                .push((param.name.clone(), param.default.is_none(), literal));
        }
        let (body, output, params_of_body) = {
            let mut planner = Planner::new(declaration, input.clone());
            self.left = 12;
            let length = self.choices.between(2, 5);
            let (body, end) = self.body(&mut planner, 0, &mut env, &Place::TOP, length);
            (body, planner.nodes[end].shape.clone(), planner.params())
        };
        if self.choices.once_in(2) && !is_open(&input) {
            let site = self.site();
            declaration.assertions.push(Assertion::Example {
                site,
                call: call.clone(),
                input: numbers_of(&input),
                output: declared(&output),
                params: Expr::Number(params_of_body),
            });
        }
        Item {
            site: self.site(),
            name: call.item,
            kind: ItemKind::Block(params),
            body,
        }
    }

    fn params(&mut self) -> Vec<Param> {
        let mut params = vec![];
        if self.choices.once_in(4) {
            return params;
        }
        let required = |name: &str| Param {
            name: name.to_owned(),
            is_flag: false,
            default: None,
        };
        params.push(required("width"));
        if self.choices.once_in(3) {
            params.push(required("kernel"));
        }
        if self.choices.once_in(2) {
            let default = self.choices.between(1, 2);
            params.push(Param {
                default: Some(Value::Count(Expr::Number(default))),
                ..required("stride")
            });
        }
        if self.choices.once_in(3) {
            let width = Box::new(Expr::Name("width".to_owned()));
            let two = Box::new(Expr::Number(2));
            let default = match self.choices.once_in(2) {
                true => Expr::Times(two, width),
                false => Expr::Plus(width, two),
            };
            params.push(Param {
                default: Some(Value::Count(default)),
                ..required("wider")
            });
        }
        if self.choices.once_in(3) {
            params.push(Param {
                is_flag: true,
                default: Some(Value::Flag(self.choices.once_in(2))),
                ..required("flag")
            });
        }
        params
    }

    fn argument(&mut self, param: &Param, env: &Env, input: &Shape) -> Value {
        match param.name.as_str() {
            "flag" => Value::Flag(self.choices.once_in(2)),
            "stride" => Value::Count(self.expr(1, env, input)),
            "kernel" => Value::Count(Expr::Number(*self.choices.pick(&[3, 1, 2]))),
            _ => Value::Count(self.channels(env, input)),
        }
    }

    fn budget(&mut self, declaration: &mut Declaration) {
        let network = declaration.network();
        let input = declared_input(network);
        let Ok(plan) = plan(declaration, &input) else {
            return;
        };
        if is_open(&input) {
            return;
        }
        let network = network.name.clone();
        let slack = self.choices.below(3);
        declaration.assertions.push(Assertion::Budget {
            site: self.site(),
            network,
            params: Expr::Number(plan.params + slack),
            macs: Expr::Number(plan.macs + slack),
        });
    }
}

/// Statements.
impl Grower<'_> {
    fn body(
        &mut self,
        planner: &mut Planner<'_>,
        at: usize,
        env: &mut Env,
        place: &Place,
        length: usize,
    ) -> Grown {
        let mut statements = Vec::new();
        let mut at = at;
        let mut tries = 3 * length;
        while statements.len() < length && tries > 0 {
            tries -= 1;
            if let Some(statement) = self.next(planner, &mut at, env, place) {
                statements.push(statement);
            }
        }
        if statements
            .iter()
            .all(|statement| matches!(statement.kind, Kind::Let(..)))
        {
            statements.push(self.bare(Kind::Layer(layers::plain("relu"))));
            let last = statements.last().expect("it was pushed");
            at = planner.attempt(last, at, env).unwrap_or(at);
        }
        (statements, at)
    }

    /// A statement that holds, or none this time.
    fn next(
        &mut self,
        planner: &mut Planner<'_>,
        at: &mut usize,
        env: &mut Env,
        place: &Place,
    ) -> Option<Statement> {
        let kind = self.kind(planner, *at, env, place)?;
        let statement = self.labelled(kind, place);
        let mark = planner.mark();
        let before = env.clone();
        let after = planner.attempt(&statement, *at, env)?;
        let shape = &planner.nodes[after].shape;
        let most = if shape.len() == 1 { 256 } else { 64 };
        if elements(shape) > MOST_ELEMENTS || shape.iter().any(|size| size.number > most) {
            planner.back(mark);
            *env = before;
            return None;
        }
        *at = after;
        Some(statement)
    }

    fn kind(
        &mut self,
        planner: &mut Planner<'_>,
        at: usize,
        env: &Env,
        place: &Place,
    ) -> Option<Kind> {
        let input = planner.nodes[at].shape.clone();
        let nests = place.depth < DEEPEST && self.left > 2;
        self.left = self.left.saturating_sub(1);
        let inner = usize::from(nests);
        match self.choices.weighted(&[
            (34, "layer"),
            (6, "item"),
            (2 * inner, "group"),
            (4 * inner, "sequential"),
            (7 * inner, "join"),
            (5 * inner, "residual"),
            (5 * inner, "for"),
            (4 * inner, "if"),
            (2 * inner, "match"),
            (2, "let"),
            (2, "from"),
            (2 * inner, "output"),
            (1, "identity"),
            (2, "check"),
        ]) {
            "layer" => self.layer(planner, env, &input).map(Kind::Layer),
            "item" => self.item(planner, env, &input),
            "group" => {
                let place = Place {
                    outputs: place.outputs,
                    from: place.from,
                    ..place.inside()
                };
                self.inner(planner, at, env, &place)
                    .map(|(body, _)| Kind::Group(body))
            }
            "sequential" => {
                let place = Place {
                    outputs: place.outputs,
                    numbered: true,
                    ..place.inside()
                };
                self.inner(planner, at, env, &place)
                    .map(|(body, _)| Kind::Sequential(body))
            }
            "join" => self.join(planner, at, env, place),
            "residual" => self.residual(planner, at, env, place),
            "for" => self.repeat(planner, at, env, place),
            "if" => self.choice(planner, at, env, place),
            "match" => self.matching(planner, at, env, place),
            "let" => {
                let value = self.channels(env, &input);
                Some(Kind::Let(self.name("n"), value))
            }
            "from" if place.from => {
                let (name, _) = self.kept(env)?;
                Some(Kind::From(name))
            }
            "output" if place.outputs => self.head(planner, at, env, place),
            "identity" => Some(Kind::Identity),
            "check" => {
                let dims = input.iter().map(|size| match size.open {
                    true => Dim::Open,
                    false => Dim::Known(self.expr(size.number, env, &input)),
                });
                Some(Kind::Check(dims.collect()))
            }
            _ => None,
        }
    }

    /// A body inside a statement: planned to see where it leads, and taken back.
    fn inner(
        &mut self,
        planner: &mut Planner<'_>,
        at: usize,
        env: &Env,
        place: &Place,
    ) -> Option<(Vec<Statement>, Shape)> {
        let mark = planner.mark();
        let length = self.choices.between(1, 3);
        let (body, end) = self.body(planner, at, &mut env.clone(), place, length);
        let shape = planner.nodes[end].shape.clone();
        planner.back(mark);
        (!body.is_empty()).then_some((body, shape))
    }

    fn layer(&mut self, planner: &Planner<'_>, env: &Env, input: &Shape) -> Option<Layer> {
        let images = env
            .kept
            .iter()
            .filter(|(_, node)| planner.nodes[*node].shape.len() == 3);
        let images: Vec<_> = images.map(|(name, _)| name.clone()).collect();
        layers::propose(self, env, input, &images)
    }

    fn item(&mut self, planner: &Planner<'_>, env: &Env, input: &Shape) -> Option<Kind> {
        let items = planner.items();
        if items.is_empty() {
            return None;
        }
        let item = self.choices.pick(items).clone();
        let mut args = Vec::new();
        if let ItemKind::Block(params) = &item.kind {
            for param in params {
                if param.default.is_none() {
                    let by_position = args.iter().all(|(_, by_position, _)| *by_position)
                        && !self.choices.once_in(4);
                    args.push((
                        param.name.clone(),
                        by_position,
                        self.argument(param, env, input),
                    ));
                } else if self.choices.once_in(2) {
                    args.push((param.name.clone(), false, self.argument(param, env, input)));
                }
            }
        }
        let item = item.name;
        Some(Kind::Item(ItemCall { item, args }))
    }

    fn join(
        &mut self,
        planner: &mut Planner<'_>,
        at: usize,
        env: &Env,
        place: &Place,
    ) -> Option<Kind> {
        let join = *self.choices.pick(&[Join::Sum, Join::Concat, Join::Product]);
        let place = place.inside();
        let (first, target) = self.branch(planner, at, env, &place)?;
        let mut branches = vec![first];
        for _ in 0..self.choices.between(1, 2) {
            branches.push(self.fitting(planner, at, env, &place, join, &target)?);
        }
        Some(Kind::Join(join, branches))
    }

    /// A branch that leads anywhere.
    fn branch(
        &mut self,
        planner: &mut Planner<'_>,
        at: usize,
        env: &Env,
        place: &Place,
    ) -> Option<(Statement, Shape)> {
        if self.choices.once_in(4) {
            let shape = planner.nodes[at].shape.clone();
            return Some((self.bare(Kind::Identity), shape));
        }
        let (body, shape) = self.inner(planner, at, env, place)?;
        Some((self.one(body), shape))
    }

    /// A branch that ends as `target` does, as far as `join` asks.
    fn fitting(
        &mut self,
        planner: &mut Planner<'_>,
        at: usize,
        env: &Env,
        place: &Place,
        join: Join,
        target: &Shape,
    ) -> Option<Statement> {
        let spatial = target.len() > 1;
        if join == Join::Product && self.choices.once_in(2) {
            let mut dims = numbers_of(target);
            dims[1..].fill(1);
            return Some(self.parameter(dims));
        }
        if join == Join::Sum && !is_open(target) && elements(target) < 64 && self.choices.once_in(4)
        {
            return Some(self.parameter(numbers_of(target)));
        }
        let mark = planner.mark();
        let mut env = env.clone();
        let (mut body, mut end) = (Vec::new(), at);
        if self.choices.once_in(3)
            && let Some((name, node)) = self.kept(&env)
        {
            body.push(self.bare(Kind::From(name)));
            end = node;
        } else if !self.choices.once_in(3) {
            let length = self.choices.between(1, 2);
            (body, end) = self.body(planner, at, &mut env, place, length);
        }
        let target = match join {
            Join::Product if spatial && self.choices.once_in(2) => {
                let mut gate = target.clone();
                gate[1..].fill(known(1));
                gate
            }
            _ => target.clone(),
        };
        let from = planner.nodes[end].shape.clone();
        let adapted = self.adapted(&from, &target, join);
        planner.back(mark);
        body.extend(adapted?);
        if body.is_empty() {
            return Some(self.bare(Kind::Identity));
        }
        Some(self.one(body))
    }

    /// Layers from one shape to another.
    fn adapted(&mut self, from: &Shape, to: &Shape, join: Join) -> Option<Vec<Statement>> {
        let mut layers = Vec::new();
        let axes = to.len() - 1;
        if from.len() != to.len() {
            if is_open(from) || is_open(to) || elements(to) > 256 {
                return None;
            }
            if from.len() > 1 {
                let pools = self.choices.once_in(2);
                layers.push(layers::plain(if pools {
                    "global_avg_pool"
                } else {
                    "flatten"
                }));
            }
            layers.push(layers::counted("linear", elements(to)));
            if axes > 0 {
                layers.push(layers::listed("reshape", &numbers_of(to)));
            }
        } else {
            if from[1..] != to[1..] {
                if is_open(&to[1..]) {
                    return None;
                }
                layers.push(layers::pooled_to(&numbers_of(&to[1..])));
            }
            if from[0] != to[0] && join != Join::Concat {
                layers.push(layers::pointwise(to[0].number, axes));
            }
        }
        Some(
            layers
                .into_iter()
                .map(|layer| self.bare(Kind::Layer(layer)))
                .collect(),
        )
    }

    fn parameter(&mut self, dims: Vec<usize>) -> Statement {
        let mut layer = layers::listed("parameter", &dims);
        if self.choices.once_in(2) {
            layer.args.push(Argument {
                name: "init",
                by_position: false,
                value: Value::Real(0.5),
            });
        }
        let label = Label::Name(self.name("gamma"));
        Statement {
            label: Some(label),
            ..self.bare(Kind::Layer(layer))
        }
    }

    fn residual(
        &mut self,
        planner: &mut Planner<'_>,
        at: usize,
        env: &Env,
        place: &Place,
    ) -> Option<Kind> {
        let input = planner.nodes[at].shape.clone();
        let condition = match self.choices.once_in(2) {
            true => self.condition(env, &input),
            false => None,
        };
        let (mut body, end) = self.inner(planner, at, env, &place.inside())?;
        // Where the shortcut is left out any shape will do; the plan looks.
        if condition.is_none() || self.choices.once_in(2) {
            body.extend(self.adapted(&end, &input, Join::Sum)?);
        }
        Some(Kind::Residual(condition, body))
    }

    fn repeat(
        &mut self,
        planner: &mut Planner<'_>,
        at: usize,
        env: &Env,
        place: &Place,
    ) -> Option<Kind> {
        let input = planner.nodes[at].shape.clone();
        let mut inner = env.clone();
        let (iteration, counts) = self.iteration(&mut inner, &input);
        let place = Place {
            from: true,
            numbered: place.numbered,
            round: counts,
            ..place.inside()
        };
        let (body, _) = self.inner(planner, at, &inner, &place)?;
        Some(Kind::For(iteration, body))
    }

    /// What a loop runs over, its names bound to the first round; the name that differs in every round.
    fn iteration(&mut self, env: &mut Env, input: &Shape) -> (Iteration, Option<String>) {
        let rounds = self.choices.between(1, 3);
        if self.choices.once_in(3) {
            let names: Vec<_> = (0..self.choices.between(1, 2))
                .map(|_| self.name("w"))
                .collect();
            let rows: Vec<Vec<_>> = (0..rounds)
                .map(|_| names.iter().map(|_| self.choices.between(1, 12)).collect())
                .collect();
            for (name, number) in names.iter().zip(&rows[0]) {
                env.names.push((name.clone(), Constant::Number(*number)));
            }
            let rows = rows.into_iter();
            let rows = rows
                .map(|row| row.into_iter().map(Expr::Number).collect())
                .collect();
            return (Iteration::Rows { names, rows }, None);
        }
        let start = self.choices.weighted(&[(3, 0), (1, 1)]);
        let inclusive = self.choices.once_in(4);
        let end = start + rounds - usize::from(inclusive);
        let end = self.expr(end, env, input);
        let name = self.name("i");
        env.names.push((name.clone(), Constant::Number(start)));
        let iteration = Iteration::Range {
            name: name.clone(),
            start: Expr::Number(start),
            end,
            inclusive,
        };
        (iteration, Some(name))
    }

    fn choice(
        &mut self,
        planner: &mut Planner<'_>,
        at: usize,
        env: &Env,
        place: &Place,
    ) -> Option<Kind> {
        let input = planner.nodes[at].shape.clone();
        let place = Place {
            from: place.from,
            numbered: place.numbered,
            ..place.inside()
        };
        let mut arms = Vec::new();
        for _ in 0..self.choices.weighted(&[(3, 1), (1, 2)]) {
            let condition = self.condition(env, &input)?;
            let (body, _) = self.inner(planner, at, env, &place)?;
            arms.push((condition, body));
        }
        let otherwise = match self.choices.once_in(3) {
            true => None,
            false => Some(self.inner(planner, at, env, &place)?.0),
        };
        Some(Kind::If(arms, otherwise))
    }

    fn matching(
        &mut self,
        planner: &mut Planner<'_>,
        at: usize,
        env: &Env,
        place: &Place,
    ) -> Option<Kind> {
        let input = planner.nodes[at].shape.clone();
        let place = Place {
            from: place.from,
            numbered: place.numbered,
            ..place.inside()
        };
        let subject = self.subject(env, &input);
        let value = number_of(&subject, env, Some(&input))?;
        let numbers = match self.choices.below(3) {
            0 => vec![value],
            1 => vec![value, value + 3],
            _ => vec![value + 1],
        };
        let (one, _) = self.inner(planner, at, env, &place)?;
        let (rest, _) = self.inner(planner, at, env, &place)?;
        Some(Kind::Match(
            subject,
            vec![(numbers, one), (Vec::new(), rest)],
        ))
    }

    fn head(
        &mut self,
        planner: &mut Planner<'_>,
        at: usize,
        env: &Env,
        place: &Place,
    ) -> Option<Kind> {
        let mut at = at;
        let mut start = Vec::new();
        if self.choices.once_in(2)
            && let Some((name, node)) = self.kept(env)
        {
            start.push(self.bare(Kind::From(name)));
            at = node;
        }
        let (body, shape) = self.inner(planner, at, env, &place.inside())?;
        let dims = self.choices.once_in(2).then(|| declared(&shape));
        start.extend(body);
        Some(Kind::Output(self.name("head"), dims, start))
    }
}

/// Names, labels and numbers.
impl Grower<'_> {
    fn site(&mut self) -> Site {
        self.sites += 1;
        self.sites
    }

    fn name(&mut self, text: &str) -> String {
        self.names += 1;
        format!("{text}{}", self.names)
    }

    fn bare(&mut self, kind: Kind) -> Statement {
        Statement {
            site: self.site(),
            label: None,
            kind,
            keep: None,
        }
    }

    /// One statement of several.
    fn one(&mut self, mut body: Vec<Statement>) -> Statement {
        if body.len() == 1 && !matches!(body[0].kind, Kind::Let(..)) {
            return body.remove(0);
        }
        self.bare(Kind::Group(body))
    }

    fn labelled(&mut self, kind: Kind, place: &Place) -> Statement {
        let bare = matches!(
            kind,
            Kind::Let(..) | Kind::Check(_) | Kind::From(_) | Kind::Output(..)
        );
        let keeps = !matches!(kind, Kind::Let(..) | Kind::Check(_) | Kind::Output(..));
        let keep = (keeps && self.choices.once_in(6)).then(|| self.name("kept"));
        let label = if bare { None } else { self.label(&kind, place) };
        Statement {
            label,
            keep,
            ..self.bare(kind)
        }
    }

    fn label(&mut self, kind: &Kind, place: &Place) -> Option<Label> {
        if matches!(kind, Kind::Item(_)) && self.choices.once_in(5) {
            return Some(Label::Splice);
        }
        let is_layer = matches!(kind, Kind::Layer(_) | Kind::Item(_));
        let one_in = if is_layer && !place.numbered { 2 } else { 3 };
        if !self.choices.once_in(one_in) {
            return None;
        }
        if let Some(name) = &place.round
            && self.choices.once_in(2)
        {
            let offset = self.choices.below(2);
            return Some(Label::Filled(
                self.name("round") + "_",
                name.clone(),
                offset,
            ));
        }
        if self.choices.once_in(8)
            && let Some(word) = self.words.pop()
        {
            return Some(Label::Name(word.to_owned()));
        }
        let text = match self.choices.once_in(5) {
            true => "",
            false => match kind {
                Kind::Layer(layer) => layer.name,
                Kind::Item(_) => "unit",
                _ => "stage",
            },
        };
        let separator = if text.is_empty() { "" } else { "_" };
        let text = format!("{text}{separator}");
        Some(Label::Name(self.name(&text)))
    }

    fn kept(&mut self, env: &Env) -> Option<(String, usize)> {
        (!env.kept.is_empty()).then(|| self.choices.pick(&env.kept).clone())
    }

    /// A number of channels, often one that follows from what is known.
    pub fn channels(&mut self, env: &Env, input: &Shape) -> Expr {
        let named: Vec<_> = numbers(env)
            .filter(|(_, number)| (1..=24).contains(number))
            .collect();
        match self.choices.below(8) {
            0 | 1 if !named.is_empty() => {
                let (name, number) = self.choices.pick(&named).clone();
                let name = Expr::Name(name);
                match self.choices.below(4) {
                    0 if number <= 12 => Expr::Times(Box::new(Expr::Number(2)), Box::new(name)),
                    1 => Expr::Plus(Box::new(name), Box::new(Expr::Number(2))),
                    _ => name,
                }
            }
            2 if input[0].number <= 24 => Expr::Input(channels_of(input)),
            _ => {
                let number = *self.choices.pick(&[4, 2, 3, 6, 8, 9, 12, 16]);
                self.expr(number, env, input)
            }
        }
    }

    /// An expression for a number.
    pub fn expr(&mut self, number: usize, env: &Env, input: &Shape) -> Expr {
        let equal: Vec<_> = numbers(env).filter(|(_, value)| *value == number).collect();
        let literal = Expr::Number(number);
        match self.choices.below(12) {
            0 if !equal.is_empty() => Expr::Name(self.choices.pick(&equal).0.clone()),
            1 if input[0].number == number => Expr::Input(channels_of(input)),
            2 if number > 1 && number.is_multiple_of(2) => Expr::Times(
                Box::new(Expr::Number(2)),
                Box::new(Expr::Number(number / 2)),
            ),
            3 if number > 1 => Expr::Plus(
                Box::new(Expr::Number(number - 1)),
                Box::new(Expr::Number(1)),
            ),
            4 => match self.condition(env, input) {
                Some(condition) => {
                    let other = Expr::Number(number + 1);
                    let holds = crate::plan::holds(&condition, env, Some(input)) == Some(true);
                    let (then, otherwise) = if holds {
                        (literal, other)
                    } else {
                        (other, literal)
                    };
                    Expr::If(Box::new(condition), Box::new(then), Box::new(otherwise))
                }
                None => literal,
            },
            _ => literal,
        }
    }

    fn condition(&mut self, env: &Env, input: &Shape) -> Option<Condition> {
        let flag = env
            .names
            .iter()
            .rev()
            .find(|(_, value)| matches!(value, Constant::Flag(_)));
        if let Some((name, _)) = flag
            && self.choices.once_in(2)
        {
            return Some(Condition::Flag(name.clone()));
        }
        let subject = self.subject(env, input);
        let value = number_of(&subject, env, Some(input))?;
        let comparison =
            *self
                .choices
                .pick(&[Comparison::Equal, Comparison::Unequal, Comparison::Less]);
        // Below 0 is nothing, and rustc says so.
        let limit =
            (value + self.choices.below(2)).max(usize::from(comparison == Comparison::Less));
        Some(Condition::Compare(subject, comparison, Expr::Number(limit)))
    }

    fn subject(&mut self, env: &Env, input: &Shape) -> Expr {
        let named: Vec<_> = numbers(env).collect();
        match named.is_empty() || self.choices.once_in(3) {
            true => Expr::Input(channels_of(input)),
            false => Expr::Name(self.choices.pick(&named).0.clone()),
        }
    }
}

fn numbers(env: &Env) -> impl Iterator<Item = (String, usize)> + '_ {
    env.names.iter().filter_map(|(name, value)| match value {
        Constant::Number(number) => Some((name.clone(), *number)),
        Constant::Flag(_) => None,
    })
}

/// A shape as it is declared.
fn declared(shape: &Shape) -> Vec<Dim> {
    let dim = |size: &Size| match size.open {
        true => Dim::Open,
        false => Dim::Known(Expr::Number(size.number)),
    };
    shape.iter().map(dim).collect()
}
