//! Fine part-of-speech tags: one linear layer on the encoder's rows.

use pulp::Arch;

use crate::annotate::model::WIDTH;
use crate::annotate::model::classes;
use crate::annotate::model::kernels::{AlignedFloats, Layer, padded_rows};
use crate::annotate::model::scorer::best;
use crate::annotate::model::weights::Weights;
use crate::error::Result;
use crate::types::Tag;

/// The tagger.
pub struct Tagger {
    tags: Vec<Tag>,
    layer: Layer,
}

impl Tagger {
    /// Reads the tensors and tags.
    pub fn load(arch: Arch, weights: &Weights) -> Result<Self> {
        let tags = classes::of_component("tagger")?.iter().map(|class| class.parse(class.name)).collect::<Result<Vec<Tag>>>()?;
        let matrix = weights.matrix("tagger.weight", &[tags.len(), WIDTH])?;
        let layer = Layer::linear(arch, &matrix, &weights.vector("tagger.bias", &[tags.len()])?);
        Ok(Self { tags, layer })
    }

    /// The tags of `count` encoded rows, of which there must be room for whole blocks.
    pub fn tag(&self, rows: &[f32], count: usize) -> Vec<Tag> {
        let mut scores = AlignedFloats::zeros(padded_rows(count) * self.layer.stride());
        self.layer.apply(rows, WIDTH, count, scores.get_mut());
        let rows = scores.get().chunks_exact(self.layer.stride()).take(count);
        rows.map(|scores| best(&scores[..self.tags.len()]).map_or(Tag::default(), |(class, _)| self.tags[class])).collect()
    }
}
