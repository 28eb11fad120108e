//! A network's tensors and a file's → which goes where, or every difference.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use super::error::{LoadError, Mismatch, Misshapen, Unmatched};
use super::file::{Contents, Stored};
use super::names::{Convention, Slot};
use super::options::{LoadOptions, is_under};
use crate::nearest::nearest;

/// What checkpoints call the dictionary with the weights, the likelier first.
const WRAPPERS: [&str; 14] = [
    "state_dict",
    "model_state_dict",
    "model_state",
    "model",
    "net",
    "network",
    "weights",
    "params",
    "module",
    "params_ema",
    "ema_state_dict",
    "state_dict_ema",
    "model_ema",
    "ema",
];

/// What fits: pairs of a slot and a stored tensor, and what is left on either side.
pub(super) struct Match {
    pub pairs: Vec<(usize, usize)>,
    pub missing: Vec<Unmatched>,
    pub extra: Vec<Unmatched>,
    pub skipped: Vec<String>,
}

/// Compares all names, shapes and types.
pub(super) fn compare(
    slots: &[Slot],
    contents: &Contents,
    options: &LoadOptions,
    path: &Path,
) -> Result<Match, LoadError> {
    let comparison = Comparison {
        slots,
        stored: &contents.tensors,
        convention: contents.format.convention(),
        options,
    };
    comparison.check_skips()?;
    let wrapper = comparison.wrapper();
    comparison.pair(wrapper, path)
}

struct Comparison<'c> {
    slots: &'c [Slot],
    stored: &'c [Stored],
    convention: Convention,
    options: &'c LoadOptions,
}

