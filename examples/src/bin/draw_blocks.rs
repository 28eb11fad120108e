//! Draws the blocks of `firebrick::blocks` into their documentation, from their declarations.

use std::fs;

use anyhow::{Context, Result};
use clap::Parser;
use firebrick_examples::drawings;

/// Writes `runtime/src/blocks/drawings/*.svg`, which the documentation of the blocks shows.
#[derive(Parser)]
#[command(version)]
struct Cli {}

fn main() -> Result<()> {
    Cli::parse();
    let folder = drawings::folder();
    fs::create_dir_all(&folder).with_context(|| format!("no folder `{}`", folder.display()))?;
    for (name, svg) in drawings::all()? {
        let path = folder.join(&name);
        fs::write(&path, svg).with_context(|| format!("`{}` cannot be written", path.display()))?;
        println!("{name}");
    }
    Ok(())
}
