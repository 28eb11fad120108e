//! Burn's own files: what `Module::save_file` writes.

use std::path::Path;
use std::rc::Rc;

use burn::store::burn_pack::{HEADER_SIZE, Header, Reader};
use burn::tensor::Bytes;

use super::file::Stored;

pub(super) fn open(path: &Path) -> Result<Vec<Stored>, String> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    let header = Header::from_bytes(&bytes).map_err(|error| error.to_string())?;
    let room = bytes.len().saturating_sub(HEADER_SIZE);
    if header.metadata_size as usize > room {
        return Err(format!(
            "its list of tensors takes {} bytes and {room} are there",
            header.metadata_size
        ));
    }
    let reader =
        Reader::from_bytes(Bytes::from_bytes_vec(bytes)).map_err(|error| error.to_string())?;
    let tensors = reader.into_tensors().map_err(|error| error.to_string())?;
    Ok(tensors
        .into_iter()
        .map(|tensor| {
            let tensor = Rc::new(tensor);
            Stored {
                name: tensor.name.clone(),
                shape: tensor.shape.to_vec(),
                dtype: Ok(tensor.dtype),
                id: tensor.param_id,
                read: Box::new(move || {
                    let bytes = tensor.to_bytes().map_err(|error| error.to_string())?;
                    Ok(bytes.to_vec())
                }),
            }
        })
        .collect())
}
