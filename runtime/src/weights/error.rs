//! What can go wrong with a file of weights, told by name.

use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::nearest::nearest;

/// Weights were not loaded. The network is as it was.
///
/// ```
/// use firebrick::burn::nn::LinearConfig;
/// use firebrick::weights::{self, LoadError, LoadOptions};
///
/// # let device = firebrick::backend::Flex::device()?;
/// let mut layer = LinearConfig::new(3, 2).init(&device);
/// match weights::load(&mut layer, "no such file.pth", &LoadOptions::new()) {
///     Err(LoadError::Mismatch(mismatch)) => println!("missing: {}", mismatch.missing().len()),
///     Err(error) => println!("{error}"),
///     Ok(loaded) => println!("{loaded}"),
/// }
/// # Ok::<(), firebrick::backend::DeviceError>(())
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The file cannot be read at all.
    #[error("cannot read `{}`: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// The file is of no format that holds weights.
    #[error(
        "expected weights in `{}` (.pth, .pt, .safetensors or .bpk), found {found}\nhelp: {help}",
        path.display()
    )]
    Format {
        /// The file.
        path: PathBuf,
        /// What it is instead.
        found: String,
        /// What to do.
        help: String,
    },
    /// The file contradicts itself: it was cut off, or changed, or made to harm.
    #[error("expected {format} in `{}`, found a damaged file: {reason}\nhelp: {help}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What it is by its name or its first bytes.
        format: &'static str,
        /// What does not fit.
        reason: String,
        /// What to do.
        help: String,
    },
    /// [`skip`](super::LoadOptions::skip) names no part of the network.
    #[error(
        "expected `skip(\"{part}\")` to name a part of the network, found none of this name{}",
        Help(.nearest.as_ref().map(|near| format!("did you mean `skip(\"{near}\")`?")))
    )]
    UnknownPart {
        /// The part that was named.
        part: String,
        /// A part that the network has.
        nearest: Option<String>,
    },
    /// The file holds the weights of another network.
    #[error(transparent)]
    Mismatch(Box<Mismatch>),
}

struct Help(Option<String>);

impl fmt::Display for Help {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(help) => write!(f, "\nhelp: {help}"),
            None => Ok(()),
        }
    }
}

/// Weights were not saved. Whatever was at the path before is still there.
///
/// ```
/// use firebrick::burn::nn::LinearConfig;
/// use firebrick::weights;
///
/// # let device = firebrick::backend::Flex::device()?;
/// let layer = LinearConfig::new(3, 2).init(&device);
/// let error = weights::save(&layer, "layer.pth").unwrap_err();
/// assert!(error.to_string().contains("layer.safetensors"), "{error}");
/// # Ok::<(), firebrick::backend::DeviceError>(())
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SaveError {
    /// The path's extension says no format that can be written.
    #[error(
        "expected a path that ends in .safetensors or .bpk, found `{}`\nhelp: {help}",
        path.display()
    )]
    Format {
        /// The path.
        path: PathBuf,
        /// What to do.
        help: String,
    },
    /// The file cannot be written.
    #[error("cannot write `{}`: {reason}", path.display())]
    Unwritable {
        /// The path.
        path: PathBuf,
        /// What the operating system says.
        reason: String,
    },
    /// A tensor cannot be written.
    #[error("expected tensors that {} can hold, found `{name}`: {reason}", path.display())]
    Tensor {
        /// The path.
        path: PathBuf,
        /// The tensor.
        name: String,
        /// Why not.
        reason: String,
    },
}

/// A tensor that only one side has.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unmatched {
    /// Its name, as the network calls it or as the file does after prefix and renames.
    pub name: String,
    /// Its shape.
    pub shape: Vec<usize>,
}

/// A tensor that both sides have, differently.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Misshapen {
    /// Its name.
    pub name: String,
    /// What the network has: a shape, or a kind of numbers.
    pub expected: String,
    /// What the file has.
    pub found: String,
}

