//! From tokens to the encoders' input: hash embeddings of the lexical features, summed and mixed by a maxout layer.
//!
//! The mixing layer is linear before its maxout. So the share of the four lexical features is computed once for each distinct word of a
//! batch, and the share of the two context features (four combinations) once at load.

use half::f16;
use half::slice::HalfFloatSliceExt;
use pulp::Arch;

use crate::annotate::model::WIDTH;
use crate::annotate::model::encoder::Norm;
use crate::annotate::model::features::LexicalIds;
use crate::annotate::model::hash::row_keys;
use crate::annotate::model::kernels::{AlignedFloats, Layer, padded_rows};
use crate::annotate::model::weights::Weights;
use crate::error::Result;

/// The number of lexical features.
const LEXICAL: usize = 4;
/// Rows of the embeddings of norm, prefix, suffix, shape, space after, white space.
const ROWS: [usize; 6] = [5000, 1000, 2500, 2500, 50, 50];
/// Seed of the first embedding's row hashes; each further one adds one.
const SEED: u32 = 8;
/// Pieces of the maxout.
const PIECES: usize = 3;

/// The rows of a word's lexical features in the embeddings; the same for both encoders.
pub type Rows = [[u16; 4]; LEXICAL];

/// The rows that these features select.
pub fn rows(ids: &LexicalIds) -> Rows {
    std::array::from_fn(|feature| rows_of(feature, ids[feature]))
}

fn rows_of(feature: usize, id: u64) -> [u16; 4] {
    row_keys(id, SEED + feature as u32).map(|key| (key as usize % ROWS[feature]) as u16)
}

/// The embeddings of one encoder with its mixing layer.
pub struct Embedding {
    tables: Vec<&'static [f16]>,
    lexical: Layer,
    /// What the context features add to the sums of the mixing layer, by [`crate::annotate::model::features::context`]; one if the encoder has none.
    context: Vec<Vec<f32>>,
    norm: Norm,
}

impl Embedding {
    /// Reads the tensors that begin with `prefix`; `features` is 4, or 6 with the context features.
    pub fn load(arch: Arch, weights: &Weights, prefix: &str, features: usize) -> Result<Self> {
        let tables = (0..features).map(|i| weights.half(&format!("{prefix}.embed.{i}"), &[ROWS[i], WIDTH])).collect::<Result<Vec<_>>>()?;
        let mix = weights.matrix(&format!("{prefix}.mix.weight"), &[WIDTH, PIECES, features * WIDTH])?;
        let bias = weights.vector(&format!("{prefix}.mix.bias"), &[WIDTH, PIECES])?;
        // Rows of the layer as outputs: piece by piece, so that the maxout after the context's share takes whole vectors.
        let row = |output: usize| &mix[(output % WIDTH * PIECES + output / WIDTH) * features * WIDTH..][..features * WIDTH];
        let lexical: Vec<f32> = (0..WIDTH * PIECES).flat_map(|output| &row(output)[..LEXICAL * WIDTH]).copied().collect();
        let bias: Vec<f32> = (0..WIDTH * PIECES).map(|output| bias[output % WIDTH * PIECES + output / WIDTH]).collect();
        let combinations = if features > LEXICAL { 4 } else { 1 };
        let context = (0..combinations).map(|context: u64| {
            let ids = [context & 1, context >> 1];
            let vector: Vec<f32> = (LEXICAL..features).flat_map(|f| gather(tables[f], &rows_of(f, ids[f - LEXICAL]))).collect();
            (0..WIDTH * PIECES).map(|output| row(output)[LEXICAL * WIDTH..].iter().zip(&vector).map(|(w, x)| w * x).sum()).collect()
        });
        let context = context.collect();
        Ok(Self { tables, lexical: Layer::linear(arch, &lexical, &bias), context, norm: Norm::load(weights, &format!("{prefix}.mix"))? })
    }

    /// The lexical features' share of the mixing layer for each word; row `i` begins at `i * `[`Embedding::stride`].
    pub fn words(&self, words: &[Rows]) -> AlignedFloats {
        let count = padded_rows(words.len());
        let mut input = AlignedFloats::zeros(count * LEXICAL * WIDTH);
        for (word, out) in words.iter().zip(input.get_mut().chunks_exact_mut(LEXICAL * WIDTH)) {
            for ((rows, table), out) in word.iter().zip(&self.tables).zip(out.chunks_exact_mut(WIDTH)) {
                out.copy_from_slice(&gather(table, rows));
            }
        }
        let mut output = AlignedFloats::zeros(count * self.lexical.stride());
        self.lexical.apply(input.get(), LEXICAL * WIDTH, words.len(), output.get_mut());
        output
    }

    /// Distance between two rows of [`Embedding::words`].
    pub fn stride(&self) -> usize {
        self.lexical.stride()
    }

    /// A token's vector from its word's share and its context.
    pub fn token(&self, word: &[f32], context: usize, out: &mut [f32; WIDTH]) {
        let context = &self.context[context % self.context.len()];
        for (i, out) in out.iter_mut().enumerate() {
            let piece = |p: usize| word[p * WIDTH + i] + context[p * WIDTH + i];
            *out = piece(0).max(piece(1)).max(piece(2));
        }
        self.norm.apply(out);
    }
}

/// The sum of four rows of a table.
fn gather(table: &[f16], rows: &[u16; 4]) -> [f32; WIDTH] {
    let (mut sum, mut row) = ([0.0; WIDTH], [0.0; WIDTH]);
    for &index in rows {
        table[usize::from(index) * WIDTH..][..WIDTH].convert_to_f32_slice(&mut row);
        sum.iter_mut().zip(&row).for_each(|(sum, x)| *sum += x);
    }
    sum
}
