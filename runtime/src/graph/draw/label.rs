//! How things are called in a picture: short enough for a box.

use super::picture::{Cost, Span};
use crate::graph::Op;
use crate::shape::spec::{Conv, ConvTranspose};

/// The longest call that is written out; the call is in the tooltip whatever its length.
const LONGEST_CALL: usize = 24;

/// A layer as a figure calls it: `3×3 conv2d, 64, stride 2`. `channels` flow in.
pub fn title(op: &Op, channels: usize) -> String {
    match op {
        Op::Conv1d(spec) => conv(spec, channels),
        Op::Conv2d(spec) => conv(spec, channels),
        Op::Conv3d(spec) => conv(spec, channels),
        Op::ConvTranspose1d(spec) => conv_transpose(spec),
        Op::ConvTranspose2d(spec) => conv_transpose(spec),
        Op::ConvTranspose3d(spec) => conv_transpose(spec),
        Op::MaxPool1d(spec) => pool(op, spec.kernel, spec.stride),
        Op::MaxPool2d(spec) => pool(op, spec.kernel, spec.stride),
        Op::MaxPool3d(spec) => pool(op, spec.kernel, spec.stride),
        Op::AvgPool1d(spec) => pool(op, spec.kernel, spec.stride),
        Op::AvgPool2d(spec) => pool(op, spec.kernel, spec.stride),
        Op::AvgPool3d(spec) => pool(op, spec.kernel, spec.stride),
        Op::Linear(spec) => format!("{}, {}", op.name(), spec.out),
        Op::Custom(_) => op.name().to_owned(),
        _ => {
            let call = op.call();
            match call.chars().count() <= LONGEST_CALL {
                true => call,
                false => op.name().to_owned(),
            }
        }
    }
}

fn conv<const D: usize>(spec: &Conv<D>, channels: usize) -> String {
    let depthwise = spec.groups > 1 && spec.groups == channels;
    let depth = if depthwise { "depthwise " } else { "" };
    let mut title = format!(
        "{} {depth}{}, {}",
        times(&spec.kernel),
        Conv::<D>::NAME,
        spec.out
    );
    title += &not_one("stride", &spec.stride);
    title += &not_one("dilation", &spec.dilation);
    if spec.groups > 1 && !depthwise {
        title += &format!(", groups {}", spec.groups);
    }
    title
}

fn conv_transpose<const D: usize>(spec: &ConvTranspose<D>) -> String {
    let (kernel, name) = (times(&spec.kernel), ConvTranspose::<D>::NAME);
    let stride = not_one("stride", &spec.stride);
    format!("{kernel} {name}, {}{stride}", spec.out)
}

fn pool<const D: usize>(op: &Op, kernel: [usize; D], stride: Option<[usize; D]>) -> String {
    let stride = not_one("stride", &stride.unwrap_or(kernel));
    format!("{} {}{stride}", times(&kernel), op.name())
}

/// `3×3`
fn times(numbers: &[usize]) -> String {
    let numbers: Vec<_> = numbers.iter().map(usize::to_string).collect();
    numbers.join("×")
}

/// `, stride 2`, or `, stride 2×1` where the axes differ.
fn not_one(name: &str, numbers: &[usize]) -> String {
    if numbers.iter().all(|n| *n == 1) {
        return String::new();
    }
    if numbers.iter().all(|n| *n == numbers[0]) {
        return format!(", {name} {}", numbers[0]);
    }
    format!(", {name} {}", times(numbers))
}

/// `9.41 k params · 118 M MACs`; nothing for what costs nothing.
pub fn cost(cost: &Cost) -> Option<String> {
    let mut words = Vec::new();
    if cost.params.most > 0 {
        words.push(format!("{} params", span(cost.params)));
    }
    match cost.macs {
        Some(macs) if macs.most > 0 => words.push(format!("{} MACs", span(macs))),
        None if cost.params.most > 0 => words.push("MACs by size".to_owned()),
        _ => {}
    }
    (!words.is_empty()).then(|| words.join(" · "))
}

fn span(span: Span) -> String {
    match span.least == span.most {
        true => rounded(span.least),
        false => format!("{}…{}", rounded(span.least), rounded(span.most)),
    }
}

/// A number of three digits and its unit, as drawings show it.
///
/// ```
/// use firebrick::graph::rounded;
///
/// assert_eq!([64, 9_408, 1_814_073_344].map(rounded), ["64", "9.41 k", "1.81 G"]);
/// ```
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

/// The paths from `first` to `last`: `layer1.0 … 2`.
pub fn through(first: &str, last: &str) -> String {
    let first = first.split(" … ").next().unwrap_or(first);
    let last = last.split(" … ").last().unwrap_or(last);
    if first == last || first.is_empty() || last.is_empty() {
        return first.to_owned();
    }
    match (first.rsplit_once('.'), last.rsplit_once('.')) {
        (Some((scope, _)), Some((same, round))) if scope == same => format!("{first} … {round}"),
        _ => format!("{first} … {last}"),
    }
}
