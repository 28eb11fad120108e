//! Shares as a table with bars.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many columns a whole takes.
const BAR: usize = 30;
/// How many columns a label takes at most.
const LABEL: usize = 40;

/// A line for each label: its name, its share of 1 in percent, and a bar.
///
/// ```
/// let table = firebrick_examples::bars::table(&[("tench", 0.75), ("goldfish", 0.125)]);
/// assert_eq!(table, "  tench      75.0 %  ██████████████████████▌\n  goldfish   12.5 %  ███▊\n");
/// ```
pub fn table(rows: &[(&str, f32)]) -> String {
    let labels: Vec<String> = rows.iter().map(|(label, _)| shortened(label)).collect();
    let width = labels.iter().map(|label| label.width()).max().unwrap_or(0);
    let line = |(label, (_, share)): (&String, &(&str, f32))| {
        let gap = " ".repeat(width - label.width());
        let line = format!("  {label}{gap}  {:>5.1} %  {}", 100.0 * share, bar(*share));
        format!("{}\n", line.trim_end())
    };
    labels.iter().zip(rows).map(line).collect()
}

/// A share of 1 in eighths of columns.
fn bar(share: f32) -> String {
    columns((share.clamp(0.0, 1.0) * (8 * BAR) as f32).round() as usize)
}

/// A bar of so many eighths of a column.
pub fn columns(eighths: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
}

fn shortened(label: &str) -> String {
    if label.width() <= LABEL {
        return label.to_owned();
    }
    let mut short = String::new();
    for letter in label.chars() {
        if short.width() + letter.width().unwrap_or(0) >= LABEL {
            break;
        }
        short.push(letter);
    }
    short + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_go_from_nothing_to_the_whole() {
        assert_eq!(bar(0.0), "");
        assert_eq!(bar(1.0), "█".repeat(BAR));
        assert_eq!(bar(f32::NAN), "");
    }

    #[test]
    fn columns_line_up_where_letters_are_wide_or_labels_long() {
        let long = "a".repeat(50);
        let table = table(&[("猫", 0.5), ("café", 0.25), (&long, 0.125)]);
        let percents: Vec<usize> = table
            .lines()
            .map(|line| line.split('%').next().unwrap_or_default().width())
            .collect();
        assert_eq!(percents, [percents[0]; 3], "{table}");
        assert!(table.contains('…'), "{table}");
    }
}
