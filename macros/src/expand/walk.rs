//! Questions asked of steps, and how generated code reaches a field from inside loops and arms.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::names::Names;
use super::steps::{Entry, Field, FieldId, Keeps, Nest, Step, StepKind};

/// The fields of these steps, in the order in which they are built.
pub fn fields_of(steps: &[Step<'_>]) -> Vec<FieldId> {
    let mut fields = Vec::new();
    for step in steps {
        match &step.entry {
            Entry::Filled { name, .. } | Entry::Next { name, .. } => fields.push(*name),
            Entry::None | Entry::Label { .. } => {}
        }
        match &step.kind {
            StepKind::Layer { field, .. } => fields.extend(field),
            StepKind::Item { field, .. } => fields.push(*field),
            StepKind::Residual { condition, .. } => {
                fields.extend(condition.map(|(_, field)| field))
            }
            StepKind::Loop { rounds, .. } => fields.push(*rounds),
            StepKind::Choice { taken, .. } => fields.push(*taken),
            StepKind::Output { taken, nodes, .. } => fields.extend([*taken, *nodes]),
            _ => {}
        }
        for inner in inner_steps(&step.kind) {
            fields.extend(fields_of(inner));
        }
    }
    fields
}

/// The lists of steps inside a step: several for arms.
pub fn inner_steps<'s, 'a>(kind: &'s StepKind<'a>) -> Vec<&'s [Step<'a>]> {
    match kind {
        StepKind::Sequence(steps)
        | StepKind::Numbered { steps, .. }
        | StepKind::Join { steps, .. }
        | StepKind::Residual { steps, .. }
        | StepKind::Loop { steps, .. }
        | StepKind::Output { steps, .. } => vec![steps],
        StepKind::Choice { arms, .. } => arms.iter().map(Vec::as_slice).collect(),
        _ => Vec::new(),
    }
}

/// The fields of these steps that hold modules.
pub fn modules_of(steps: &[Step<'_>], fields: &[Field]) -> Vec<FieldId> {
    let mut modules = fields_of(steps);
    modules.retain(|&field| fields[field].keeps == Keeps::Module);
    modules
}

/// How many steps share one borrow of what walks along.
const RUN: usize = 32;

/// The code of these steps, one after the other. `walker` is the variable, a `&mut`, that each of them borrows
/// again: every so many steps it is another one, for rustc looks at all borrows of a variable whenever one is made.
pub fn in_runs<'s, 'a: 's>(
    steps: impl IntoIterator<Item = &'s Step<'a>>,
    walker: &Ident,
    code: impl Fn(&'s Step<'a>) -> TokenStream,
) -> TokenStream {
    let mut all = TokenStream::new();
    for (at, step) in steps.into_iter().enumerate() {
        if at > 0 && at % RUN == 0 {
            all.extend(quote!(let #walker = &mut *#walker;));
        }
        all.extend(code(step));
    }
    all
}

/// The local variable that holds a field while a module is built or taken apart.
pub fn local(field: FieldId, names: &Names) -> Ident {
    names.private(&format!("f{field}"))
}

/// The round of a loop.
pub fn round(id: usize, names: &Names) -> Ident {
    names.private(&format!("round{id}"))
}

/// A reference to the leaf of `field` in the round and arm at hand; `base` is a reference to the field.
pub fn leaf(field: &Field, base: TokenStream, names: &Names) -> TokenStream {
    let door = names.door();
    field.nest.iter().fold(base, |base, nest| match nest {
        Nest::Loop(id) => {
            let round = round(*id, names);
            quote!(&(#base)[#round])
        }
        Nest::Arm => quote!(#door::present(#base)),
    })
}

/// The same for a change; `base` is a mutable reference.
pub fn leaf_mut(field: &Field, base: TokenStream, names: &Names) -> TokenStream {
    let door = names.door();
    field.nest.iter().fold(base, |base, nest| match nest {
        Nest::Loop(id) => {
            let round = round(*id, names);
            quote!(&mut (#base)[#round])
        }
        Nest::Arm => quote!(#door::present_mut(#base)),
    })
}

/// The type of a field: its leaf in a `Vec` for every loop and an `Option` for every arm.
pub fn field_type(field: &Field, names: &Names) -> TokenStream {
    let door = names.door();
    let leaf = field.ty.clone();
    field.nest.iter().rev().fold(leaf, |ty, nest| match nest {
        Nest::Loop(_) => quote!(#door::Vec<#ty>),
        Nest::Arm => quote!(::core::option::Option<#ty>),
    })
}
