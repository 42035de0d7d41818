//! Four residual convolutions (window of one token to each side, maxout of three pieces, layer norm) that give each token its context.

use pulp::Arch;

use crate::annotate::model::WIDTH;
use crate::annotate::model::kernels::{AlignedFloats, Layer, padded_rows};
use crate::annotate::model::weights::Weights;
use crate::error::Result;

/// Convolutions, and the rows of padding between two documents: a convolution sees one row further.
const DEPTH: usize = 4;

/// Layer normalisation with learned scale and shift.
pub struct Norm {
    scale: [f32; WIDTH],
    shift: [f32; WIDTH],
}

impl Norm {
    /// Reads `prefix.scale` and `prefix.shift`.
    pub fn load(weights: &Weights, prefix: &str) -> Result<Self> {
        let (mut scale, mut shift) = ([0.0; WIDTH], [0.0; WIDTH]);
        scale.copy_from_slice(&weights.vector(&format!("{prefix}.scale"), &[WIDTH])?);
        shift.copy_from_slice(&weights.vector(&format!("{prefix}.shift"), &[WIDTH])?);
        Ok(Self { scale, shift })
    }

    /// Normalises one row.
    #[inline(always)]
    pub fn apply(&self, row: &mut [f32; WIDTH]) {
        let mean = sum(row) / WIDTH as f32;
        row.iter_mut().for_each(|x| *x -= mean);
        let variance = sum(&row.map(|x| x * x)) / WIDTH as f32 + 1e-8;
        let factor = 1.0 / variance.sqrt();
        for (i, x) in row.iter_mut().enumerate() {
            *x = *x * factor * self.scale[i] + self.shift[i];
        }
    }
}

/// Sums in sixteen lanes whatever the machine's vectors are: the order of additions never changes.
#[inline(always)]
fn sum(row: &[f32; WIDTH]) -> f32 {
    let mut lanes = [0.0f32; 16];
    for chunk in row.chunks_exact(16) {
        for (lane, x) in lanes.iter_mut().zip(chunk) {
            *lane += x;
        }
    }
    for half in [8, 4, 2, 1] {
        for i in 0..half {
            lanes[i] += lanes[i + half];
        }
    }
    lanes[0]
}

/// The rows of a batch of documents: padding, first document, padding, second document, ..., padding. As in thinc, the padding is zero at
/// first only: it takes part in every convolution, and what a document's first and last tokens see is what it has become by then.
pub struct Batch {
    rows: AlignedFloats,
    count: usize,
}

impl Batch {
    /// Zero rows for documents of these lengths.
    pub fn new(lengths: impl IntoIterator<Item = usize>) -> Self {
        let count = DEPTH + lengths.into_iter().map(|length| length + DEPTH).sum::<usize>();
        // One more row on each side for the window of the outermost rows, and room to read the last document in whole blocks.
        Self { rows: AlignedFloats::zeros((padded_rows(count + DEPTH) + 2) * WIDTH), count }
    }

    /// Index of a document's first row, given the number of documents and tokens before it.
    pub fn first_row(documents: usize, tokens: usize) -> usize {
        (documents + 1) * DEPTH + tokens
    }

    /// The rows from `first` on.
    pub fn rows_from(&self, first: usize) -> &[f32] {
        &self.rows.get()[(1 + first) * WIDTH..]
    }

    /// One row, to be written.
    pub fn row_mut(&mut self, row: usize) -> &mut [f32; WIDTH] {
        self.rows.get_mut()[(1 + row) * WIDTH..].first_chunk_mut().expect("the row lies in the batch")
    }
}

/// The convolutions of one encoder.
pub struct Encoder {
    arch: Arch,
    layers: Vec<(Layer, Norm)>,
}

impl Encoder {
    /// Reads the tensors that begin with `prefix`.
    pub fn load(arch: Arch, weights: &Weights, prefix: &str) -> Result<Self> {
        let layer = |i: usize| -> Result<(Layer, Norm)> {
            let name = format!("{prefix}.conv.{i}");
            let matrix = weights.matrix(&format!("{name}.weight"), &[WIDTH, 3, 3 * WIDTH])?;
            let bias = weights.vector(&format!("{name}.bias"), &[WIDTH, 3])?;
            Ok((Layer::maxout(arch, &matrix, &bias), Norm::load(weights, &name)?))
        };
        Ok(Self { arch, layers: (0..DEPTH).map(layer).collect::<Result<_>>()? })
    }

    /// Encodes a batch in place.
    pub fn apply(&self, batch: &mut Batch) {
        let mut output = AlignedFloats::zeros(padded_rows(batch.count) * WIDTH);
        for (layer, norm) in &self.layers {
            // The window of three rows is a view that begins one row earlier.
            layer.apply(batch.rows.get(), WIDTH, batch.count, output.get_mut());
            let rows = &mut batch.rows.get_mut()[WIDTH..][..batch.count * WIDTH];
            self.arch.dispatch(
                #[inline(always)]
                || {
                    let (rows, outputs) = (rows.as_chunks_mut::<WIDTH>().0, output.get_mut().as_chunks_mut::<WIDTH>().0);
                    for (row, output) in rows.iter_mut().zip(outputs) {
                        norm.apply(output);
                        row.iter_mut().zip(output).for_each(|(x, y)| *x += *y);
                    }
                },
            );
        }
    }
}
