//! The README's table of networks: counts, the peer, and the largest error.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::golden::{self, Golden};
use crate::zoo::Published;

/// One row of the table.
pub struct Row {
    pub name: &'static str,
    pub params: usize,
    pub macs: u64,
    /// The peer and its version.
    pub peer: String,
    /// The largest error of the logits, as a share of the largest of them, under each of [`GAINS`].
    pub errors: [f64; 2],
}

/// The gains of the scheme: deep residual networks are calm under the first, the others tell more under the second.
pub const GAINS: [f64; 2] = [4.0, 6.0];

/// The file of a network's figures.
pub fn figures(name: &str) -> &str {
    match name {
        "xception" => "keras_xception",
        "mobilenet_v1" => "keras_mobilenet",
        name => name,
    }
}

/// Measures a network.
pub fn row<M: Published>(golden: &Golden) -> Row {
    Row {
        name: M::TYPE,
        params: M::PARAMS,
        macs: M::macs(),
        peer: golden.source.clone(),
        errors: GAINS.map(|gain| golden::measured::<M>(golden, gain, golden.input[1])),
    }
}

impl Row {
    /// The largest error.
    pub fn error(&self) -> f64 {
        self.errors.into_iter().fold(0.0, f64::max)
    }

    /// What each error must stay below: a few times what PyTorch's own f32 differs from its f64.
    pub fn tolerances(&self) -> [f64; 2] {
        match self.name {
            "MobileNetV2" | "MobileNetV3Large" => [1e-5, 5e-5],
            _ => [1e-5, 1e-5],
        }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self { name, peer, .. }, error) = (self, self.error());
        let macs = self.macs as f64 / 1e9;
        let digits = if macs < 0.01 { 4 } else { 3 };
        write!(
            f,
            "| `{name}` | {} | {macs:.digits$} | {peer} | {error:.0e} |",
            grouped(self.params)
        )
    }
}

/// `11,689,512`
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The table of these rows.
pub fn table(rows: &[String]) -> String {
    let head = "| network | parameters | GMACs | equal to | largest error |\n|---|--:|--:|---|--:|";
    format!("{head}\n{}", rows.join("\n"))
}

/// The table as it stands in a text between its two marks.
pub struct Table<'a> {
    before: &'a str,
    table: &'a str,
    after: &'a str,
}

const BEGIN: &str =
    "<!-- the table of networks: cargo run -p firebrick-tests --bin parity_table -->\n";
const END: &str = "\n<!-- the end of the table of networks -->";

impl<'a> Table<'a> {
    /// The README.
    pub fn path() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md")
    }

    /// # Panics
    /// Where a mark is missing.
    pub fn in_text(text: &'a str) -> Self {
        let (before, rest) = text.split_once(BEGIN).expect("the mark before the table");
        let (table, after) = rest.split_once(END).expect("the mark behind the table");
        Self {
            before,
            table,
            after,
        }
    }

    /// The text with another table.
    pub fn replaced(&self, table: &str) -> String {
        [self.before, BEGIN, table, END, self.after].concat()
    }

    /// Whether the table says what was measured. Rounding differs between processors, so the error may be up to three
    /// times the table's, and no less than a tenth of it.
    ///
    /// # Panics
    /// Where the row is missing or says something else.
    pub fn assert_says(&self, measured: &Row) {
        let expected = measured.to_string();
        let (facts, _) = split_error(&expected);
        let row = self.table.lines().find(|line| split_error(line).0 == facts);
        let row = row.unwrap_or_else(|| {
            panic!("the README's table is stale: it has no row\n{expected}\n{REMEDY}")
        });
        let said: f64 = split_error(row).1.parse().expect("an error as a number");
        let fits = measured.error() <= 3.0 * said && said <= 10.0 * measured.error();
        assert!(
            fits,
            "the README's table is stale: it says\n{row}\nand measured is\n{expected}\n{REMEDY}"
        );
    }
}

const REMEDY: &str = "help: `cargo run -p firebrick-tests --bin parity_table` writes it anew";

/// A row without its last cell, and that cell.
fn split_error(row: &str) -> (&str, &str) {
    let cells = row.trim_end_matches(" |");
    cells.rsplit_once("| ").unwrap_or((cells, ""))
}