/// The differences between a network and a file, all of them.
///
/// The message shows the first few of every kind; the accessors give them all.
///
/// ```
/// use firebrick::burn::nn::LinearConfig;
/// use firebrick::weights::{self, LoadError, LoadOptions};
///
/// # let device = firebrick::backend::Flex::device()?;
/// # let path = std::env::temp_dir().join(format!("firebrick-doc-{}.safetensors", std::process::id()));
/// weights::save(&LinearConfig::new(3, 2).init(&device), &path)?;
///
/// let mut wider = LinearConfig::new(3, 5).init(&device);
/// let error = weights::load(&mut wider, &path, &LoadOptions::new()).unwrap_err();
/// # std::fs::remove_file(&path)?;
/// let LoadError::Mismatch(mismatch) = error else { panic!("{error}") };
/// assert!(mismatch.missing().is_empty() && mismatch.extra().is_empty());
/// assert_eq!(mismatch.misshapen()[0].name, "weight");
/// assert_eq!(mismatch.misshapen()[0].expected, "[5, 3]");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    pub(super) path: PathBuf,
    pub(super) missing: Vec<Unmatched>,
    pub(super) extra: Vec<Unmatched>,
    pub(super) misshapen: Vec<Misshapen>,
    pub(super) twice: Vec<String>,
    pub(super) fitting: usize,
    pub(super) help: Option<String>,
}

/// How many of every kind a message shows.
const SHOWN: usize = 8;

impl Mismatch {
    /// The file.
    ///
    /// ```
    /// fn show(mismatch: &firebrick::weights::Mismatch) {
    ///     println!("{}", mismatch.path().display());
    /// }
    /// ```
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the network has and the file has not, in the network's order.
    ///
    /// ```
    /// fn show(mismatch: &firebrick::weights::Mismatch) {
    ///     for tensor in mismatch.missing() {
    ///         println!("{} {:?}", tensor.name, tensor.shape);
    ///     }
    /// }
    /// ```
    pub fn missing(&self) -> &[Unmatched] {
        &self.missing
    }

    /// What the file has and the network has not, by name.
    ///
    /// ```
    /// fn show(mismatch: &firebrick::weights::Mismatch) {
    ///     for tensor in mismatch.extra() {
    ///         println!("{} {:?}", tensor.name, tensor.shape);
    ///     }
    /// }
    /// ```
    pub fn extra(&self) -> &[Unmatched] {
        &self.extra
    }

    /// What both have, in different shapes or with different kinds of numbers.
    ///
    /// ```
    /// fn show(mismatch: &firebrick::weights::Mismatch) {
    ///     for tensor in mismatch.misshapen() {
    ///         println!("{}: {} instead of {}", tensor.name, tensor.found, tensor.expected);
    ///     }
    /// }
    /// ```
    pub fn misshapen(&self) -> &[Misshapen] {
        &self.misshapen
    }

    fn title(&self) -> String {
        let mut counts = Vec::new();
        let mut count = |number: usize, what: &str| {
            if number > 0 {
                counts.push(format!("{number} {what}"));
            }
        };
        count(self.missing.len(), "missing");
        count(self.extra.len(), "extra");
        count(self.misshapen.len(), "of another shape");
        count(self.twice.len(), "there twice");
        format!(
            "expected the tensors of the network in `{}`, found {}; {} fit",
            self.path.display(),
            counts.join(", "),
            self.fitting,
        )
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.title())?;
        section(f, "missing", &self.missing, |tensor| {
            let mut line = format!("`{}` {:?}", tensor.name, tensor.shape);
            let extra = self.extra.iter().map(|extra| extra.name.as_str());
            if let Some(near) = nearest(&tensor.name, extra) {
                let _ = write!(line, ", did you mean the file's `{near}`?");
            }
            line
        })?;
        section(f, "extra", &self.extra, |tensor| {
            format!("`{}` {:?}", tensor.name, tensor.shape)
        })?;
        section(f, "of another shape", &self.misshapen, |tensor| {
            format!(
                "`{}`: expected {}, found {}",
                tensor.name, tensor.expected, tensor.found
            )
        })?;
        section(f, "there twice", &self.twice, |name| format!("`{name}`"))?;
        match &self.help {
            Some(help) => write!(f, "\nhelp: {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Mismatch {}

fn section<T>(
    f: &mut fmt::Formatter<'_>,
    title: &str,
    all: &[T],
    line: impl Fn(&T) -> String,
) -> fmt::Result {
    if all.is_empty() {
        return Ok(());
    }
    write!(f, "\n{title}:")?;
    for one in all.iter().take(SHOWN) {
        write!(f, "\n  {}", line(one))?;
    }
    match all.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => write!(f, "\n  … and {more} more"),
    }
}
