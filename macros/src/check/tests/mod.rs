//! Faults of meaning: what is said, and at which token.
//!
//! A row of a table is a text, the blamed token with the fact, and the help.

mod of_arguments;
mod of_bodies;
mod of_items;
mod of_names;
mod of_ranks;
mod of_transcripts;
mod of_values;
mod soundness;

use super::{Expansion, check};
use crate::errors::Errors;
use crate::parse::parse;

/// A fault as the tests see it: the blamed text and the message.
struct Seen {
    blamed: String,
    message: String,
}

/// The faults of a text, and what becomes of its items.
fn judge(source: &str) -> (Vec<Seen>, Vec<Expansion>) {
    let tokens = format!("firebrick {source}").parse();
    let errors = Errors::new();
    let declaration = parse(tokens.expect("the text is made of tokens"), &errors);
    let verdict = check(&declaration, &errors);
    let faults = errors.into_list().into_iter().map(|(span, message)| Seen {
        blamed: span.source_text().unwrap_or_default(),
        message,
    });
    (faults.collect(), verdict.items)
}

/// Asserts that each text of the table, once wrapped, has its one fault:
///
/// ```text
/// the text
///   the blamed token | the fact
///   help: what to write
/// ```
fn assert_faults(wrap: impl Fn(&str) -> String, table: &str) {
    let lines: Vec<_> = table.trim_matches('\n').lines().collect();
    for row in lines.chunks(3) {
        let (faults, _) = judge(&wrap(row[0]));
        let shown = faults.iter().map(|fault| {
            let message = fault.message.replace('\n', "\n  ");
            format!("  {} | {message}\n", fault.blamed)
        });
        let expected = format!("{}\n{}\n", row[1], row[2]);
        assert_eq!(shown.collect::<String>(), expected, "of {}", row[0]);
    }
}

/// Asserts that each call of the table, `call => help`, is unknown by its name, and what is offered.
fn assert_helps(table: &str) {
    for row in table.trim_matches('\n').lines() {
        let (call, help) = row.split_once(" => ").expect("a call and its help");
        let name = call.split('(').next().unwrap_or(call);
        let (faults, _) = judge(&in_a_network(&format!("{call};")));
        assert_eq!(faults.len(), 1, "of {call}");
        assert_eq!(faults[0].blamed, name);
        let (fact, offered) = faults[0]
            .message
            .split_once("\nhelp: ")
            .expect("a fact and a help");
        let (expected, own) = match name.starts_with(char::is_uppercase) {
            true => (
                format!(
                    "`{name}` is not a block of this declaration, and built-in layers are written in snake_case"
                ),
                format!("; an item of your own is reached by `self::{name}`"),
            ),
            false => (format!("unknown layer `{name}`"), String::new()),
        };
        assert_eq!(fact, expected);
        assert_eq!(offered, format!("{help}{own}"), "of {call}");
    }
}

/// Asserts that a text has no fault.
fn assert_sound(source: &str) {
    let (faults, items) = judge(source);
    let messages: Vec<_> = faults.iter().map(|fault| &fault.message).collect();
    assert!(messages.is_empty(), "{messages:#?} of {source}");
    let is_whole = |item: &Expansion| *item == Expansion::Whole;
    assert!(items.iter().all(is_whole), "{items:?} of {source}");
}

fn in_a_network(body: &str) -> String {
    format!("network N: [3, 8, 8] -> [4, 8, 8] {{ {body} }}")
}

/// Statements that call a block `P`.
fn calling_p(body: &str) -> String {
    format!(
        "block P(w: usize, k: usize, s: usize = 1, f: f64 = 1.0, on: bool = true, \
         r: [usize; 2] = [1, 2], g: f32 = 1.0) {{ relu; }} network N: [3] -> [3] {{ {body} }}"
    )
}
