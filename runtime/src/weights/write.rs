//! A module → a file. It is written beside its destination and takes the name once it is whole.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use burn::module::{Module, ModuleVisitor, Param};
use burn::store::burn_pack::AtomicFile;
use burn::tensor::{Bool, DType, Int, Tensor, TensorData};

use super::error::SaveError;
use super::file::extension;
use super::names::{Convention, Slot, slots, transpose};
use super::safetensors::{Announced, dtype_name, write_header};

pub(super) fn save<M: Module>(module: &M, path: &Path) -> Result<(), SaveError> {
    match extension(path).as_str() {
        "safetensors" => safetensors(module, path),
        "bpk" => burn(module, path),
        other => Err(SaveError::Format {
            path: path.to_owned(),
            help: match other {
                "pth" | "pt" | "ckpt" | "bin" => format!(
                    "write `{}`; in Python, `safetensors.torch.load_file` gives the state dict",
                    path.with_extension("safetensors").display()
                ),
                _ => ".safetensors has PyTorch's names and layouts, .bpk Burn's".to_owned(),
            },
        }),
    }
}

fn burn<M: Module>(module: &M, path: &Path) -> Result<(), SaveError> {
    // A validation copy has the running statistics up to the last batch.
    let record = module.valid().into_record();
    record.save(path).map_err(|error| unwritable(path, error))
}

fn safetensors<M: Module>(module: &M, path: &Path) -> Result<(), SaveError> {
    let module = module.valid();
    let slots = slots(&module);
    let announced = slots
        .iter()
        .map(|slot| announce(slot, path))
        .collect::<Result<Vec<_>, _>>()?;
    let (scratch, file) = AtomicFile::create(path).map_err(|error| unwritable(path, error))?;
    let mut numbers = Numbers {
        out: BufWriter::new(file),
        slots: slots.iter().zip(&announced),
        path,
        result: Ok(()),
    };
    write_header(&mut numbers.out, &announced).map_err(|error| unwritable(path, error))?;
    module.visit(&mut numbers);
    numbers.result?;
    let file = numbers.out.into_inner();
    drop(file.map_err(|error| unwritable(path, error))?);
    scratch.commit().map_err(|error| unwritable(path, error))
}

fn announce(slot: &Slot, path: &Path) -> Result<Announced, SaveError> {
    let dtype = dtype_name(slot.dtype).ok_or_else(|| SaveError::Tensor {
        path: path.to_owned(),
        name: slot.key.clone(),
        reason: "quantized numbers; save it as .bpk".to_owned(),
    })?;
    let size = if slot.dtype.is_bool() {
        1
    } else {
        slot.dtype.size()
    };
    let numbers: usize = slot.shape.iter().product();
    Ok(Announced {
        name: slot.key.clone(),
        dtype,
        shape: slot.shape(Convention::PyTorch),
        byte_len: numbers as u64 * size as u64,
    })
}

fn unwritable(path: &Path, reason: impl std::fmt::Display) -> SaveError {
    SaveError::Unwritable {
        path: path.to_owned(),
        reason: reason.to_string(),
    }
}

/// Writes the numbers of one tensor after the other, in the order in which they were announced.
struct Numbers<'w, I> {
    out: BufWriter<File>,
    slots: I,
    path: &'w Path,
    result: Result<(), SaveError>,
}

impl<'w, I: Iterator<Item = (&'w Slot, &'w Announced)>> Numbers<'w, I> {
    fn add(&mut self, data: impl FnOnce() -> Result<TensorData, String>) {
        let Some((slot, announced)) = self.slots.next() else {
            return;
        };
        if self.result.is_err() {
            return;
        }
        let written = data()
            .and_then(|data| bytes(slot, announced, data))
            .map_err(|reason| SaveError::Tensor {
                path: self.path.to_owned(),
                name: slot.key.clone(),
                reason,
            })
            .and_then(|bytes| {
                let written = self.out.write_all(&bytes);
                written.map_err(|error| unwritable(self.path, error))
            });
        self.result = written;
    }
}

fn bytes(slot: &Slot, announced: &Announced, data: TensorData) -> Result<Vec<u8>, String> {
    let data = match slot.dtype {
        DType::Bool(_) => data.convert_dtype(DType::Bool(burn::tensor::BoolStore::Native)),
        dtype => data.convert_dtype(dtype),
    };
    let bytes = data.into_bytes().to_vec();
    if bytes.len() as u64 != announced.byte_len {
        return Err(format!(
            "{} bytes where {} were expected",
            bytes.len(),
            announced.byte_len
        ));
    }
    Ok(match (slot.transposed, slot.shape.as_slice()) {
        (true, &[rows, columns]) => transpose(&bytes, rows, columns, slot.dtype.size()),
        _ => bytes,
    })
}

impl<'w, I: Iterator<Item = (&'w Slot, &'w Announced)>> ModuleVisitor for Numbers<'w, I> {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        let saved = || param.transform_for_save().val();
        self.add(|| saved().try_into_data().map_err(|error| error.to_string()));
    }

    fn visit_int<const D: usize>(&mut self, param: &Param<Tensor<D, Int>>) {
        let saved = || param.transform_for_save().val();
        self.add(|| saved().try_into_data().map_err(|error| error.to_string()));
    }

    fn visit_bool<const D: usize>(&mut self, param: &Param<Tensor<D, Bool>>) {
        let saved = || param.transform_for_save().val();
        self.add(|| saved().try_into_data().map_err(|error| error.to_string()));
    }
}
