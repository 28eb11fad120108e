//! What the parser makes of a text: trees in `trees`, faults in `faults…`, anything at all in `mangled`.

mod faults;
mod faults_of_items;
mod faults_of_statements;
mod mangled;
mod printed;
mod trees;

use proc_macro2::TokenStream;

use super::parse;
use crate::ast::Declaration;
use crate::errors::Errors;

/// The examples of the language's specification, sections 1, 2, 3 and 9.
const EXAMPLES: &[&str] = &[
    include_str!("examples/resnet.txt"),
    include_str!("examples/vgg.txt"),
    include_str!("examples/assertions.txt"),
    include_str!("examples/three_more.txt"),
];

/// A fault as the tests see it: the blamed text and the message.
struct Seen {
    blamed: String,
    message: String,
}

fn read(source: &str) -> (Declaration, Vec<Seen>) {
    let tokens = format!("firebrick {source}")
        .parse()
        .expect("the text is made of tokens");
    read_tokens(tokens)
}

fn read_tokens(tokens: TokenStream) -> (Declaration, Vec<Seen>) {
    let errors = Errors::new();
    let declaration = parse(tokens, &errors);
    let faults = errors.into_list().into_iter().map(|(span, message)| Seen {
        blamed: span.source_text().unwrap_or_default(),
        message,
    });
    (declaration, faults.collect())
}

/// The statements of a block, read without a fault.
fn printed_body(body: &str) -> String {
    let (declaration, faults) = read(&format!("block B() {{ {body} }}"));
    let first = faults.first().map(|fault| &fault.message);
    assert_eq!(first, None, "in {body}");
    printed::body_of(&declaration)
}
