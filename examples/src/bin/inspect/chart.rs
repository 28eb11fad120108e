//! Bars and numbers for a terminal.

use firebrick_examples::bars::columns;

/// A bar for `share` (0 to 1) of `width` columns; what is more than nothing is seen.
pub fn bar(share: f64, width: usize) -> String {
    let eighths = (share.clamp(0.0, 1.0) * (8 * width) as f64).round() as usize;
    let bar = columns(if share > 0.0 { eighths.max(1) } else { 0 });
    format!("{bar:width$}")
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
