//! Equal paths: two statements whose weights would have one name.
//!
//! Only what is written is compared. Names that the plan computes (holes, numbers of a `sequential`
//! that unrolls, spliced blocks) are compared there.

use std::collections::HashSet;

use crate::ast::{Body, Kind, Statement};
use crate::errors::Errors;

pub fn check(body: &Body, errors: &Errors) {
    scope(&body.statements, &mut Seen::new(), errors);
}

/// Labels that stand beside each other; arms of one `if` do not: only one of them exists.
type Seen = HashSet<String>;

fn scope(statements: &[Statement], seen: &mut Seen, errors: &Errors) {
    for statement in statements {
        if let Some(label) = &statement.label
            && let Some(text) = label.text()
            && !seen.insert(text.clone())
        {
            errors.report(
                label.span(),
                format!("the label `{text}` is used twice: two statements would have one name"),
                format!("give this statement another one, `{text}b` say"),
            );
        }
        inside(statement, seen, errors);
    }
}

fn inside(statement: &Statement, seen: &mut Seen, errors: &Errors) {
    let bodies = statement.kind.bodies();
    if statement.label.is_some() || matches!(statement.kind, Kind::For(..)) {
        for inner in bodies {
            scope(inner, &mut Seen::new(), errors);
        }
    } else if let [alone] = bodies[..] {
        scope(alone, seen, errors);
    } else if !bodies.is_empty() {
        let mut after = seen.clone();
        for arm in bodies {
            let mut seen = seen.clone();
            scope(arm, &mut seen, errors);
            after.extend(seen);
        }
        *seen = after;
    }
}
