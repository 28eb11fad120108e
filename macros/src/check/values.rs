//! Literal arguments of built-ins. What is not literal is rustc's and the const rules' to judge.

use std::fmt::Display;

use syn::spanned::Spanned;
use syn::{Expr, RangeLimits};

use super::foreign::{burn_padding, is_burn_padding};
use super::literal::{Literal, bare, found, is_of, shown, whole_near};
use super::suggest::{listed, nearest};
use crate::ast::Arg;
use crate::catalog::{ArgKind, Argument, Layer};
use crate::errors::Errors;

/// Judges one argument of a built-in.
pub fn check(layer: &Layer, argument: &Argument, arg: &Arg, errors: &Errors) {
    let subject = Subject {
        layer: layer.name,
        argument: argument.name,
        named: arg.name.is_some(),
        errors,
    };
    let value = &arg.value;
    match argument.kind {
        ArgKind::Count => subject.whole(value, 1),
        ArgKind::Size(axes) => subject.size(value, axes),
        ArgKind::Padding(axes) => subject.padding(value, axes),
        ArgKind::Flag => subject.flag(value),
        ArgKind::Number => subject.number(value),
        ArgKind::PerChannel => subject.per_channel(value),
        ArgKind::Word(words) => subject.word(value, words),
        ArgKind::Kept => subject.kept(value),
        ArgKind::Range => subject.range(value),
        ArgKind::List => subject.list(value),
    }
}

/// `layer` and `argument`: whom a message speaks of.
#[derive(Clone, Copy)]
struct Subject<'e> {
    layer: &'static str,
    argument: &'static str,
    /// Written as `argument = value`: so is the help.
    named: bool,
    errors: &'e Errors,
}

