//! A declaration as the text that a user would write, a line for each statement.

use std::collections::HashMap;
use std::fmt::Write;

use crate::tree::{
    Argument, Assertion, Comparison, Condition, Declaration, Dim, Expr, Item, ItemCall, ItemKind,
    Iteration, Kind, Label, Layer, Param, Site, Statement, Tap, Value,
};

/// The crate of the hand-written layers.
pub const CUSTOM: &str = "firebrick_random";

/// The text, and the line (from 0) where each site begins.
pub struct Printed {
    pub text: String,
    pub lines: HashMap<Site, usize>,
}

/// The items of a `network!`.
pub fn print(declaration: &Declaration) -> Printed {
    let mut printer = Printer {
        printed: Printed {
            text: String::new(),
            lines: HashMap::new(),
        },
        line: 0,
        indent: 0,
    };
    for item in &declaration.items {
        printer.item(item);
    }
    for assertion in &declaration.assertions {
        printer.assertion(assertion);
    }
    printer.printed
}

struct Printer {
    printed: Printed,
    line: usize,
    indent: usize,
}

impl Printer {
    fn line(&mut self, text: &str) {
        let indent = 4 * self.indent;
        let _ = writeln!(self.printed.text, "{:indent$}{text}", "");
        self.line += 1;
    }

    fn site(&mut self, site: Site) {
        self.printed.lines.insert(site, self.line);
    }

    fn item(&mut self, item: &Item) {
        self.site(item.site);
        let name = &item.name;
        let head = match &item.kind {
            ItemKind::Block(params) => format!("pub block {name}({})", list(params, param)),
            ItemKind::Network {
                input,
                output,
                taps,
            } => {
                let (input, output) = (dims(input), dims(output));
                let taps = match taps.is_empty() {
                    true => String::new(),
                    false => format!(" taps({})", list(taps, tap)),
                };
                format!("pub network {name}: {input} -> {output}{taps}")
            }
        };
        self.braced(&format!("{head} {{"), &item.body, "}");
    }

    fn assertion(&mut self, assertion: &Assertion) {
        match assertion {
            Assertion::Example {
                site,
                call,
                input,
                output,
                params,
            } => {
                self.site(*site);
                self.line(&format!(
                    "example {}: {input:?} -> {}, params = {};",
                    item_call(call),
                    dims(output),
                    expr(params)
                ));
            }
            Assertion::Budget {
                site,
                network,
                params,
                macs,
            } => {
                self.site(*site);
                self.line(&format!(
                    "budget {network}: params <= {}, macs <= {};",
                    expr(params),
                    expr(macs)
                ));
            }
        }
    }

    fn braced(&mut self, head: &str, body: &[Statement], tail: &str) {
        self.line(head);
        self.indent += 1;
        for statement in body {
            self.statement(statement);
        }
        self.indent -= 1;
        self.line(tail);
    }

    fn statement(&mut self, statement: &Statement) {
        self.site(statement.site);
        let label = match &statement.label {
            None => String::new(),
            Some(Label::Name(name)) => format!("{name}: "),
            Some(Label::Filled(text, name, 0)) => format!("\"{text}{{{name}}}\": "),
            Some(Label::Filled(text, name, offset)) => format!("\"{text}{{{name} + {offset}}}\": "),
            Some(Label::Splice) => "_: ".to_owned(),
        };
        let keep = statement.keep.as_ref();
        let keep = keep.map_or(String::new(), |keep| format!(" as {keep};"));
        let end = if keep.is_empty() { ";" } else { &keep };
        let close = format!("}}{keep}");
        let mut simple = |text: String| self.line(&format!("{label}{text}{end}"));
        match &statement.kind {
            Kind::Layer(layer) => simple(call(layer)),
            Kind::Custom(layer) => simple(format!("{CUSTOM}::{}", call(layer))),
            Kind::Item(call) => simple(item_call(call)),
            Kind::Let(name, value) => simple(format!("let {name} = {}", expr(value))),
            Kind::From(name) => simple(format!("from {name}")),
            Kind::Identity => simple("identity".to_owned()),
            Kind::Check(shape) => simple(format!("check {}", dims(shape))),
            Kind::Group(body) => self.braced(&format!("{label}{{"), body, &close),
            Kind::Sequential(body) => self.braced(&format!("{label}sequential {{"), body, &close),
            Kind::Join(join, body) => {
                self.braced(&format!("{label}{} {{", join.name()), body, &close);
            }
            Kind::Residual(condition, body) => {
                let test = condition.as_ref();
                let test = test.map_or(String::new(), |test| {
                    format!("if {} ", self::condition(test))
                });
                self.braced(&format!("{label}residual {test}{{"), body, &close);
            }
            Kind::For(iteration, body) => {
                self.braced(
                    &format!("{label}for {} {{", rounds(iteration)),
                    body,
                    &close,
                );
            }
            Kind::If(arms, otherwise) => {
                let mut head = label;
                for (condition, body) in arms {
                    self.line(&format!("{head}if {} {{", self::condition(condition)));
                    self.inner(body);
                    head = "} else ".to_owned();
                }
                if let Some(body) = otherwise {
                    self.line("} else {");
                    self.inner(body);
                }
                self.line(&close);
            }
            Kind::Match(value, arms) => {
                self.line(&format!("{label}match {} {{", expr(value)));
                self.indent += 1;
                for (numbers, body) in arms {
                    let pattern = match numbers.is_empty() {
                        true => "_".to_owned(),
                        false => list_with(numbers, " | ", ToString::to_string),
                    };
                    self.braced(&format!("{pattern} => {{"), body, "}");
                }
                self.indent -= 1;
                self.line(&close);
            }
            Kind::Output(name, shape, body) => {
                let shape = shape.as_ref();
                let shape = shape.map_or(String::new(), |shape| format!(": {}", dims(shape)));
                self.braced(&format!("output {name}{shape} {{"), body, "}");
            }
        }
    }

