//! Where reading goes on after a fault.

use proc_macro2::{Delimiter, TokenTree};

use super::cursor::Cursor;

/// Goes on at the next statement: past the next `;`, past a pair of braces that ends the statement,
/// or before what can only begin one.
pub fn to_next_statement(cursor: &mut Cursor) {
    let start = cursor.position();
    while !cursor.is_empty() {
        if cursor.position() > start && begins_statement(cursor) {
            return;
        }
        if cursor.eat(";") || (cursor.arm && cursor.is_punct(0, ',')) {
            return;
        }
        cursor.skip(1);
        if cursor.after_braces() && !goes_on(cursor) {
            return;
        }
    }
}

/// Whether a statement continues after its braces.
fn goes_on(cursor: &Cursor) -> bool {
    let word = ["else", "elif", "as"]
        .iter()
        .any(|word| cursor.is_word(0, word));
    word || matches!(cursor.peek(0), Some(TokenTree::Punct(punct)) if punct.as_char() != '#')
        || cursor.group(0, Delimiter::Brace).is_some()
}

/// `label:`, `let`, `for`: these stand nowhere inside a statement.
fn begins_statement(cursor: &Cursor) -> bool {
    let typed = matches!(cursor.before(), Some(TokenTree::Ident(word))
        if *word == "let" || *word == "mut" || *word == "output");
    let labelled = (cursor.ident(0).is_some() || cursor.literal(0).is_some()) && cursor.is_colon(1);
    let opened = cursor.is_word(0, "let") || cursor.is_word(0, "for");
    !typed
        && (labelled || opened)
        && !matches!(cursor.before(), Some(TokenTree::Punct(dot)) if dot.as_char() == '.')
}

/// Goes on at the next `,` of a list, and past it.
pub fn to_next_element(cursor: &mut Cursor) {
    cursor.advance_to(cursor.find_punct(','));
    cursor.eat(",");
}

/// Goes on at the next item: past the next `;` or pair of braces, or before what begins one.
pub fn to_next_item(cursor: &mut Cursor) {
    let start = cursor.position();
    while !cursor.is_empty() {
        if cursor.position() > start && begins_item(cursor) {
            return;
        }
        let ended = cursor.is_punct(0, ';') || cursor.group(0, Delimiter::Brace).is_some();
        cursor.skip(1);
        if ended {
            cursor.eat(";");
            return;
        }
    }
}

/// Goes on at what begins an item, past everything else.
pub fn to_item_head(cursor: &mut Cursor) {
    while !cursor.is_empty() && !begins_item(cursor) {
        cursor.skip(1);
    }
}

/// `#[…]`, `pub`, `block Name`: what stands at the head of an item.
pub fn begins_item(cursor: &Cursor) -> bool {
    let attribute = cursor.is_punct(0, '#') && cursor.group(1, Delimiter::Bracket).is_some();
    attribute || cursor.is_word(0, "pub") || begins_bare_item(cursor)
}

fn begins_bare_item(cursor: &Cursor) -> bool {
    let keyword = ["block", "network", "example", "budget"]
        .iter()
        .any(|word| cursor.is_word(0, word));
    keyword && cursor.ident(1).is_some()
}
