//! PyTorch's checkpoints: zip (since 1.6), the older pickle stream, and tar. Burn's reader knows them all
//! and takes no length on trust.

use std::path::Path;

use burn::store::pytorch_reader::{DType as FileType, PickleError, PytorchError, PytorchReader};
use burn::tensor::{BoolStore, DType};

use super::file::{Fault, Stored};

pub(super) fn open(path: &Path) -> Result<Vec<Stored>, Fault> {
    let reader = PytorchReader::new(path).map_err(fault)?;
    let tensors = reader.into_tensors().into_iter();
    Ok(tensors
        .map(|(name, tensor)| Stored {
            name,
            shape: tensor.shape().to_vec(),
            dtype: Ok(dtype(tensor.dtype())),
            id: None,
            read: Box::new(move || tensor.read().map_err(|error| error.to_string())),
        })
        .collect())
}

/// A compiled program, a list, sparse or complex numbers are no damage.
fn fault(error: PytorchError) -> Fault {
    match error {
        PytorchError::Pickle(PickleError::UnsupportedType(kind)) => Fault::Other(format!(
            "a checkpoint with `{kind}`, which is no plain tensor"
        )),
        PytorchError::InvalidFormat(reason) => {
            match reason
                .strip_prefix("Expected a dictionary at the root of the PyTorch file, found ")
            {
                Some(kind) => Fault::Other(format!(
                    "a value of type `{kind}` and no dictionary of tensors"
                )),
                None => Fault::Damage(reason),
            }
        }
        error => Fault::Damage(error.to_string()),
    }
}

fn dtype(dtype: FileType) -> DType {
    match dtype {
        FileType::F64 => DType::F64,
        FileType::F32 => DType::F32,
        FileType::F16 => DType::F16,
        FileType::BF16 => DType::BF16,
        FileType::I64 => DType::I64,
        FileType::I32 => DType::I32,
        FileType::I16 => DType::I16,
        FileType::I8 => DType::I8,
        FileType::U64 => DType::U64,
        FileType::U32 => DType::U32,
        FileType::U16 => DType::U16,
        FileType::U8 => DType::U8,
        FileType::Bool => DType::Bool(BoolStore::Native),
    }
}
