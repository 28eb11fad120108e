//! Grows a declaration that holds: every statement is planned before it is written down.

mod bodies;
mod words;

use self::words::declared;
use crate::choices::Choices;
use crate::plan::{
    Constant, Env, OPEN, Plan, Planner, declared_input, has_equal_paths, number_of, plan,
};
use crate::shape::{Shape, Size, is_open, known, numbers_of};
use crate::tree::{
    Assertion, Declaration, Expr, Item, ItemCall, ItemKind, Param, Site, Statement, Tap, Value,
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

/// Words that are labels, and no names of fields.
const RUST_KEYWORDS: &[&str] = &["type", "loop", "for", "match", "mod"];

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
            words: [RUST_KEYWORDS, &["sum", "block", "output"]].concat(),
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
            self.taps(&mut declaration);
        }
        let length = self.choices.between(4, 16);
        let network = self.network(&declaration, "Net".to_owned(), length);
        declaration.items.push(network);
        self.taps(&mut declaration);
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
                taps: Vec::new(),
            },
            body,
        }
    }

    /// Taps for the last item, where it is a network with paths.
    fn taps(&mut self, declaration: &mut Declaration) {
        let is_network = matches!(declaration.network().kind, ItemKind::Network { .. });
        if !is_network || !self.choices.once_in(3) {
            return;
        }
        let Ok(plan) = plan(declaration, &declared_input(declaration.network())) else {
            return;
        };
        let item = declaration.items.last_mut();
        if let Some(ItemKind::Network { taps, .. }) = item.map(|item| &mut item.kind) {
            let mut paths: Vec<_> = plan.paths.into_iter().map(|(path, _)| path).collect();
            for _ in 0..self.choices.between(1, 3).min(paths.len()) {
                let path = paths.swap_remove(self.choices.below(paths.len()));
                taps.push(self.tap(path));
            }
        }
    }

    fn tap(&mut self, path: String) -> Tap {
        let is_label =
            !path.contains('.') && !path.starts_with(|first: char| first.is_ascii_digit());
        let is_field = is_label && !RUST_KEYWORDS.contains(&path.as_str());
        Tap {
            is_quoted: !is_label || self.choices.once_in(3),
            name: match is_field && !self.choices.once_in(3) {
                true => path.clone(),
                false => self.name("tap"),
            },
            path,
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
            shape.push(if open { Size::open(Some(OPEN)) } else { size });
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
        let Ok(Plan {
            params,
            macs: Some(macs),
            ..
        }) = plan(declaration, &declared_input(network))
        else {
            return;
        };
        let network = network.name.clone();
        let slack = self.choices.below(3);
        declaration.assertions.push(Assertion::Budget {
            site: self.site(),
            network,
            params: Expr::Number(params + slack),
            macs: Expr::Number(macs + slack),
        });
    }
}
