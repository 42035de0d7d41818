//! The model's file: weights of spaCy's `en_core_web_sm` 3.8.0, embedded in the program. What each tensor is, is said in `data/model/CARD.md`.

use half::f16;
use half::slice::{HalfBitsSliceExt, HalfFloatSliceExt};
use pulp::bytemuck;
use safetensors::{Dtype, SafeTensors};

use crate::error::{Error, Result};

#[cfg(target_endian = "big")]
compile_error!("the model's file is read in place, which needs a little-endian machine");

/// Gives embedded bytes the alignment of a cache line, so that tensors can be read in place.
#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

static FILE: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../data/model/en_core_web_sm.safetensors"));
const NAME: &str = "data/model/en_core_web_sm.safetensors";

/// The tensors of the model's file by name.
pub struct Weights(SafeTensors<'static>);

impl Weights {
    /// Reads the file's table of contents.
    pub fn open() -> Result<Self> {
        SafeTensors::deserialize(&FILE.0).map(Self).map_err(|e| Error::data(NAME, e.to_string()))
    }

    fn bytes(&self, name: &str, dtype: Dtype, shape: &[usize]) -> Result<&'static [u8]> {
        let wrong = |message: String| Error::data(NAME, format!("tensor {name}: {message}"));
        let tensor = self.0.tensor(name).map_err(|e| wrong(e.to_string()))?;
        if tensor.dtype() != dtype || tensor.shape() != shape {
            return Err(wrong(format!("is {:?} {:?}, expected {dtype:?} {shape:?}", tensor.dtype(), tensor.shape())));
        }
        Ok(tensor.data())
    }

    /// A matrix in half precision, in place.
    pub fn half(&self, name: &str, shape: &[usize]) -> Result<&'static [f16]> {
        let bytes = self.bytes(name, Dtype::F16, shape)?;
        let bits: &[u16] = bytemuck::try_cast_slice(bytes).map_err(|e| Error::data(NAME, format!("tensor {name}: {e}")))?;
        Ok(bits.reinterpret_cast())
    }

    /// A matrix in half precision, converted.
    pub fn matrix(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>> {
        Ok(self.half(name, shape)?.to_f32_vec())
    }

    /// A vector in single precision.
    pub fn vector(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>> {
        let bytes = self.bytes(name, Dtype::F32, shape)?;
        bytemuck::try_cast_slice(bytes).map(<[f32]>::to_vec).map_err(|e| Error::data(NAME, format!("tensor {name}: {e}")))
    }
}
