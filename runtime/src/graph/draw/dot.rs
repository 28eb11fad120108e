//! A picture → the language of Graphviz.

use std::fmt::Write;

use super::flat::{Flat, Item, flat, heading_lines, lines};
use super::picture::{Body, Element, Join};

pub fn dot(body: &Body, title: &str) -> String {
    let Flat { items, edges } = flat(body);
    let mut text = String::from(
        "digraph {\n  graph [fontname=\"Helvetica\", labeljust=l, style=rounded];\n  \
         node [fontname=\"Helvetica\", shape=box, style=\"rounded,filled\", fillcolor=\"#f3f6fb\"];\n  \
         edge [fontname=\"Helvetica\", fontsize=10];\n",
    );
    if !title.is_empty() {
        let _ = writeln!(
            text,
            "  label={};\n  labelloc=t;",
            quoted(&[title.to_owned()])
        );
    }
    write_items(&mut text, &items, 1);
    for edge in edges {
        let style = if edge.size_only { ", style=dashed" } else { "" };
        let _ = writeln!(
            text,
            "  n{} -> n{} [label=\" {}\"{style}];",
            edge.from, edge.to, edge.shape
        );
    }
    text += "}\n";
    text
}

fn write_items(text: &mut String, items: &[Item<'_>], depth: usize) {
    let indent = "  ".repeat(depth);
    for item in items {
        match item {
            Item::Box { id, element } => {
                let words = quoted(&lines(element));
                let _ = writeln!(text, "{indent}n{id} [label={words}{}];", form(element));
            }
            Item::Frame { id, heading, items } => {
                let words = quoted(&heading_lines(heading));
                let _ = writeln!(
                    text,
                    "{indent}subgraph cluster_{id} {{\n{indent}  label={words};"
                );
                write_items(text, items, depth + 1);
                let _ = writeln!(text, "{indent}}}");
            }
        }
    }
}

fn form(element: &Element) -> &'static str {
    match element {
        Element::Terminal { .. } => ", shape=ellipse",
        Element::Join {
            join: Join::Sum | Join::Product,
            after,
        } if after.is_empty() => ", shape=circle",
        _ => "",
    }
}

fn quoted(lines: &[String]) -> String {
    let lines: Vec<String> = lines
        .iter()
        .map(|line| line.replace('\\', "\\\\").replace('"', "\\\""))
        .collect();
    format!("\"{}\"", lines.join("\\n"))
}
