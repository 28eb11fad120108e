//! Statements: each is planned before it is written down, and taken back where it does not hold.

use crate::layers;
use crate::plan::{Constant, Env, Planner, number_of};
use crate::shape::{Shape, elements, is_open, known, numbers_of};
use crate::tree::{
    Argument, Dim, Expr, ItemCall, ItemKind, Iteration, Join, Kind, Label, Layer, Statement, Value,
};

use super::words::declared;
use super::{DEEPEST, Grower, Grown, MOST_ELEMENTS, Place};

/// Statements.
impl Grower<'_> {
    pub(super) fn body(
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
    pub(super) fn next(
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
        if elements(shape) > MOST_ELEMENTS || shape.iter().any(|size| size.number() > most) {
            planner.back(mark);
            *env = before;
            return None;
        }
        *at = after;
        Some(statement)
    }

    pub(super) fn kind(
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
            (3, "custom"),
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
            "layer" => Some(Kind::Layer(self.layer(planner, env, &input))),
            "custom" => layers::custom(self, env, &input).map(Kind::Custom),
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
                    false => Dim::Known(self.expr(size.number(), env, &input)),
                });
                Some(Kind::Check(dims.collect()))
            }
            _ => None,
        }
    }

    /// A body inside a statement: planned to see where it leads, and taken back.
    pub(super) fn inner(
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

    pub(super) fn layer(&mut self, planner: &Planner<'_>, env: &Env, input: &Shape) -> Layer {
        let images = env
            .kept
            .iter()
            .filter(|(_, node)| planner.nodes[*node].shape.len() == 3);
        let images: Vec<_> = images.map(|(name, _)| name.clone()).collect();
        layers::propose(self, env, input, &images)
    }

    pub(super) fn item(&mut self, planner: &Planner<'_>, env: &Env, input: &Shape) -> Option<Kind> {
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

    pub(super) fn join(
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
    pub(super) fn branch(
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
    pub(super) fn fitting(
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
    pub(super) fn adapted(
        &mut self,
        from: &Shape,
        to: &Shape,
        join: Join,
    ) -> Option<Vec<Statement>> {
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
                layers.push(layers::pointwise(to[0].number(), axes));
            }
        }
        Some(
            layers
                .into_iter()
                .map(|layer| self.bare(Kind::Layer(layer)))
                .collect(),
        )
    }

    pub(super) fn parameter(&mut self, dims: Vec<usize>) -> Statement {
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

    pub(super) fn residual(
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

    pub(super) fn repeat(
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
    pub(super) fn iteration(
        &mut self,
        env: &mut Env,
        input: &Shape,
    ) -> (Iteration, Option<String>) {
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

    pub(super) fn choice(
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

    pub(super) fn matching(
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

    pub(super) fn head(
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
