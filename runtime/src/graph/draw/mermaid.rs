//! A picture → a Mermaid flowchart.

use std::fmt::Write;

use super::flat::{Flat, Item, flat, heading_lines, lines};
use super::picture::{Body, Element, Join};

pub fn mermaid(body: &Body, title: &str) -> String {
    let Flat { items, edges } = flat(body);
    let mut text = String::new();
    if !title.is_empty() {
        let _ = writeln!(text, "---\ntitle: {:?}\n---", title);
    }
    text += "flowchart TB\n";
    write_items(&mut text, &items, 1);
    for edge in edges {
        let arrow = if edge.size_only { "-.->" } else { "-->" };
        let _ = writeln!(
            text,
            "  n{} {arrow}|\"{}\"| n{}",
            edge.from, edge.shape, edge.to
        );
    }
    text
}

fn write_items(text: &mut String, items: &[Item<'_>], depth: usize) {
    let indent = "  ".repeat(depth);
    for item in items {
        match item {
            Item::Box { id, element } => {
                let (open, close) = brackets(element);
                let words = quoted(&lines(element));
                let _ = writeln!(text, "{indent}n{id}{open}{words}{close}");
            }
            Item::Frame { id, heading, items } => {
                let _ = writeln!(
                    text,
                    "{indent}subgraph f{id}[{}]",
                    quoted(&heading_lines(heading))
                );
                write_items(text, items, depth + 1);
                let _ = writeln!(text, "{indent}end");
            }
        }
    }
}

/// What gives a box its form.
fn brackets(element: &Element) -> (&'static str, &'static str) {
    match element {
        Element::Terminal { .. } => ("([", "])"),
        Element::Join {
            join: Join::Sum | Join::Product,
            after,
        } if after.is_empty() => ("((", "))"),
        Element::Block { .. } => ("[[", "]]"),
        _ => ("[", "]"),
    }
}

/// Lines as a label, with what Mermaid reads as syntax written as entities.
fn quoted(lines: &[String]) -> String {
    let lines: Vec<String> = lines
        .iter()
        .map(|line| {
            line.replace('#', "#35;")
                .replace('"', "#quot;")
                .replace('<', "#lt;")
                .replace('>', "#gt;")
        })
        .collect();
    format!("\"{}\"", lines.join("<br/>"))
}
