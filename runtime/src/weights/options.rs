//! What a caller can ask of a load.

use std::fmt;
use std::sync::Arc;

/// A file of this size takes long enough to show progress: 50 MB.
pub(super) const LARGE_FILE: u64 = 50_000_000;

/// How weights are loaded; the default takes exactly what the network has.
///
/// Names are PyTorch's, such as `layer1.0.conv1.weight`. A file's name passes through
/// [`prefix`](Self::prefix) and then through [`rename`](Self::rename) in the order of the calls; what
/// comes out is compared with the network's names.
///
/// ```
/// use firebrick::weights::LoadOptions;
///
/// // An old DenseNet of torchvision, saved by a wrapper, for a network with another head.
/// let options = LoadOptions::new()
///     .prefix("module")
///     .rename("norm.1", "norm1")
///     .rename("conv.1", "conv1")
///     .skip("classifier");
/// ```
#[derive(Clone)]
#[must_use]
pub struct LoadOptions {
    pub(super) strict: bool,
    pub(super) prefix: Option<String>,
    pub(super) renames: Vec<Rename>,
    pub(super) skipped: Vec<String>,
    pub(super) progress: Option<(u64, Arc<Report>)>,
}

pub(super) type Report = dyn Fn(Progress) + Send + Sync;

/// How far a load is.
///
/// ```
/// use firebrick::weights::{LoadOptions, Progress};
///
/// fn show(progress: Progress) {
///     let percent = 100 * progress.bytes / progress.total_bytes.max(1);
///     eprint!("\r{percent} % ({} of {} tensors)", progress.tensors, progress.total_tensors);
/// }
/// let options = LoadOptions::new().progress(show);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Tensors that have been read.
    pub tensors: usize,
    /// Tensors that are to be read.
    pub total_tensors: usize,
    /// Bytes of tensors that have been read.
    pub bytes: u64,
    /// Bytes of tensors that are to be read.
    pub total_bytes: u64,
}

#[derive(Clone)]
pub(super) enum Rename {
    /// Whole segments for whole segments.
    Segments { from: String, to: String },
    /// Whatever the caller computes.
    With(Arc<dyn Fn(&str) -> String + Send + Sync>),
}

impl LoadOptions {
    /// Everything in the file and everything in the network must agree.
    ///
    /// ```
    /// let options = firebrick::weights::LoadOptions::new();
    /// ```
    pub fn new() -> Self {
        LoadOptions {
            strict: true,
            prefix: None,
            renames: Vec::new(),
            skipped: Vec::new(),
            progress: None,
        }
    }

