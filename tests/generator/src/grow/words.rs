//! Names, labels, numbers and conditions, in the many ways in which one can write them.

use crate::plan::{Constant, Env, channels_of, number_of};
use crate::shape::{Shape, Size};
use crate::tree::{Comparison, Condition, Dim, Expr, Kind, Label, Site, Statement};

use super::{Grower, Place};

/// Names, labels and numbers.
impl Grower<'_> {
    pub(super) fn site(&mut self) -> Site {
        self.sites += 1;
        self.sites
    }

    pub(super) fn name(&mut self, text: &str) -> String {
        self.names += 1;
        format!("{text}{}", self.names)
    }

    pub(super) fn bare(&mut self, kind: Kind) -> Statement {
        Statement {
            site: self.site(),
            label: None,
            kind,
            keep: None,
        }
    }

    /// One statement of several.
    pub(super) fn one(&mut self, mut body: Vec<Statement>) -> Statement {
        if body.len() == 1 && !matches!(body[0].kind, Kind::Let(..)) {
            return body.remove(0);
        }
        self.bare(Kind::Group(body))
    }

    pub(super) fn labelled(&mut self, kind: Kind, place: &Place) -> Statement {
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

    pub(super) fn label(&mut self, kind: &Kind, place: &Place) -> Option<Label> {
        let is_part = matches!(kind, Kind::Item(_) | Kind::Custom(_));
        if is_part && self.choices.once_in(5) {
            return Some(Label::Splice);
        }
        let is_layer = is_part || matches!(kind, Kind::Layer(_));
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
                Kind::Item(_) | Kind::Custom(_) => "unit",
                _ => "stage",
            },
        };
        let separator = if text.is_empty() { "" } else { "_" };
        let text = format!("{text}{separator}");
        Some(Label::Name(self.name(&text)))
    }

    pub(super) fn kept(&mut self, env: &Env) -> Option<(String, usize)> {
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
            2 if input[0].number() <= 24 => Expr::Input(channels_of(input)),
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
            1 if input[0].number() == number => Expr::Input(channels_of(input)),
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

    pub(super) fn condition(&mut self, env: &Env, input: &Shape) -> Option<Condition> {
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

    pub(super) fn subject(&mut self, env: &Env, input: &Shape) -> Expr {
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
pub fn declared(shape: &Shape) -> Vec<Dim> {
    let dim = |size: &Size| match size.open {
        true => Dim::Open,
        false => Dim::Known(Expr::Number(size.number())),
    };
    shape.iter().map(dim).collect()
}
