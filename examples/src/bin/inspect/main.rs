//! What a network is and costs, read from its plan: nothing is computed, no weights are needed.

mod chart;
mod json;
mod models;
mod report;
mod stages;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Parser, ValueEnum};
use firebrick::graph::{Graph, Level, Theme};

use crate::models::Model;

/// Shows a network: its layers, where its cost sits, how far it sees, what it needs of memory.
#[derive(Parser)]
#[command(version)]
struct Cli {
    /// A network of `firebrick::models`, by its name in torchvision or Keras: `resnet18`
    #[arg(required_unless_present = "list")]
    model: Option<String>,
    /// Plans for another input: channels, height, width
    #[arg(long, value_name = "CxHxW")]
    input: Option<String>,
    /// Writes a drawing: `.svg`, `.mmd` (Mermaid) or `.dot` (Graphviz)
    #[arg(long, value_name = "FILE")]
    draw: Option<PathBuf>,
    /// How much the drawing shows
    #[arg(long, value_enum, default_value = "blocks", requires = "draw")]
    level: Shown,
    /// The colours of an SVG; `page` follows the page around it
    #[arg(long, value_enum, default_value = "light", requires = "draw")]
    theme: Colours,
    /// Prints JSON: the counts, every layer, every stage
    #[arg(long)]
    json: bool,
    /// Prints the names of all networks
    #[arg(long, exclusive = true)]
    list: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Shown {
    /// Every block as one box
    Blocks,
    /// Every layer
    Everything,
}

#[derive(Clone, Copy, ValueEnum)]
enum Colours {
    Light,
    Dark,
    Page,
}

fn main() -> ExitCode {
    match run(&Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
            eprintln!("error: {}", causes.join("\n"));
            ExitCode::FAILURE
        }
    }
}

fn run(cli: &Cli) -> Result<()> {
    let Some(name) = &cli.model else {
        return print(&models::list());
    };
    let model = models::find(name)?;
    let input = model.input(cli.input.as_deref())?;
    let plan = model.plan(input)?;
    let graph = plan.graph();
    if let Some(path) = &cli.draw {
        draw(&graph, model, path, cli)?;
    }
    match cli.json {
        true => print(&json::json(model.name, &graph)?),
        false => print(&report::report(model.name, &graph)),
    }
}

/// Writes the drawing that the file's extension asks for.
fn draw(graph: &Graph<'_>, model: &Model, path: &Path, cli: &Cli) -> Result<()> {
    let level = match cli.level {
        Shown::Blocks => Level::Blocks,
        Shown::Everything => Level::Everything,
    };
    let theme = match cli.theme {
        Colours::Light => Theme::Light,
        Colours::Dark => Theme::Dark,
        Colours::Page => Theme::Page,
    };
    let drawing = graph.draw().title(model.name).level(level).theme(theme);
    let text = match path.extension().and_then(|extension| extension.to_str()) {
        Some("svg") => drawing.to_svg(),
        Some("mmd" | "mermaid") => drawing.to_mermaid(),
        Some("dot" | "gv") => drawing.to_dot(),
        _ => bail!(
            "`--draw` expects a file that ends in `.svg`, `.mmd` or `.dot`, found `{}`",
            path.display()
        ),
    };
    fs::write(path, text).with_context(|| format!("`{}` cannot be written", path.display()))?;
    eprintln!("drawn: {}", path.display());
    Ok(())
}

/// Prints; that the reader has had enough (`| head`) is no fault.
fn print(text: &str) -> Result<()> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        printed => printed.context("the report cannot be printed"),
    }
}
