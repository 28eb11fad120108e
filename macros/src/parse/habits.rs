//! What people type who come from Python, and what it is here.

use proc_macro2::{Delimiter, Ident, Spacing, TokenTree};
use quote::ToTokens;
use syn::{Expr, ExprMethodCall, Path};

use super::cursor::{Cursor, is_reserved};
use super::recover::begins_item;
use super::{Parsed, Reported, python};
use crate::ast::Label;
use crate::catalog::Layer;

/// The words that open a statement of the language.
const WORDS: &[&str] = &[
    "for",
    "if",
    "match",
    "let",
    "sequential",
    "sum",
    "concat",
    "product",
    "residual",
    "from",
    "output",
    "identity",
    "check",
];

/// The words that open one elsewhere.
const FOREIGN: &[&str] = &[
    "block", "network", "example", "budget", "while", "loop", "else", "elif", "return", "def",
    "class", "const", "static", "fn", "use", "pub",
];

/// A word that stands at the head of a statement and is no label.
pub fn opens_statement(word: &Ident) -> bool {
    WORDS.iter().chain(FOREIGN).any(|other| word == other) || is_part(word) || word == "as"
}

/// A word that opens a statement of the language.
pub fn is_word(word: &Ident) -> bool {
    WORDS.iter().any(|other| word == other)
}

/// A built-in layer, `identity`, or a name in `CamelCase`.
pub fn is_part(word: &Ident) -> bool {
    let name = word.to_string();
    Layer::find(&name).is_some() || name == "identity" || name.starts_with(char::is_uppercase)
}

/// `conv1 = conv2d(64, 3)`: a label that lacks its `:`, before what is a statement already.
pub fn assigned(cursor: &mut Cursor) -> Parsed<Option<Label>> {
    let Some(name) = cursor.ident(0).filter(|word| *word != "let").cloned() else {
        return Ok(None);
    };
    if !cursor.is_assign(1) || python::assigns(cursor) {
        return Ok(None);
    }
    let fact = format!("`{name}`: expected `:` after the label, found `=`");
    let help = format!("write `{name}: {}`", part_at(cursor, 2));
    let reported = cursor.fault(name.span(), fact, help);
    if matches!(cursor.peek(2), None | Some(TokenTree::Punct(_))) && !cursor.is_op(2, "::") {
        return Err(reported);
    }
    cursor.skip(2);
    Ok(Some(Label::Name(name)))
}

/// The layer or block `ahead`, as a help shows it.
pub fn part_at(cursor: &Cursor, ahead: usize) -> String {
    let Some(name) = cursor.ident(ahead) else {
        return "…".to_owned();
    };
    let args = cursor.group(ahead + 1, Delimiter::Parenthesis);
    let args = args
        .filter(|args| !args.stream().is_empty())
        .map_or("", |_| "(…)");
    format!("{name}{args}")
}

/// What Rust reads otherwise than it is meant: `a ** b` (a dereference), `True`, `self.width`.
pub fn in_value(cursor: &Cursor, from: usize, to: usize) -> Parsed<()> {
    let tokens = cursor.tokens(from, to).to_vec();
    misread(cursor, &tokens).map_or(Ok(()), Err)
}

fn misread(cursor: &Cursor, tokens: &[TokenTree]) -> Option<Reported> {
    tokens
        .iter()
        .enumerate()
        .find_map(|(at, token)| match token {
            TokenTree::Group(group) => {
                let inner: Vec<_> = group.stream().into_iter().collect();
                misread(cursor, &inner)
            }
            TokenTree::Ident(word) if *word == "True" || *word == "False" => {
                let lower = word.to_string().to_lowercase();
                let fact = format!("`{word}`: expected `true` or `false`");
                Some(cursor.fault(word.span(), fact, format!("write `{lower}`")))
            }
            TokenTree::Ident(word) if applies_own_layer(word, &tokens[at + 1..]) => {
                let layer = tokens[at + 2].to_string();
                let fact = format!("`self.{layer}`: expected a compile-time value, found a layer, which is a statement");
                let help = "write the layer itself where it is used, such as `conv1: conv2d(64, 3);`";
                Some(cursor.fault(word.span(), fact, help))
            }
            TokenTree::Ident(word) if *word == "self" && is_punct(tokens.get(at + 1), '.') => {
                let fact = "`self`: a parameter is used by its name alone";
                let help = tokens
                    .get(at + 2)
                    .map_or_else(String::new, |name| format!("write `{name}`"));
                Some(cursor.fault(word.span(), fact, help))
            }
            TokenTree::Punct(star) if at == 0 && is_double_star(tokens, at) => {
                let fact = "`**`: expected a value";
                Some(cursor.fault(star.span(), fact, "write the arguments one by one"))
            }
            TokenTree::Punct(star) if is_power(tokens, at) => {
                let fact = "`**`: expected an operator of Rust";
                Some(cursor.fault(star.span(), fact, "write `2_usize.pow(n)` for `2 ** n`"))
            }
            _ => None,
        })
}

