//! Equal paths: two statements whose weights would have one name.
//!
//! Only what is written is compared. Names that the plan computes (holes, numbers of a `sequential`
//! that unrolls, spliced blocks) are compared there.

use std::collections::HashMap;

use syn::ext::IdentExt;

use super::kept::bodies;
use crate::ast::{Body, Kind, Label, Statement, TextPart};
use crate::errors::Errors;

pub fn check(body: &Body, errors: &Errors) {
    let mut seen = HashMap::new();
    scope(&body.statements, &mut seen, errors);
}

/// Labels that stand beside each other; arms of one `if` do not: only one of them exists.
type Seen = HashMap<String, ()>;

fn scope(statements: &[Statement], seen: &mut Seen, errors: &Errors) {
    for statement in statements {
        let text = statement.label.as_ref().and_then(text);
        if let (Some(text), Some(label)) = (&text, &statement.label)
            && seen.insert(text.clone(), ()).is_some()
        {
            errors.report(
                label.span(),
                format!("the label `{text}` is used twice: the weights of two statements would have one name"),
                format!("give this statement another one, `{text}b` say"),
            );
        }
        let own_scope = statement.label.is_some() || matches!(statement.kind, Kind::For(..));
        let arms = matches!(statement.kind, Kind::If(_) | Kind::Match(..));
        let mut after = seen.clone();
        for inner in bodies(&statement.kind) {
            if own_scope {
                scope(inner, &mut Seen::new(), errors);
            } else if arms {
                let mut arm = seen.clone();
                scope(inner, &mut arm, errors);
                after.extend(arm);
            } else {
                scope(inner, seen, errors);
            }
        }
        if arms && !own_scope {
            *seen = after;
        }
    }
}

fn text(label: &Label) -> Option<String> {
    match label {
        Label::Name(name) => Some(name.unraw().to_string()),
        Label::Number(number, _) => Some(number.to_string()),
        Label::Text(_, parts) => parts
            .iter()
            .map(|part| match part {
                TextPart::Literal(text) => Some(text.as_str()),
                TextPart::Hole(_) => None,
            })
            .collect(),
        Label::Splice(_) => None,
    }
}
