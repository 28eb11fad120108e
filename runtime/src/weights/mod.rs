//! Weights in files, under the names that PyTorch gives them.
//!
//! A network's paths are the keys of its state dict, so the files of torchvision and timm load by name, and
//! what is saved here loads there. These functions take any module of Burn; a network made by
//! [`network!`](crate::network) has them as methods.
//!
//! | extension | reads | writes |
//! |---|---|---|
//! | `.pth`, `.pt`, `.bin`, `.ckpt` | PyTorch's checkpoints, old and new | |
//! | `.safetensors` | PyTorch's names and layouts | the same |
//! | `.bpk` | Burn's own names and layouts | the same |
//!
//! ```
//! use firebrick::burn::nn::LinearConfig;
//! use firebrick::weights::{self, LoadOptions};
//!
//! # let device = firebrick::backend::Flex::device()?;
//! # let path = std::env::temp_dir().join(format!("firebrick-mod-{}.safetensors", std::process::id()));
//! let trained = LinearConfig::new(3, 2).init(&device);
//! weights::save(&trained, &path)?;
//!
//! let mut fresh = LinearConfig::new(3, 2).init(&device);
//! let loaded = weights::load(&mut fresh, &path, &LoadOptions::new())?;
//! assert_eq!(loaded.tensors, 2);
//! assert_eq!(fresh.weight.val().into_data(), trained.weight.val().into_data());
//! # std::fs::remove_file(&path)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # All or nothing
//!
//! A load compares all names, shapes and types first, reads all the numbers then, and changes the network
//! last; an error leaves it as it was and names every difference at once. A save writes beside its
//! destination and renames. Files are not trusted: one that was cut off, changed or made to harm is an
//! error, whatever its bytes are.
//!
//! Numbers are converted to what the network computes with: a half-precision file loads into a network of
//! `f32`. PyTorch's `num_batches_tracked` is passed over; `load_state_dict(strict=True)` does not miss it.

mod apply;
mod burnpack;
mod compare;
mod error;
mod file;
mod names;
mod options;
mod pytorch;
mod safetensors;
mod write;

use std::collections::HashMap;
use std::fmt;
use std::path::Path;

use burn::module::{Module, ParamId};
use burn::tensor::TensorData;

pub use self::error::{LoadError, Mismatch, Misshapen, SaveError, Unmatched};
pub use self::options::{LoadOptions, Progress};

use self::apply::{Apply, New};
use self::compare::Match;
use self::file::{Contents, Stored};
use self::names::{Convention, Slot};

/// What a load has done.
///
/// ```
/// use firebrick::burn::nn::LinearConfig;
/// use firebrick::weights::{self, LoadOptions};
///
/// # let device = firebrick::backend::Flex::device()?;
/// # let path = std::env::temp_dir().join(format!("firebrick-loaded-{}.safetensors", std::process::id()));
/// weights::save(&LinearConfig::new(3, 2).with_bias(false).init(&device), &path)?;
/// let mut layer = LinearConfig::new(3, 2).init(&device);
/// let loaded = weights::load(&mut layer, &path, &LoadOptions::new().strict(false))?;
/// assert_eq!((loaded.tensors, loaded.missing.len()), (1, 1));
/// assert_eq!(loaded.missing[0].name, "bias");
/// # std::fs::remove_file(&path)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Loaded {
    /// How many tensors have new values.
    pub tensors: usize,
    /// How many bytes these take in the file.
    pub bytes: u64,
    /// Tensors that keep their values because the file has none (only with `strict(false)`).
    pub missing: Vec<Unmatched>,
    /// Tensors of the file that the network has no place for (only with `strict(false)`).
    pub extra: Vec<Unmatched>,
    /// Tensors that keep their values because they were skipped.
    pub skipped: Vec<String>,
}

impl fmt::Display for Loaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let megabytes = self.bytes as f64 / 1e6;
        write!(f, "{} tensors loaded ({megabytes:.1} MB)", self.tensors)?;
        let kept = self.missing.len() + self.skipped.len();
        if kept > 0 {
            write!(f, ", {kept} left as they were")?;
        }
        match self.extra.len() {
            0 => Ok(()),
            extra => write!(f, ", {extra} of the file not used"),
        }
    }
}