/// `self.conv1(x)`, `self.conv1.forward(x)`
fn applies_own_layer(word: &Ident, after: &[TokenTree]) -> bool {
    let is_call = |at: usize| {
        matches!(after.get(at), Some(TokenTree::Group(group))
            if group.delimiter() == Delimiter::Parenthesis)
    };
    let is_forward = matches!(after.get(3), Some(TokenTree::Ident(method)) if method == "forward");
    word == "self" && is_punct(after.first(), '.') && (is_call(2) || (is_forward && is_call(4)))
}

/// `**` after a value.
fn is_power(tokens: &[TokenTree], at: usize) -> bool {
    at > 0 && !matches!(&tokens[at - 1], TokenTree::Punct(_)) && is_double_star(tokens, at)
}

fn is_double_star(tokens: &[TokenTree], at: usize) -> bool {
    let joint = matches!(&tokens[at], TokenTree::Punct(star)
        if star.as_char() == '*' && star.spacing() == Spacing::Joint);
    joint && is_punct(tokens.get(at + 1), '*')
}

fn is_punct(token: Option<&TokenTree>, punct: char) -> bool {
    matches!(token, Some(TokenTree::Punct(found)) if found.as_char() == punct)
}

/// The operators that are words in Python.
const OPERATORS: &[(&str, &str)] = &[
    ("and", "&&"),
    ("or", "||"),
    ("not", "!"),
    ("is", "=="),
    ("lambda", "const fn"),
];

/// A word of Python's that stands after a value: `a and b`, `1 if c else 2`.
pub fn after_value(cursor: &Cursor) -> Option<Reported> {
    let word = cursor.ident(0)?;
    let before = match cursor.before() {
        Some(TokenTree::Ident(before)) if before == "not" => Some(before),
        _ => None,
    };
    if let Some(reported) = before
        .into_iter()
        .chain([word])
        .find_map(|word| operator(cursor, word))
    {
        return Some(reported);
    }
    (word == "if").then(|| {
        let fact = "`if`: expected the condition before the value";
        cursor.fault(
            word.span(),
            fact,
            "write `if c { a } else { b }` for `a if c else b`",
        )
    })
}

fn operator(cursor: &Cursor, word: &Ident) -> Option<Reported> {
    let (_, rust) = OPERATORS.iter().find(|(python, _)| word == python)?;
    let fact = format!("`{word}`: expected an operator of Rust");
    Some(cursor.fault(word.span(), fact, format!("write `{rust}`")))
}

/// The first word of Python's in a value that could not be read.
pub fn in_words(cursor: &Cursor, tokens: &[TokenTree]) -> Option<Reported> {
    let mut before: Option<&TokenTree> = None;
    for token in tokens {
        let found = match token {
            TokenTree::Group(group) => {
                let inner: Vec<_> = group.stream().into_iter().collect();
                in_words(cursor, &inner)
            }
            TokenTree::Ident(word) if is_python(word, before) => operator(cursor, word),
            TokenTree::Punct(punct) if punct.as_char() == ',' || punct.as_char() == ';' => {
                return None;
            }
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        before = Some(token);
    }
    None
}

/// `and`, `or`, `is` stand after a value, `not` and `lambda` after none.
fn is_python(word: &Ident, before: Option<&TokenTree>) -> bool {
    let after_value = !matches!(before, None | Some(TokenTree::Punct(_)));
    match word.to_string().as_str() {
        "and" | "or" | "is" => after_value,
        "not" | "lambda" => true,
        _ => false,
    }
}

/// The word of the language that another before braces stands for.
pub fn before_braces(word: &Ident) -> Option<&'static str> {
    Some(match word.to_string().to_lowercase().as_str() {
        "sequential" | "seq" | "sequence" | "chain" => "sequential",
        "add" | "plus" => "sum",
        "cat" | "concatenate" | "parallel" | "branches" | "stack" => "concat",
        "mul" | "multiply" | "times" => "product",
        "skip" | "shortcut" | "res" => "residual",
        _ => return None,
    })
}

