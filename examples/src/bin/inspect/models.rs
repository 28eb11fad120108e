//! The networks by name.

use anyhow::{Context, Result, bail};
use firebrick::backend::Plain;
use firebrick::graph::Plan;

/// A network of `firebrick::models`.
pub struct Model {
    pub name: &'static str,
    /// Channels, height and width that its published weights were trained for.
    input: [usize; 3],
    plan: fn([usize; 3]) -> Result<Plan, firebrick::PlanError>,
}

macro_rules! table {
    ($($name:ident: $Net:ident, $input:expr;)*) => {
        const MODELS: &[Model] = &[$(Model {
            name: stringify!($name),
            input: $input,
            plan: firebrick::models::$Net::<Plain>::plan_for,
        }),*];
    };
}

firebrick::each_model!(table);

/// How alike a name must be to be offered in place of an unknown one.
const ALIKE: f64 = 0.6;

/// The network of this name; `ResNet-18` and `resnet18` are one.
pub fn find(name: &str) -> Result<&'static Model> {
    let wanted = plain(name);
    if let Some(model) = MODELS.iter().find(|model| plain(model.name) == wanted) {
        return Ok(model);
    }
    let alike =
        |model: &&Model| strsim::normalized_damerau_levenshtein(&plain(model.name), &wanted);
    let nearest = MODELS.iter().max_by(|a, b| alike(a).total_cmp(&alike(b)));
    match nearest.filter(|model| alike(model) >= ALIKE) {
        Some(model) => bail!(
            "there is no network `{name}`\nhelp: there is `{}`; `--list` names all",
            model.name
        ),
        None => bail!("there is no network `{name}`\nhelp: `--list` names all"),
    }
}

fn plain(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// All names, a line each, with the input.
pub fn list() -> String {
    let widest = MODELS
        .iter()
        .map(|model| model.name.len())
        .max()
        .unwrap_or(0);
    let lines = MODELS.iter().map(|model| {
        let [channels, height, width] = model.input;
        format!("{:widest$}  {channels}x{height}x{width}\n", model.name)
    });
    lines.collect()
}

impl Model {
    /// The input that is asked for, or else the one that its weights were trained for.
    pub fn input(&self, asked: Option<&str>) -> Result<[usize; 3]> {
        let Some(asked) = asked else {
            return Ok(self.input);
        };
        let input = read_size(asked)?;
        if input[0] != self.input[0] {
            bail!(
                "`{}` expects {} channels, found {} in `{asked}`",
                self.name,
                self.input[0],
                input[0]
            );
        }
        Ok(input)
    }

    /// The plan for an input.
    pub fn plan(&self, input: [usize; 3]) -> Result<Plan> {
        let [channels, height, width] = input;
        (self.plan)(input).with_context(|| {
            format!(
                "`{}` does not fit an input of {channels}x{height}x{width}",
                self.name
            )
        })
    }
}

/// `3x320x320`
fn read_size(text: &str) -> Result<[usize; 3]> {
    let numbers: Option<Vec<usize>> = text
        .split(['x', 'X', '×'])
        .map(|number| number.trim().parse().ok().filter(|number| *number > 0))
        .collect();
    numbers
        .and_then(|numbers| <[usize; 3]>::try_from(numbers).ok())
        .with_context(|| {
            format!("`--input` expects channels, height and width, as `3x224x224`, found `{text}`")
        })
}