/// Loads the weights of a module from a file; see the [module](self).
///
/// # Errors
/// Where the file cannot be read, is no such file, is damaged, or does not hold the tensors of the module.
/// The module is as it was then.
///
/// ```
/// use firebrick::burn::nn::LinearConfig;
/// use firebrick::weights::{self, LoadOptions};
///
/// # let device = firebrick::backend::Flex::device()?;
/// let mut layer = LinearConfig::new(3, 2).init(&device);
/// let error = weights::load(&mut layer, "layer.h5", &LoadOptions::new()).unwrap_err();
/// assert!(error.to_string().starts_with("cannot read `layer.h5`"));
/// # Ok::<(), firebrick::backend::DeviceError>(())
/// ```
///
/// Running statistics are shared by the clones of a module, in Burn; so are loaded ones.
pub fn load<M: Module>(
    module: &mut M,
    path: impl AsRef<Path>,
    options: &LoadOptions,
) -> Result<Loaded, LoadError> {
    let path = path.as_ref();
    let contents = file::open(path)?;
    let slots = names::slots(module);
    let matched = compare::compare(&slots, &contents, options, path)?;
    let tensors = read(&slots, &contents, &matched, options, path)?;

    settle(module, &slots);
    let (count, bytes) = (matched.pairs.len(), total_bytes(&contents, &matched));
    let mut apply = Apply::new(tensors);
    *module = module.clone().map(&mut apply);
    debug_assert!(apply.tensors.is_empty(), "a tensor found no place");
    Ok(Loaded {
        tensors: count,
        bytes,
        missing: matched.missing,
        extra: matched.extra,
        skipped: matched.skipped,
    })
}

/// Saves the weights of a module, in the format of the extension: `.safetensors` for PyTorch, `.bpk` for
/// Burn.
///
/// In Python, `model.load_state_dict(safetensors.torch.load_file(path))` takes the first.
///
/// # Errors
/// Where the extension is another one or the file cannot be written. What was at the path before is still
/// there then.
///
/// ```
/// use firebrick::burn::nn::LinearConfig;
///
/// # let device = firebrick::backend::Flex::device()?;
/// # let path = std::env::temp_dir().join(format!("firebrick-save-{}.safetensors", std::process::id()));
/// let layer = LinearConfig::new(3, 2).init(&device);
/// firebrick::weights::save(&layer, &path)?;
/// # std::fs::remove_file(&path)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn save<M: Module>(module: &M, path: impl AsRef<Path>) -> Result<(), SaveError> {
    write::save(module, path.as_ref())
}

/// Reads everything before anything is changed: a file can end too early behind a good beginning.
fn read(
    slots: &[Slot],
    contents: &Contents,
    matched: &Match,
    options: &LoadOptions,
    path: &Path,
) -> Result<HashMap<String, New>, LoadError> {
    let report = options.progress.as_ref();
    let report = report.filter(|(over, _)| contents.file_len > *over);
    let mut progress = Progress {
        tensors: 0,
        total_tensors: matched.pairs.len(),
        bytes: 0,
        total_bytes: total_bytes(contents, matched),
    };
    let tell = |progress| {
        if let Some((_, report)) = report {
            report(progress);
        }
    };
    tell(progress);
    let mut tensors = HashMap::with_capacity(matched.pairs.len());
    for &(slot, stored) in &matched.pairs {
        let (slot, stored) = (&slots[slot], &contents.tensors[stored]);
        let data = data(slot, stored, contents.format.convention());
        let data = data.map_err(|reason| file::damaged(path, contents.format, reason))?;
        let new = New {
            data,
            dtype: slot.dtype,
            id: stored.id.map(ParamId::from),
        };
        tensors.insert(slot.path.clone(), new);
        progress.tensors += 1;
        progress.bytes += stored.byte_len();
        tell(progress);
    }
    Ok(tensors)
}

fn data(slot: &Slot, stored: &Stored, convention: Convention) -> Result<TensorData, String> {
    let dtype = stored.dtype.clone()?;
    let mut bytes = (stored.read)()?;
    if bytes.len() as u64 != stored.byte_len() {
        return Err(format!(
            "`{}` takes {} bytes and {} are there",
            stored.name,
            stored.byte_len(),
            bytes.len()
        ));
    }
    if slot.transposed
        && convention == Convention::PyTorch
        && let &[rows, columns] = stored.shape.as_slice()
    {
        bytes = names::transpose(&bytes, rows, columns, dtype.size());
    }
    if dtype.is_bool() {
        bytes
            .iter_mut()
            .for_each(|byte| *byte = u8::from(*byte != 0));
    }
    TensorData::try_from_bytes_vec(bytes, slot.shape.clone(), dtype)
        .map_err(|error| format!("`{}`: {error}", stored.name))
}

fn total_bytes(contents: &Contents, matched: &Match) -> u64 {
    let pairs = matched.pairs.iter();
    pairs
        .map(|&(_, stored)| contents.tensors[stored].byte_len())
        .sum()
}

/// Running statistics of the last batch that are not settled yet would come over loaded ones at the next
/// use. A validation copy settles them; only a module that has been trained can have any.
fn settle<M: Module>(module: &M, slots: &[Slot]) {
    let records = module
        .devices()
        .iter()
        .any(burn::tensor::Device::is_autodiff);
    if records && slots.iter().any(|slot| slot.made && !slot.is_running()) {
        drop(module.valid());
    }
}

#[cfg(all(test, feature = "flex"))]
mod tests;