/// What to write in place of a macro of Rust's that is called as a statement.
pub fn of_a_macro(path: &Path) -> Option<&'static str> {
    Some(match path.get_ident()?.to_string().as_str() {
        "println" | "print" | "eprintln" | "dbg" | "debug" | "info" => {
            "`Net::summary()` shows every shape, `check [C, H, W];` asserts one here"
        }
        "assert" | "assert_eq" | "debug_assert" | "debug_assert_eq" => {
            "`check [C, H, W];` asserts the shape here"
        }
        "format" | "concat" => "write a name with holes, `\"conv{i}\": …`, as a label",
        "todo" | "unimplemented" | "panic" | "unreachable" => "remove it",
        _ => return None,
    })
}

/// `range(n)` and `enumerate(…)` as what a `for` runs over.
pub fn python_iteration(cursor: &Cursor, name: &Ident, args: &[Expr]) -> Option<Reported> {
    let help = match (name.to_string().as_str(), args) {
        ("range", [end]) => format!("write `0..{}`", shown(end)),
        ("range", [start, end, ..]) => format!("write `{}..{}`", shown(start), shown(end)),
        ("enumerate" | "zip" | "reversed" | "range", _) => {
            "write `for i in 0..n`, or a list of tuples".to_owned()
        }
        _ => return None,
    };
    let fact = format!("`{name}`: expected a range or a list");
    Some(cursor.fault(name.span(), fact, help))
}

/// `list.iter()`, `(0..n).rev()`: iterators do not run in a `const fn`.
pub fn iterator(cursor: &Cursor, call: &ExprMethodCall) -> Option<Reported> {
    let help = match call.method.to_string().as_str() {
        "iter" | "into_iter" | "iter_mut" => format!("write `{}`", shown(&call.receiver)),
        "rev" => "count up and turn it round: `for i in 0..n { let i = n - 1 - i; … }`".to_owned(),
        "step_by" => "count up and multiply: `for i in 0..n { let i = i * step; … }`".to_owned(),
        "enumerate" | "zip" | "map" | "chain" | "take" | "skip" | "windows" | "items" => {
            "write `for i in 0..n`, or a list of tuples".to_owned()
        }
        _ => return None,
    };
    let fact = format!(
        "`{}`: expected a range or a list, found an iterator",
        call.method
    );
    Some(cursor.fault(call.method.span(), fact, help))
}

fn shown(value: &Expr) -> String {
    value.to_token_stream().to_string()
}

/// `i:02` of a hole: the value before the format.
pub fn format_spec(hole: &str) -> Option<&str> {
    let (plain, format) = hole.split_once(':')?;
    (!format.starts_with(':') && !plain.trim().is_empty()).then_some(plain)
}

/// Why the next word begins no statement, and what to write.
pub fn foreign(cursor: &Cursor) -> Option<(String, &'static str)> {
    let word = cursor.ident(0)?;
    if cursor.is_word(1, "in") {
        let fact = format!("`{word} in`: expected `for` before the pattern");
        return Some((fact, "write `for i in 0..n { … }`"));
    }
    let help = match word.to_string().as_str() {
        "while" | "loop" | "repeat" => {
            "write `for i in 0..n { … }`, a number of rounds known at compile time"
        }
        "else" => "an `else` follows the braces of its `if` directly",
        "elif" => "write `else if`, directly after the braces of the `if`",
        "return" => "remove it, the last statement leaves the result",
        "break" | "continue" => "choose the rounds in the range of the `for`",
        "switch" | "case" => "write `match x { A => { … } _ => { … } }`",
        "const" | "static" => "write `let name = value;`, a compile-time value",
        "def" | "fn"
            if ["forward", "call"]
                .iter()
                .any(|name| cursor.is_word(1, name)) =>
        {
            "remove it: the statements are what `forward` computes, in their order"
        }
        "def" | "fn" | "class" | "struct" | "use" | "mod" => "write it outside of `network!`",
        _ if begins_item(cursor) => "items stand side by side, write it before or behind this one",
        _ if is_reserved(word) => STATEMENTS,
        _ => return None,
    };
    Some((format!("`{word}` begins no statement"), help))
}

/// What can stand in a body.
pub const STATEMENTS: &str =
    "a statement is a layer, a block, `sum { … }`, `for`, `if`, `match` or `let`";