    fn inner(&mut self, body: &[Statement]) {
        self.indent += 1;
        for statement in body {
            self.statement(statement);
        }
        self.indent -= 1;
    }
}

fn list<T>(list: &[T], print: impl Fn(&T) -> String) -> String {
    list_with(list, ", ", print)
}

fn list_with<T>(list: &[T], between: &str, print: impl Fn(&T) -> String) -> String {
    list.iter().map(print).collect::<Vec<_>>().join(between)
}

fn tap(tap: &Tap) -> String {
    let path = match tap.is_quoted {
        true => format!("{:?}", tap.path),
        false => tap.path.clone(),
    };
    match tap.name == tap.path {
        true => path,
        false => format!("{path} as {}", tap.name),
    }
}

fn param(param: &Param) -> String {
    let ty = if param.is_flag { "bool" } else { "usize" };
    match &param.default {
        None => format!("{}: {ty}", param.name),
        Some(default) => format!("{}: {ty} = {}", param.name, value(default)),
    }
}

fn call(layer: &Layer) -> String {
    match layer.args.is_empty() {
        true => layer.name.to_owned(),
        false => format!("{}({})", layer.name, list(&layer.args, argument)),
    }
}

fn argument(arg: &Argument) -> String {
    match arg.by_position {
        true => value(&arg.value),
        false => format!("{} = {}", arg.name, value(&arg.value)),
    }
}

fn item_call(call: &ItemCall) -> String {
    if call.args.is_empty() {
        return call.item.clone();
    }
    let args = list(&call.args, |(name, by_position, given)| match by_position {
        true => value(given),
        false => format!("{name} = {}", value(given)),
    });
    format!("{}({args})", call.item)
}

fn rounds(iteration: &Iteration) -> String {
    match iteration {
        Iteration::Range {
            name,
            start,
            end,
            inclusive,
        } => {
            let dots = if *inclusive { "..=" } else { ".." };
            format!("{name} in {}{dots}{}", expr(start), expr(end))
        }
        Iteration::Rows { names, rows } if names.len() == 1 => {
            let rows = list(rows, |row| expr(&row[0]));
            format!("{} in [{rows}]", names[0])
        }
        Iteration::Rows { names, rows } => {
            let rows = list(rows, |row| format!("({})", list(row, expr)));
            format!("({}) in [{rows}]", names.join(", "))
        }
    }
}

fn dims(dims: &[Dim]) -> String {
    let dims = list(dims, |dim| match dim {
        Dim::Known(number) => expr(number),
        Dim::Open => "_".to_owned(),
    });
    format!("[{dims}]")
}

fn value(value: &Value) -> String {
    match value {
        Value::Count(number) => expr(number),
        Value::List(numbers) => format!("[{}]", list(numbers, expr)),
        Value::Word(word) => word.clone(),
        Value::Flag(flag) => flag.to_string(),
        Value::Real(number) => format!("{number:?}"),
        Value::Reals(numbers) => format!("{numbers:?}"),
        Value::Range(start, end) => {
            let end = end.as_ref().map_or(String::new(), expr);
            format!("{}..{end}", expr(start))
        }
    }
}

fn expr(expr: &Expr) -> String {
    match expr {
        Expr::Number(number) => number.to_string(),
        Expr::Name(name) => name.clone(),
        Expr::Input(word) => format!("input.{word}"),
        Expr::Times(left, right) => format!("{} * {}", operand(left), operand(right)),
        Expr::Plus(left, right) => format!("{} + {}", operand(left), operand(right)),
        Expr::If(test, then, otherwise) => format!(
            "if {} {{ {} }} else {{ {} }}",
            condition(test),
            self::expr(then),
            self::expr(otherwise)
        ),
    }
}

fn operand(operand: &Expr) -> String {
    match operand {
        Expr::Number(_) | Expr::Name(_) | Expr::Input(_) => expr(operand),
        _ => format!("({})", expr(operand)),
    }
}

fn condition(condition: &Condition) -> String {
    match condition {
        Condition::Flag(name) => name.clone(),
        Condition::Compare(left, comparison, right) => {
            let sign = match comparison {
                Comparison::Equal => "==",
                Comparison::Unequal => "!=",
                Comparison::Less => "<",
            };
            format!("{} {sign} {}", operand(left), operand(right))
        }
    }
}
