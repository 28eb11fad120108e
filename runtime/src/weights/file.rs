//! A file → its format and the list of its tensors, none of them read yet.
//!
//! The bytes are not trusted: every size that a file declares is compared with what the file holds before
//! anything of that size is allocated, and a tensor is read only once its shape is known to be wanted.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use burn::tensor::DType;

use super::error::LoadError;
use super::names::Convention;
use super::{burnpack, pytorch, safetensors};

/// A tensor in a file.
pub(super) struct Stored {
    pub name: String,
    pub shape: Vec<usize>,
    /// `Err` names a type that Burn has not.
    pub dtype: Result<DType, String>,
    /// The identity that an optimizer knows the parameter by; only Burn's files have it.
    pub id: Option<u64>,
    /// Reads the bytes, little-endian and contiguous. They are as many as shape and type say.
    pub read: Box<dyn Fn() -> Result<Vec<u8>, String>>,
}

impl Stored {
    pub fn byte_len(&self) -> u64 {
        let size = self.dtype.as_ref().map_or(0, DType::size);
        self.shape.iter().product::<usize>() as u64 * size as u64
    }
}

/// What a file holds.
pub(super) struct Contents {
    pub format: Format,
    pub file_len: u64,
    pub tensors: Vec<Stored>,
}

/// Why a file has no list of tensors.
pub(super) enum Fault {
    /// It contradicts itself.
    Damage(String),
    /// It is whole and holds something else.
    Other(String),
}

/// The formats that weights come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    PyTorch,
    Safetensors,
    Burn,
}

impl Format {
    pub fn convention(self) -> Convention {
        match self {
            Format::PyTorch | Format::Safetensors => Convention::PyTorch,
            Format::Burn => Convention::Burn,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Format::PyTorch => "a PyTorch checkpoint",
            Format::Safetensors => "a safetensors file",
            Format::Burn => "a Burn file",
        }
    }

    fn of_extension(path: &Path) -> Option<Format> {
        match extension(path).as_str() {
            "pth" | "pt" | "ckpt" | "bin" | "pkl" | "tar" => Some(Format::PyTorch),
            "safetensors" => Some(Format::Safetensors),
            "bpk" => Some(Format::Burn),
            _ => None,
        }
    }

    /// By what no other kind of file begins with.
    fn of_signature(head: &[u8]) -> Option<Format> {
        if head.starts_with(b"PK\x03\x04") || head.get(257..262) == Some(b"ustar") {
            Some(Format::PyTorch)
        } else if head.starts_with(b"NRUB") {
            Some(Format::Burn)
        } else {
            None
        }
    }

    /// By what other files could begin with as well.
    fn of_beginning(head: &[u8]) -> Option<Format> {
        let length = head.first_chunk().map(|bytes| u64::from_le_bytes(*bytes));
        if length.is_some_and(|length| length < 1 << 32) && head.get(8) == Some(&b'{') {
            Some(Format::Safetensors)
        } else if matches!(head, [0x80, 1..=5, ..]) {
            Some(Format::PyTorch)
        } else {
            None
        }
    }
}

/// The extension in lower case.
pub(super) fn extension(path: &Path) -> String {
    let extension = path.extension().unwrap_or_default();
    extension.to_string_lossy().to_ascii_lowercase()
}

/// Opens a file and lists its tensors.
pub(super) fn open(path: &Path) -> Result<Contents, LoadError> {
    let (head, file_len) = head(path).map_err(|source| LoadError::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    let Some(format) = Format::of_signature(&head)
        .or_else(|| Format::of_extension(path))
        .or_else(|| Format::of_beginning(&head))
    else {
        return Err(unknown(path, &head));
    };
    let tensors = match format {
        Format::PyTorch => pytorch::open(path),
        Format::Safetensors => safetensors::open(path).map_err(Fault::Damage),
        Format::Burn => burnpack::open(path).map_err(Fault::Damage),
    };
    let tensors = tensors.map_err(|fault| match fault {
        Fault::Damage(reason) => damaged(path, format, reason),
        Fault::Other(found) => LoadError::Format {
            path: path.to_owned(),
            found,
            help: "save the plain weights: `torch.save(model.state_dict(), …)`".to_owned(),
        },
    })?;
    Ok(Contents {
        format,
        file_len,
        tensors,
    })
}

/// The first bytes and the length.
fn head(path: &Path) -> io::Result<(Vec<u8>, u64)> {
    let file = File::open(path)?;
    let data = file.metadata()?;
    if data.is_dir() {
        return Err(io::Error::other("expected a file, found a directory"));
    }
    let mut head = Vec::new();
    file.take(512).read_to_end(&mut head)?;
    Ok((head, data.len()))
}

fn unknown(path: &Path, head: &[u8]) -> LoadError {
    let (found, help) = match extension(path).as_str() {
        "mpk" | "gz" => (
            "a record of an older Burn",
            "Burn 0.22 reads .bpk only: load it with the version that wrote it, and export it from there",
        ),
        "h5" | "keras" | "hdf5" => (
            "a Keras file",
            "convert it to .safetensors with PyTorch's names and layouts first",
        ),
        "onnx" => (
            "an ONNX model",
            "export the weights with `torch.save(model.state_dict(), …)`",
        ),
        "npz" | "npy" => (
            "NumPy arrays",
            "write them with `safetensors.numpy.save_file`",
        ),
        _ => match disguise(head) {
            Some((found, help)) => (found, help),
            None => (
                "neither a known extension nor a known beginning",
                "give the file its extension; `torch.save` writes .pth",
            ),
        },
    };
    LoadError::Format {
        path: path.to_owned(),
        found: found.to_owned(),
        help: help.to_owned(),
    }
}

pub(super) fn damaged(path: &Path, format: Format, reason: String) -> LoadError {
    let beginning = head(path).map(|(head, _)| head).unwrap_or_default();
    let (reason, help) = match disguise(&beginning) {
        Some((found, help)) => (found.to_owned(), help),
        None => (
            reason,
            "fetch the file again and compare its length and checksum with the publisher's",
        ),
    };
    LoadError::Damaged {
        path: path.to_owned(),
        format: format.name(),
        reason,
        help: help.to_owned(),
    }
}

/// What one often has instead of the file that one wanted.
fn disguise(head: &[u8]) -> Option<(&'static str, &'static str)> {
    let text = String::from_utf8_lossy(&head[..head.len().min(64)]).to_ascii_lowercase();
    let text = text.trim_start();
    if head.is_empty() {
        Some(("an empty file", "fetch the file again"))
    } else if text.starts_with("version https://git-lfs") {
        Some((
            "a pointer of Git LFS",
            "fetch the file itself with `git lfs pull`",
        ))
    } else if text.starts_with("<!doctype")
        || text.starts_with("<html")
        || text.starts_with("<?xml")
    {
        Some((
            "a web page",
            "the download went wrong; open the address in a browser to see why",
        ))
    } else {
        None
    }
}
