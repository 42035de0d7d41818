//! The weights of the learned reader of events (`data/learned/events.safetensors`, made by `training/`; `data/learned/CARD.md` is their card): three
//! models, which ask in turn what a word names, who takes part in it, and whether an edge between two of those is right.

use std::ops::Range;

use safetensors::{Dtype, SafeTensors};

use crate::error::{Error, Result};

const NAME: &str = "data/learned/events.safetensors";
static FILE: &[u8] = include_bytes!("../../data/learned/events.safetensors");

/// Weights are whole numbers of this unit.
const UNIT: f32 = 1.0 / 32.0;

/// The key of a feature by its name (FNV-1a).
pub fn key(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The key of a feature for one edge type alone.
fn key_for(key: u32, kind: usize) -> u32 {
    (key ^ (kind as u32 + 1).wrapping_mul(0x9e37_79b1)).wrapping_mul(0x85eb_ca6b)
}

/// Which end of an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Who does it.
    Source,
    /// To whom.
    Target,
}

/// Sorted keys, found by their leading bits: most features that are looked up have no weight, and a search by halves
/// would miss the cache a dozen times to learn that.
struct Keys {
    sorted: Vec<u32>,
    // Where the keys with each value of the leading bits begin, and end after the last.
    begins: Vec<u32>,
}

impl Keys {
    /// So many leading bits part the keys into groups of one or two.
    const LEADING: u32 = 14;

    fn new(sorted: Vec<u32>) -> Self {
        let group = |key: u32| key >> (u32::BITS - Self::LEADING);
        let begins = (0..=1 << Self::LEADING).map(|lead| sorted.partition_point(|&key| group(key) < lead) as u32).collect();
        Self { sorted, begins }
    }

    fn position(&self, key: u32) -> Option<usize> {
        let group = (key >> (u32::BITS - Self::LEADING)) as usize;
        let (first, end) = (self.begins[group] as usize, self.begins[group + 1] as usize);
        self.sorted[first..end].iter().position(|&known| known == key).map(|at| first + at)
    }
}

/// A linear model over sparse features.
struct Linear {
    keys: Keys,
    weights: Vec<i8>,
    bias: f32,
}

impl Linear {
    fn weight(&self, key: u32) -> f32 {
        self.keys.position(key).map_or(0.0, |at| f32::from(self.weights[at]) * UNIT)
    }
}

/// The weights of all classes for the features of words: of each feature only those that are not zero.
struct Classes {
    keys: Keys,
    // Where the weights of each feature begin, and end after the last.
    begins: Vec<u32>,
    classes: Vec<u8>,
    weights: Vec<i8>,
    bias: Vec<f32>,
}

impl Classes {
    fn row(&self, key: u32) -> Range<usize> {
        self.keys.position(key).map_or(0..0, |at| self.begins[at] as usize..self.begins[at + 1] as usize)
    }
}

/// Boosted regression trees: each node asks whether a number is at most its threshold.
struct Forest {
    roots: Vec<u32>,
    numbers: Vec<u8>,
    thresholds: Vec<f32>,
    // Left and right after each other; leaf number n is written as -1 - n.
    branches: Vec<i32>,
    leaves: Vec<f32>,
}

/// The learned reader.
pub struct Reader {
    kinds: Vec<String>,
    words: Classes,
    sources: Linear,
    targets: Linear,
    pairs: Forest,
    /// Edges that are less likely are not told.
    pub least: f64,
    /// The same for edges that rules find as well.
    pub least_with_rules: f64,
}