impl Comparison<'_> {
    fn slot_names(&self) -> impl Iterator<Item = &str> {
        self.slots.iter().map(|slot| slot.name(self.convention))
    }

    /// A part that is skipped must be there, or the word is misspelt.
    fn check_skips(&self) -> Result<(), LoadError> {
        for part in &self.options.skipped {
            if !self.slot_names().any(|name| is_under(name, part)) {
                let parts: HashSet<&str> = self.slot_names().flat_map(parents).collect();
                return Err(LoadError::UnknownPart {
                    part: part.clone(),
                    nearest: nearest(part, parts.into_iter()).map(str::to_owned),
                });
            }
        }
        Ok(())
    }

    /// The dictionary that the weights lie in: the one in which the most names are found, and none if
    /// nothing is gained by one.
    fn wrapper(&self) -> &'static str {
        let names: HashSet<&str> = self.slot_names().collect();
        let found = |wrapper: &str| {
            let here = self
                .stored
                .iter()
                .filter_map(|tensor| self.name_of(tensor, wrapper));
            here.filter(|name| names.contains(name.as_str())).count()
        };
        let mut best = ("", found(""));
        for wrapper in WRAPPERS {
            let count = found(wrapper);
            if count > best.1 {
                best = (wrapper, count);
            }
        }
        best.0
    }

    /// The network's name for a stored tensor; `None` if it lies outside of wrapper and prefix.
    fn name_of(&self, tensor: &Stored, wrapper: &str) -> Option<String> {
        let inside = under(&tensor.name, wrapper)?;
        let inside = under(inside, self.options.prefix.as_deref().unwrap_or(""))?;
        Some(self.options.renamed(inside))
    }

    fn pair(&self, wrapper: &str, path: &Path) -> Result<Match, LoadError> {
        let mut named: BTreeMap<String, usize> = BTreeMap::new();
        let mut twice = Vec::new();
        for (index, tensor) in self.stored.iter().enumerate() {
            let Some(name) = self.name_of(tensor, wrapper) else {
                continue;
            };
            if is_batch_counter(&name) {
                continue;
            }
            if named.insert(name.clone(), index).is_some() {
                twice.push(name);
            }
        }

        let mut result = Match {
            pairs: Vec::new(),
            missing: Vec::new(),
            extra: Vec::new(),
            skipped: Vec::new(),
        };
        let mut misshapen = Vec::new();
        for (index, slot) in self.slots.iter().enumerate() {
            let name = slot.name(self.convention);
            let stored = named.remove(name);
            if self.options.skips(name) {
                result.skipped.push(name.to_owned());
                continue;
            }
            match stored {
                None => result.missing.push(Unmatched {
                    name: name.to_owned(),
                    shape: slot.shape(self.convention),
                }),
                Some(stored) => match self.misfit(slot, &self.stored[stored]) {
                    None => result.pairs.push((index, stored)),
                    Some(misfit) => misshapen.push(misfit),
                },
            }
        }
        let left = named
            .into_iter()
            .filter(|(name, _)| !self.options.skips(name));
        result.extra = left
            .map(|(name, index)| Unmatched {
                name,
                shape: self.stored[index].shape.clone(),
            })
            .collect();

        let incomplete = !result.missing.is_empty() || !result.extra.is_empty();
        let nothing = result.pairs.is_empty() && result.skipped.len() < self.slots.len();
        let refused = incomplete && (self.options.strict || nothing);
        if !refused && misshapen.is_empty() && twice.is_empty() {
            return Ok(result);
        }
        if !refused {
            // What is admitted to be missing or extra is no part of the error.
            result.missing.clear();
            result.extra.clear();
        }
        let mut mismatch = Mismatch {
            path: path.to_owned(),
            missing: result.missing,
            extra: result.extra,
            misshapen,
            twice,
            fitting: result.pairs.len(),
            help: None,
        };
        mismatch.help = self.help(&mismatch);
        Err(LoadError::Mismatch(Box::new(mismatch)))
    }

    fn misfit(&self, slot: &Slot, stored: &Stored) -> Option<Misshapen> {
        let name = slot.name(self.convention).to_owned();
        let shape = slot.shape(self.convention);
        if shape != stored.shape {
            return Some(Misshapen {
                name,
                expected: format!("{shape:?}"),
                found: format!("{:?}", stored.shape),
            });
        }
        let found = match &stored.dtype {
            Ok(dtype) if slot.kind.takes(*dtype) => return None,
            Ok(dtype) => format!("{dtype:?}"),
            Err(name) => format!("{name}, which Burn has not"),
        };
        Some(Misshapen {
            name,
            expected: slot.kind.name().to_owned(),
            found,
        })
    }

    fn help(&self, mismatch: &Mismatch) -> Option<String> {
        if let Some(prefix) = &self.options.prefix
            && mismatch.fitting == 0
            && mismatch.extra.is_empty()
        {
            return Some(format!(
                "nothing in the file lies under `{prefix}`: mend or leave out `prefix`"
            ));
        }
        if let Some(prefix) = self.likely_prefix(mismatch) {
            return Some(format!(
                "the network's names lie under `{prefix}` in this file: `LoadOptions::new().prefix(\"{prefix}\")`"
            ));
        }
        if let Some(part) = only_part(mismatch) {
            return Some(format!(
                "to load all but this part: `LoadOptions::new().skip(\"{part}\")`"
            ));
        }
        if self.options.strict && mismatch.misshapen.is_empty() && mismatch.fitting > 0 {
            return Some(
                "to load what fits by name: `LoadOptions::new().strict(false)`".to_owned(),
            );
        }
        (mismatch.fitting == 0).then(|| {
            "these are the weights of another network, or its names need `rename`".to_owned()
        })
    }

    /// A leading part of the file's names under which most of what is missing can be found.
    fn likely_prefix(&self, mismatch: &Mismatch) -> Option<String> {
        if self.options.prefix.is_some() || mismatch.missing.is_empty() {
            return None;
        }
        let missing: HashSet<&str> = mismatch
            .missing
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        let mut hits: HashMap<&str, usize> = HashMap::new();
        for extra in &mismatch.extra {
            for (at, _) in extra.name.match_indices('.') {
                if missing.contains(&extra.name[at + 1..]) {
                    *hits.entry(&extra.name[..at]).or_default() += 1;
                }
            }
        }
        let best = hits
            .into_iter()
            .max_by_key(|&(prefix, count)| (count, prefix))?;
        (2 * best.1 > missing.len()).then(|| best.0.to_owned())
    }
}

/// The one part that all differences lie in, where there is a rest that fits.
fn only_part(mismatch: &Mismatch) -> Option<String> {
    let missing = mismatch
        .missing
        .iter()
        .chain(&mismatch.extra)
        .map(|one| &one.name);
    let names: Vec<&String> = missing
        .chain(mismatch.misshapen.iter().map(|one| &one.name))
        .collect();
    let (first, rest) = names.split_first()?;
    let parts: Vec<&str> = parents(first).collect();
    let shared = parts
        .into_iter()
        .find(|part| rest.iter().all(|name| is_under(name, part)))?;
    (mismatch.fitting > 0 && !mismatch.misshapen.is_empty()).then(|| shared.to_owned())
}

/// The parts that a tensor lies in, the innermost first: `a.b`, `a` for `a.b.weight`.
fn parents(name: &str) -> impl Iterator<Item = &str> {
    name.rmatch_indices('.').map(move |(at, _)| &name[..at])
}

/// What is left of `name` behind a leading part; all of it behind the empty one.
fn under<'n>(name: &'n str, part: &str) -> Option<&'n str> {
    if part.is_empty() {
        return Some(name);
    }
    name.strip_prefix(part)?.strip_prefix('.')
}

/// How many batches a norm has seen: PyTorch counts them, and uses the number only for a momentum that
/// Burn has not.
fn is_batch_counter(name: &str) -> bool {
    name.rsplit('.').next() == Some("num_batches_tracked")
}