    /// With `false`, a tensor that is missing in the file keeps its value, and one that is extra is left
    /// out: [`Loaded`](super::Loaded) names them. Shapes must agree all the same, and something must fit.
    ///
    /// ```
    /// let options = firebrick::weights::LoadOptions::new().strict(false);
    /// ```
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Takes only what lies under this name in the file, and takes the name off: `module` for a network
    /// that was saved inside of `DataParallel`, `backbone` for a part of a larger one.
    ///
    /// A dictionary around the weights (`state_dict`, `model`, …) is found without being named.
    ///
    /// ```
    /// let options = firebrick::weights::LoadOptions::new().prefix("module.");
    /// ```
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        let prefix: String = prefix.into();
        self.prefix =
            Some(prefix.trim_end_matches('.').to_owned()).filter(|prefix| !prefix.is_empty());
        self
    }

    /// Replaces whole segments of the file's names, wherever they stand in a name: `norm.1` becomes
    /// `norm1` in `denselayer3.norm.1.weight` and nothing becomes of `norm.10`.
    ///
    /// ```
    /// let options = firebrick::weights::LoadOptions::new().rename("fc", "classifier.1");
    /// ```
    pub fn rename(mut self, from: impl Into<String>, to: impl Into<String>) -> Self {
        self.renames.push(Rename::Segments {
            from: from.into().trim_matches('.').to_owned(),
            to: to.into().trim_matches('.').to_owned(),
        });
        self
    }

    /// Replaces names of the file by what a function makes of them.
    ///
    /// ```
    /// let options = firebrick::weights::LoadOptions::new()
    ///     .rename_with(|name| name.replace("gamma", "weight").replace("beta", "bias"));
    /// ```
    pub fn rename_with(mut self, rename: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        self.renames.push(Rename::With(Arc::new(rename)));
        self
    }

    /// Leaves a part of the network as it is, whatever the file has there: the head of a network with
    /// another number of classes. It can be called for several parts.
    ///
    /// ```
    /// let options = firebrick::weights::LoadOptions::new().skip("fc").skip("aux1.fc2");
    /// ```
    pub fn skip(mut self, part: impl Into<String>) -> Self {
        self.skipped
            .push(part.into().trim_end_matches('.').to_owned());
        self
    }

    /// Calls back before the first tensor and after each, for files over 50 MB.
    ///
    /// ```
    /// let options = firebrick::weights::LoadOptions::new()
    ///     .progress(|progress| eprintln!("{} bytes", progress.bytes));
    /// ```
    pub fn progress(self, report: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.progress_over(LARGE_FILE, report)
    }

    /// The same for files over another size.
    ///
    /// ```
    /// let options = firebrick::weights::LoadOptions::new()
    ///     .progress_over(0, |progress| eprintln!("{} bytes", progress.bytes));
    /// ```
    pub fn progress_over(
        mut self,
        bytes: u64,
        report: impl Fn(Progress) + Send + Sync + 'static,
    ) -> Self {
        self.progress = Some((bytes, Arc::new(report)));
        self
    }

    /// A name of the file as the network calls it.
    pub(super) fn renamed(&self, name: &str) -> String {
        let mut name = name.to_owned();
        for rename in &self.renames {
            name = match rename {
                Rename::Segments { from, to } => replace_segments(&name, from, to),
                Rename::With(rename) => rename(&name),
            };
        }
        name
    }

    /// Whether a tensor of the network is to keep its value.
    pub(super) fn skips(&self, name: &str) -> bool {
        self.skipped.iter().any(|part| is_under(name, part))
    }
}

impl Default for LoadOptions {
    fn default() -> Self {
        LoadOptions::new()
    }
}

impl fmt::Debug for LoadOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoadOptions")
            .field("strict", &self.strict)
            .field("prefix", &self.prefix)
            .field("renames", &self.renames.len())
            .field("skipped", &self.skipped)
            .finish_non_exhaustive()
    }
}

/// Whether `name` is `part` or lies in it.
pub(super) fn is_under(name: &str, part: &str) -> bool {
    name.strip_prefix(part)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn replace_segments(name: &str, from: &str, to: &str) -> String {
    if from.is_empty() {
        return name.to_owned();
    }
    let (name, from): (Vec<_>, Vec<_>) = (name.split('.').collect(), from.split('.').collect());
    let mut out = Vec::with_capacity(name.len());
    let mut rest = name.as_slice();
    while let Some(segment) = rest.first() {
        if rest.starts_with(&from) {
            out.extend(Some(to).filter(|to| !to.is_empty()));
            rest = &rest[from.len()..];
        } else {
            out.push(segment);
            rest = &rest[1..];
        }
    }
    out.join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_segments_are_replaced() {
        let replaced = |name| replace_segments(name, "norm.1", "norm1");
        assert_eq!(replaced("block.norm.1.weight"), "block.norm1.weight");
        assert_eq!(replaced("block.norm.10.weight"), "block.norm.10.weight");
        assert_eq!(replaced("mynorm.1.weight"), "mynorm.1.weight");
        assert_eq!(replaced("norm.1.norm.1"), "norm1.norm1");
        assert_eq!(replace_segments("head.fc.bias", "head", ""), "fc.bias");
    }

    #[test]
    fn a_part_is_left_out_by_whole_segments() {
        let options = LoadOptions::new().skip("fc.").skip("aux");
        assert!(options.skips("fc.weight") && options.skips("aux"));
        assert!(!options.skips("fc2.weight") && !options.skips("layer.fc.weight"));
    }
}