impl Subject<'_> {
    fn refuse(&self, value: &Expr, expected: &str, help: impl Display) {
        let (layer, argument, found) = (self.layer, self.argument, found(value));
        self.errors.report(
            value.span(),
            format!("`{layer}` expects {expected} for `{argument}`, found {found}"),
            help,
        );
    }

    /// What to write in place of the argument.
    fn mended(&self, value: impl Display) -> String {
        if self.named {
            format!("`{} = {value}`", self.argument)
        } else {
            format!("`{value}`")
        }
    }

    /// The same subject for one element of a list.
    fn element(&self) -> Self {
        Subject {
            named: false,
            ..*self
        }
    }

    /// A number that could stand here.
    fn example(&self) -> &'static str {
        match self.argument {
            "out" => "64",
            "kernel" => "3",
            _ => "1",
        }
    }

    /// A whole number, `least` or more.
    fn whole(&self, value: &Expr, least: i128) {
        let expected = "a whole number";
        match Literal::of(value) {
            Literal::Whole(number, _) if number < least => {
                let mended = number.abs().max(least);
                self.refuse(
                    value,
                    &format!("a number of {least} or more"),
                    self.mended(mended),
                );
            }
            Literal::Whole(number, ty) if !is_of(&ty, "usize") => {
                self.refuse(value, "a whole number (`usize`)", self.mended(number));
            }
            Literal::Real(number, _) => self.refuse(value, expected, self.one_of(number)),
            Literal::Text(text) => {
                let number = text.trim().parse::<u64>();
                let mended = number.map_or(self.example().to_owned(), |number| number.to_string());
                self.refuse(value, expected, self.mended(mended));
            }
            Literal::List(elements, _) | Literal::Tuple(elements) => {
                let first = elements.first().map(shown);
                let mended = first.unwrap_or_else(|| self.example().to_owned());
                self.refuse(value, expected, self.mended(mended));
            }
            Literal::Flag(_) => self.refuse(value, expected, self.mended(self.example())),
            Literal::Whole(..) | Literal::Word(_) | Literal::Other => {}
        }
    }

    /// `` `4` or `5` `` for 4.5
    fn one_of(&self, number: f64) -> String {
        let near = whole_near(number);
        let mended: Vec<_> = near.iter().map(|number| self.mended(number)).collect();
        mended.join(" or ")
    }

    /// A number for every axis, or one for each.
    fn size(&self, value: &Expr, axes: usize) {
        let is_padding = matches!(self.argument, "padding" | "output_padding");
        let least = i128::from(!is_padding);
        let expected = match axes {
            1 => "a number".to_owned(),
            _ => format!("a number or {axes} of them"),
        };
        match Literal::of(value) {
            Literal::Tuple(elements) => self.tuple(value, &expected, &elements),
            Literal::List(elements, 1) if axes != 1 && elements.len() == 1 => {
                self.refuse(value, &expected, self.mended(shown(&elements[0])));
            }
            Literal::List(_, length) if length != axes => {
                let names = ["[length]", "[height, width]", "[depth, height, width]"];
                self.refuse(value, &expected, self.mended(names[axes - 1]));
            }
            Literal::List(elements, _) => {
                for element in elements {
                    self.element().whole(element, least);
                }
            }
            // The word is one of the language for other layers: nobody means a value of that name.
            Literal::Word(word) if is_padding && word == "same" => {
                self.refuse(value, &expected, self.mended(1));
            }
            Literal::Text(text) if is_padding && text.parse::<u64>().is_err() => {
                self.refuse(value, &expected, self.mended(1));
            }
            _ => self.whole(value, least),
        }
    }

    /// Python's tuple for a list.
    fn tuple(&self, value: &Expr, expected: &str, elements: &[&Expr]) {
        let list: Vec<_> = elements.iter().map(shown).collect();
        let mended = if list.is_empty() {
            self.example().to_owned()
        } else {
            format!("[{}]", list.join(", "))
        };
        self.refuse(value, expected, self.mended(mended));
    }

    /// A size, both sides of every axis, or `same`.
    fn padding(&self, value: &Expr, axes: usize) {
        let expected = match axes {
            1 => "a number or 2 of them".to_owned(),
            _ => format!("a number, {axes} of them, or {}", 2 * axes),
        };
        match Literal::of(value) {
            Literal::Text(text) => self.padding_text(value, &text),
            Literal::Tuple(elements) => self.tuple(value, &expected, &elements),
            Literal::Other if is_burn_padding(value) => {
                let ours = burn_padding(value).unwrap_or_else(|| "1".to_owned());
                self.refuse(value, &expected, self.mended(ours));
            }
            // Keras pads by `((top, bottom), (left, right))`.
            Literal::List(elements, _) if elements.iter().any(|element| is_list(element)) => {
                self.refuse(value, &expected, self.mended(sides(axes)));
            }
            Literal::List(elements, length) if length == axes || length == 2 * axes => {
                for element in elements {
                    self.element().padding_number(element);
                }
            }
            Literal::List(..) => self.refuse(value, &expected, self.mended(sides(axes))),
            _ => self.padding_number(value),
        }
    }

    fn padding_number(&self, value: &Expr) {
        match Literal::of(value) {
            Literal::Whole(number, _) if number < 0 => self.refuse(
                value,
                "a number of 0 or more",
                "`slice`, a smaller `kernel` or a `stride` makes the result smaller",
            ),
            _ => self.whole(value, 0),
        }
    }

    fn padding_text(&self, value: &Expr, text: &str) {
        let help = match (text.to_lowercase().as_str(), text.parse::<u64>()) {
            ("same", _) => self.mended("same"),
            ("valid", _) => "remove it: without padding is the default".to_owned(),
            (_, Ok(number)) => self.mended(number),
            _ => "`padding = 1`, or `padding = same`".to_owned(),
        };
        self.refuse(value, "a number, a list or the word `same`", help);
    }

    fn flag(&self, value: &Expr) {
        let mended = match Literal::of(value) {
            Literal::Whole(number, _) => number != 0,
            Literal::Real(number, _) => number != 0.0,
            Literal::Text(text) => !matches!(text.to_lowercase().as_str(), "false" | "no" | "off"),
            Literal::Word(word) if word == "True" || word == "False" => word == "True",
            Literal::List(..) | Literal::Tuple(_) => true,
            Literal::Flag(_) | Literal::Word(_) | Literal::Other => return,
        };
        self.refuse(value, "`true` or `false`", self.mended(mended));
    }

    fn number(&self, value: &Expr) {
        let is_probability = self.argument == "p";
        let expected = "a number with a point";
        match Literal::of(value) {
            Literal::Whole(number, _) if is_probability && !(0..=1).contains(&number) => {
                self.refuse_probability(value);
            }
            Literal::Real(number, _) if is_probability && !(0.0..=1.0).contains(&number) => {
                self.refuse_probability(value);
            }
            Literal::Whole(number, _) => {
                self.refuse(value, expected, self.mended(format!("{number}.0")));
            }
            Literal::Real(number, ty) if !is_of(&ty, "f64") => {
                let expected = "a number with a point (`f64`)";
                self.refuse(value, expected, self.mended(format!("{number:?}")));
            }
            Literal::Text(text) => {
                let number = text.trim().parse::<f64>().unwrap_or(0.5);
                self.refuse(value, expected, self.mended(format!("{number:?}")));
            }
            Literal::Flag(_) | Literal::List(..) | Literal::Tuple(_) => {
                self.refuse(value, expected, self.mended("0.5"));
            }
            Literal::Real(..) | Literal::Word(_) | Literal::Other => {}
        }
    }

    fn refuse_probability(&self, value: &Expr) {
        self.refuse(
            value,
            "a probability from 0 to 1",
            "`p = 0.5` leaves out one half",
        );
    }

    fn per_channel(&self, value: &Expr) {
        match Literal::of(value) {
            Literal::List(elements, _) => {
                for element in elements {
                    self.element().number(element);
                }
            }
            Literal::Tuple(elements) => {
                self.tuple(value, "a number with a point, or a list of them", &elements);
            }
            _ => self.number(value),
        }
    }

    /// Words are written bare: the text of one is Python's.
    fn word(&self, value: &Expr, words: &'static [&'static str]) {
        let (written, is_bare) = match Literal::of(value) {
            Literal::Word(word) => (word.to_string(), true),
            Literal::Text(text) => (text, false),
            _ => match value {
                Expr::Path(path) => (shown(&path.path.segments.last()), false),
                _ => (shown(value), false),
            },
        };
        if is_bare && words.contains(&written.as_str()) {
            return;
        }
        let all = || listed(words.iter().copied());
        let help = match nearest(&written.to_lowercase(), words.iter().copied()) {
            Some(meant) => self.mended(meant),
            None => format!("the words are {}", all()),
        };
        self.refuse(value, &format!("one of {}", all()), help);
    }

    fn kept(&self, value: &Expr) {
        if !matches!(Literal::of(value), Literal::Word(_)) {
            self.refuse(
                value,
                "the name of a kept value",
                "keep it with `… as name;` and write `like = name`",
            );
        }
    }

    /// The range stands in the call: its ends are two arguments of the rule.
    fn range(&self, value: &Expr) {
        let Expr::Range(range) = bare(value) else {
            let help = match Literal::of(value) {
                Literal::Whole(number, _) if number > 0 => {
                    format!("`slice(0..{number})` are the first {number} channels")
                }
                _ => "`slice(0..16)` are the first 16 channels".to_owned(),
            };
            return self.refuse(value, "a range", help);
        };
        for bound in [&range.start, &range.end].into_iter().flatten() {
            self.element().whole(bound, 0);
        }
        let bound = |bound: &Option<Box<Expr>>| match bound.as_deref().map(Literal::of) {
            Some(Literal::Whole(number, _)) => Some(number),
            _ => None,
        };
        let past = i128::from(matches!(range.limits, RangeLimits::Closed(_)));
        if let (Some(start), Some(end)) = (bound(&range.start), bound(&range.end))
            && end >= 0
            && end + past <= start
        {
            let mended = match end + past < start {
                true => format!("`slice({end}..{start})`"),
                false => format!("`slice({start}..{})`", start + 1),
            };
            self.refuse(value, "a range of one channel or more", mended);
        }
    }

    /// The list stands in the call: its length is the rank of what flows on.
    fn list(&self, value: &Expr) {
        let expected = "a list of dimensions";
        let Expr::Array(list) = value else {
            return match Literal::of(value) {
                Literal::Tuple(elements) if !elements.is_empty() => {
                    self.tuple(value, expected, &elements);
                }
                Literal::List(elements, length) if (1..=4).contains(&length) => {
                    let each = vec![shown(&elements[0]); length];
                    let mended = self.mended(format!("[{}]", each.join(", ")));
                    self.refuse(value, "every dimension", mended);
                }
                _ => self.refuse(value, expected, self.mended("[64, 7, 7]")),
            };
        };
        if list.elems.is_empty() || list.elems.len() > 4 {
            self.refuse(value, "one to four dimensions", "the batch is not written");
        }
        for element in &list.elems {
            self.element().dimension(element);
        }
    }

    /// PyTorch's -1 and the `_` of a shape: here the number is written.
    fn dimension(&self, value: &Expr) {
        let is_left_out =
            matches!(value, Expr::Infer(_)) || matches!(Literal::of(value), Literal::Whole(-1, _));
        if !is_left_out {
            return self.whole(value, 1);
        }
        let help = "write the number, without the batch; `flatten;` makes features of any image";
        self.refuse(value, "a number for every dimension", help);
    }
}

/// Both sides of every axis, as `padding` takes them.
fn sides(axes: usize) -> &'static str {
    [
        "[left, right]",
        "[top, left, bottom, right]",
        "[front, top, left, back, bottom, right]",
    ][axes - 1]
}

fn is_list(value: &Expr) -> bool {
    matches!(Literal::of(value), Literal::List(..) | Literal::Tuple(_))
}
