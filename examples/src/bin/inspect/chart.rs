//! Bars and numbers for a terminal.

/// Parts of a block, an eighth each.
const EIGHTHS: [char; 8] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/// A bar for `share` (0 to 1) of `width` columns; what is more than nothing is seen.
pub fn bar(share: f64, width: usize) -> String {
    let most = width * EIGHTHS.len();
    let eighths = (share.clamp(0.0, 1.0) * most as f64).round() as usize;
    let eighths = if share > 0.0 { eighths.max(1) } else { 0 };
    let (whole, rest) = (eighths / EIGHTHS.len(), eighths % EIGHTHS.len());
    let mut bar = "█".repeat(whole);
    if rest > 0 {
        bar.push(EIGHTHS[rest]);
    }
    let columns = bar.chars().count();
    bar + &" ".repeat(width - columns)
}

/// A part of a whole: `12.3 %`; nothing of nothing is nothing.
pub fn percent(part: u64, whole: u64) -> String {
    format!("{:5.1} %", 100.0 * share(part, whole))
}

pub fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    part as f64 / whole as f64
}

/// Three digits and a unit: `64`, `9.41 k`, `118 M`.
pub fn rounded(number: u64) -> String {
    let mut value = number as f64;
    let mut units = ["", " k", " M", " G", " T"].into_iter();
    let mut unit = units.next().unwrap_or_default();
    while value >= 999.5
        && let Some(larger) = units.next()
    {
        value /= 1000.0;
        unit = larger;
    }
    let digits = match value {
        _ if unit.is_empty() => 0,
        value if value < 9.995 => 2,
        value if value < 99.95 => 1,
        _ => 0,
    };
    format!("{value:.digits$}{unit}")
}

/// Numbers of four bytes as memory: `44.6 MiB`.
pub fn memory(numbers: u64) -> String {
    let bytes = 4.0 * numbers as f64;
    match bytes {
        bytes if bytes < 1024.0 * 1024.0 => format!("{:.1} KiB", bytes / 1024.0),
        bytes => format!("{:.1} MiB", bytes / 1024.0 / 1024.0),
    }
}

/// A text in so many columns, cut where it is longer.
pub fn fitted(text: &str, width: usize) -> String {
    let columns = text.chars().count();
    if columns <= width {
        return format!("{text}{}", " ".repeat(width - columns));
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    kept + "…"
}
