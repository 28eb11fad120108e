//! The safetensors format: the length of a JSON header, the header, the numbers.
//!
//! ```text
//! 8 bytes: length n, little-endian
//! n bytes: {"__metadata__": {"format": "pt"}, "conv.weight": {"dtype": "F32", "shape": [8, 3], "data_offsets": [0, 96]}, …}
//! the rest: the numbers, little-endian and row by row, at the offsets
//! ```

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use burn::tensor::{BoolStore, DType};
use serde::{Deserialize, Serialize};

use super::file::Stored;

/// The longest header that the format admits.
const MAX_HEADER: u64 = 100_000_000;

/// What is not a tensor in the header.
const METADATA: &str = "__metadata__";

#[derive(Deserialize, Serialize)]
struct Entry {
    dtype: String,
    shape: Vec<usize>,
    data_offsets: [u64; 2],
}

pub(super) fn open(path: &Path) -> Result<Vec<Stored>, String> {
    let mut file = File::open(path).map_err(|error| error.to_string())?;
    let file_len = file.metadata().map_err(|error| error.to_string())?.len();
    let header = header(&mut file, file_len)?;
    let data_start = 8 + header.len() as u64;
    let entries: BTreeMap<String, serde_json::Value> =
        serde_json::from_slice(&header).map_err(|error| format!("its header: {error}"))?;
    let file = Arc::new(Mutex::new(file));
    entries
        .into_iter()
        .filter(|(name, _)| name != METADATA)
        .map(|(name, value)| {
            let entry: Entry = serde_json::from_value(value)
                .map_err(|error| format!("the tensor `{name}`: {error}"))?;
            stored(name, entry, &file, data_start, file_len)
        })
        .collect()
}

fn header(file: &mut File, file_len: u64) -> Result<Vec<u8>, String> {
    let mut length = [0; 8];
    file.read_exact(&mut length)
        .map_err(|_| format!("it ends after {file_len} bytes, within the length of its header"))?;
    let length = u64::from_le_bytes(length);
    if length > MAX_HEADER || length > file_len.saturating_sub(8) {
        return Err(format!(
            "its header takes {length} bytes and the file has {file_len}"
        ));
    }
    let mut header = vec![0; length as usize];
    file.read_exact(&mut header)
        .map_err(|error| error.to_string())?;
    Ok(header)
}

fn stored(
    name: String,
    entry: Entry,
    file: &Arc<Mutex<File>>,
    data_start: u64,
    file_len: u64,
) -> Result<Stored, String> {
    let [begin, end] = entry.data_offsets;
    let dtype = dtype(&entry.dtype);
    let numbers = entry
        .shape
        .iter()
        .try_fold(1u64, |all, &size| all.checked_mul(size as u64));
    let numbers =
        numbers.ok_or_else(|| format!("the tensor `{name}` has the shape {:?}", entry.shape))?;
    let length = end.checked_sub(begin);
    let inside = data_start
        .checked_add(end)
        .is_some_and(|end| end <= file_len);
    let Some(length) = length.filter(|_| inside) else {
        return Err(format!(
            "the tensor `{name}` lies at {begin} to {end}, and {} bytes of numbers are there",
            file_len - data_start
        ));
    };
    if let Ok(dtype) = dtype
        && numbers.checked_mul(dtype.size() as u64) != Some(length)
    {
        return Err(format!(
            "the tensor `{name}` has the shape {:?} of {} and {length} bytes",
            entry.shape, entry.dtype
        ));
    }
    let file = Arc::clone(file);
    Ok(Stored {
        name,
        shape: entry.shape,
        dtype,
        id: None,
        read: Box::new(move || {
            read(&file, data_start + begin, length as usize).map_err(|error| error.to_string())
        }),
    })
}

/// The range has been compared with the length of the file, so that much can be allocated.
fn read(file: &Mutex<File>, at: u64, length: usize) -> io::Result<Vec<u8>> {
    let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
    let mut bytes = vec![0; length];
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn dtype(name: &str) -> Result<DType, String> {
    Ok(match name {
        "F64" => DType::F64,
        "F32" => DType::F32,
        "F16" => DType::F16,
        "BF16" => DType::BF16,
        "I64" => DType::I64,
        "I32" => DType::I32,
        "I16" => DType::I16,
        "I8" => DType::I8,
        "U64" => DType::U64,
        "U32" => DType::U32,
        "U16" => DType::U16,
        "U8" => DType::U8,
        "BOOL" => DType::Bool(BoolStore::Native),
        other => return Err(other.to_owned()),
    })
}

/// What the format calls a type of numbers; `None` for those that it has not.
pub(super) fn dtype_name(dtype: DType) -> Option<&'static str> {
    Some(match dtype {
        DType::F64 => "F64",
        DType::F32 | DType::Flex32 => "F32",
        DType::F16 => "F16",
        DType::BF16 => "BF16",
        DType::I64 => "I64",
        DType::I32 => "I32",
        DType::I16 => "I16",
        DType::I8 => "I8",
        DType::U64 => "U64",
        DType::U32 => "U32",
        DType::U16 => "U16",
        DType::U8 => "U8",
        DType::Bool(_) => "BOOL",
        DType::QFloat(_) => return None,
    })
}

/// A tensor that is to be written.
pub(super) struct Announced {
    pub name: String,
    pub dtype: &'static str,
    pub shape: Vec<usize>,
    pub byte_len: u64,
}

/// The header for tensors that follow in this order. PyTorch's tools look for the format `pt`.
pub(super) fn write_header(out: &mut impl Write, tensors: &[Announced]) -> io::Result<()> {
    let mut entries = serde_json::Map::new();
    entries.insert(METADATA.to_owned(), serde_json::json!({ "format": "pt" }));
    let mut begin = 0;
    for tensor in tensors {
        let end = begin + tensor.byte_len;
        let entry = Entry {
            dtype: tensor.dtype.to_owned(),
            shape: tensor.shape.clone(),
            data_offsets: [begin, end],
        };
        entries.insert(tensor.name.clone(), serde_json::to_value(entry)?);
        begin = end;
    }
    let mut header = serde_json::to_vec(&entries)?;
    // Numbers begin at a multiple of eight, so a reader can map the file.
    header.resize(header.len().next_multiple_of(8), b' ');
    out.write_all(&(header.len() as u64).to_le_bytes())?;
    out.write_all(&header)
}
