//! Measures every network of `firebrick::models` and writes the README's table anew.

use anyhow::{Context, Result};
use clap::Parser;
use firebrick::backend::Flex;
use firebrick::models;
use firebrick_tests::golden::Golden;
use firebrick_tests::parity::{self, Table};

/// Measures every network of `firebrick::models` against its peer's figures and writes the README's table anew
///
/// The tests compare the table with what they measure (`cargo test --workspace --test goldens`).
#[derive(Parser)]
struct Options {
    /// Print the table and write nothing
    #[arg(long)]
    print: bool,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let mut rows = Vec::new();
    macro_rules! measure {
        ($($name:ident: $Net:ident, $_:expr;)*) => {$(
            let row = parity::row::<models::$Net<Flex>>(&Golden::read(parity::figures(stringify!($name))));
            eprintln!("{row}");
            rows.push(row.to_string());
        )*};
    }
    firebrick::each_model!(measure);
    let table = parity::table(&rows);
    if options.print {
        println!("{table}");
        return Ok(());
    }
    let path = Table::path();
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let written = Table::in_text(&text).replaced(&table);
    std::fs::write(&path, written).with_context(|| path.display().to_string())?;
    eprintln!("written: {}", path.display());
    Ok(())
}