impl Reader {
    /// Reads the embedded file.
    pub fn load() -> Result<Self> {
        let wrong = |message: String| Error::data(NAME, message);
        let file = SafeTensors::deserialize(FILE).map_err(|e| wrong(e.to_string()))?;
        let (_, header) = SafeTensors::read_metadata(FILE).map_err(|e| wrong(e.to_string()))?;
        let said = |name: &str| header.metadata().as_ref().and_then(|m| m.get(name)).ok_or_else(|| wrong(format!("says nothing of {name}")));
        let number = |name: &str| said(name)?.parse().map_err(|_| wrong(format!("{name} is not a number")));
        let bytes = |name: &str, dtype: Dtype| {
            let tensor = file.tensor(name).map_err(|e| wrong(format!("tensor {name}: {e}")))?;
            if tensor.dtype() == dtype {
                Ok(tensor.data())
            } else {
                Err(wrong(format!("tensor {name}: is {:?}, expected {dtype:?}", tensor.dtype())))
            }
        };
        let quads = |name: &str, dtype: Dtype| Ok::<_, Error>(bytes(name, dtype)?.as_chunks::<4>().0);
        let whole = |name: &str| Ok::<_, Error>(quads(name, Dtype::U32)?.iter().map(|b| u32::from_le_bytes(*b)).collect::<Vec<_>>());
        let small = |name: &str| Ok::<_, Error>(bytes(name, Dtype::I8)?.iter().map(|b| b.cast_signed()).collect::<Vec<_>>());
        let real = |name: &str| Ok::<_, Error>(quads(name, Dtype::F32)?.iter().map(|b| f32::from_le_bytes(*b)).collect::<Vec<_>>());
        let linear = |role: &str| {
            let (keys, weights, bias) = (whole(&format!("{role}.keys"))?, small(&format!("{role}.weights"))?, real(&format!("{role}.bias"))?);
            let bias = *bias.first().ok_or_else(|| wrong(format!("{role}.bias is empty")))?;
            Ok::<_, Error>(Linear { keys: Keys::new(keys), weights, bias })
        };
        let reader = Self {
            kinds: said("kinds")?.split(' ').map(str::to_owned).collect(),
            words: Classes {
                keys: Keys::new(whole("words.keys")?),
                begins: whole("words.begins")?,
                classes: bytes("words.classes", Dtype::U8)?.to_vec(),
                weights: small("words.weights")?,
                bias: real("words.bias")?,
            },
            sources: linear("source")?,
            targets: linear("target")?,
            pairs: Forest {
                roots: whole("pairs.roots")?,
                numbers: bytes("pairs.numbers", Dtype::U8)?.to_vec(),
                thresholds: real("pairs.thresholds")?,
                branches: quads("pairs.branches", Dtype::I32)?.iter().map(|b| i32::from_le_bytes(*b)).collect(),
                leaves: real("pairs.leaves")?,
            },
            least: number("least")?,
            least_with_rules: number("least_with_rules")?,
        };
        let fits = reader.words.begins.len() == reader.words.keys.sorted.len() + 1 && reader.words.bias.len() == reader.kinds.len() + 1;
        if fits { Ok(reader) } else { Err(wrong("the tensors of the words do not fit together".into())) }
    }

    /// The edge types that it knows, sorted.
    pub fn kinds(&self) -> &[String] {
        &self.kinds
    }

    /// How likely a word with these features names each of the types; last, none of them.
    pub fn words(&self, features: &[u32]) -> Vec<f32> {
        let mut sums = self.words.bias.clone();
        for &feature in features {
            for at in self.words.row(feature) {
                sums[self.words.classes[at] as usize] += f32::from(self.words.weights[at]) * UNIT;
            }
        }
        let most = sums.iter().copied().fold(f32::MIN, f32::max);
        sums.iter_mut().for_each(|sum| *sum = (*sum - most).exp());
        let all: f32 = sums.iter().sum();
        sums.iter_mut().for_each(|sum| *sum /= all);
        sums
    }

    /// What a feature of a word says for a type, against none.
    pub fn word_weight(&self, feature: u32, kind: usize) -> f32 {
        let mut sum = 0.0;
        for at in self.words.row(feature) {
            let class = self.words.classes[at] as usize;
            let weight = f32::from(self.words.weights[at]) * UNIT;
            sum += if class == kind {
                weight
            } else if class == self.kinds.len() {
                -weight
            } else {
                0.0
            };
        }
        sum
    }

    /// How likely an actor with these features takes this side of an edge of the type.
    pub fn side(&self, side: Side, kind: usize, features: impl Iterator<Item = u32>) -> f32 {
        let sum: f32 = features.map(|feature| self.side_weight(side, kind, feature)).sum();
        1.0 / (1.0 + (-sum - self.linear(side).bias).exp())
    }

    fn linear(&self, side: Side) -> &Linear {
        match side {
            Side::Source => &self.sources,
            Side::Target => &self.targets,
        }
    }

    /// What a feature of an actor says for this side of an edge of the type.
    pub fn side_weight(&self, side: Side, kind: usize, feature: u32) -> f32 {
        let linear = self.linear(side);
        linear.weight(feature) + linear.weight(key_for(feature, kind))
    }

    /// How likely an edge with these numbers is right.
    pub fn pair(&self, numbers: &[f32]) -> f64 {
        let forest = &self.pairs;
        let mut sum = 0.0;
        for &root in &forest.roots {
            let mut at = root as i32;
            while at >= 0 {
                let node = at as usize;
                let right = numbers[forest.numbers[node] as usize] > forest.thresholds[node];
                at = forest.branches[2 * node + usize::from(right)];
            }
            sum += f64::from(forest.leaves[(-1 - at) as usize]);
        }
        1.0 / (1.0 + (-sum).exp())
    }
}
