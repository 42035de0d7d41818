//! A sketch of a text: the smallest hashes of its runs of five words. Comparing two sketches tells about how much of one text is in the other, however long both are.

use serde::{Deserialize, Serialize};

/// Hashes that a sketch keeps.
const KEPT: usize = 96;

/// Words of a run.
const RUN: usize = 5;

/// With fewer hashes than this, nothing is concluded.
const LEAST: usize = 12;

/// The smallest hashes of a text's runs of words, ascending.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch(Vec<u32>);

impl Sketch {
    /// The sketch of a text; case and marks do not count.
    pub fn of(text: &str) -> Self {
        let words: Vec<u64> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(hash).collect();
        let run = |run: &[u64]| (run.iter().fold(0, |sum: u64, word| mix(sum.rotate_left(7) ^ word)) >> 32) as u32;
        Self(words.windows(RUN).map(run).collect()).kept()
    }

    /// The sketch of two texts together.
    pub fn with(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self.kept()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The hashes, ascending.
    pub fn hashes(&self) -> &[u32] {
        &self.0
    }

    /// About how much of the shorter text stands in the longer, 0 to 1; none if too little can be compared.
    pub fn overlap(&self, other: &Self) -> Option<f64> {
        // Only up to where both sketches are complete.
        let end = |sketch: &Self| if sketch.0.len() < KEPT { u32::MAX } else { sketch.0.last().copied().unwrap_or(0) };
        let bound = end(self).min(end(other));
        let below = |sketch: &Self| sketch.0.partition_point(|&hash| hash <= bound);
        let (a, b) = (&self.0[..below(self)], &other.0[..below(other)]);
        let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        let common = short.iter().filter(|hash| long.binary_search(hash).is_ok()).count();
        (short.len() >= LEAST).then(|| common as f64 / short.len() as f64)
    }

    fn kept(mut self) -> Self {
        self.0.sort_unstable();
        self.0.dedup();
        self.0.truncate(KEPT);
        self
    }
}

/// FNV-1a of a word in lower case.
fn hash(word: &str) -> u64 {
    word.chars().flat_map(char::to_lowercase).fold(0xcbf2_9ce4_8422_2325, |sum, c| (sum ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3))
}

/// The finalizer of SplitMix64: every bit of the input moves every bit of the output.
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words that repeat in no run.
    fn words(from: usize, to: usize) -> String {
        (from..to).map(|i| format!("w{i}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_part_overlaps_the_whole_and_another_text_does_not() {
        let (whole, part, other) = (Sketch::of(&words(0, 900)), Sketch::of(&words(200, 600)), Sketch::of(&words(1000, 1900)));
        assert!(whole.overlap(&part).unwrap() > 0.9);
        assert_eq!(whole.overlap(&other), Some(0.0));
        assert_eq!(whole.overlap(&Sketch::of("too short to tell")), None);
    }

    #[test]
    fn the_share_that_two_texts_have_in_common_is_estimated() {
        let half = Sketch::of(&words(0, 400)).overlap(&Sketch::of(&words(200, 600))).unwrap();
        assert!((0.3..0.7).contains(&half), "{half}");
    }

    #[test]
    fn case_marks_and_parts_do_not_matter() {
        assert_eq!(Sketch::of("The boats, he said, were old"), Sketch::of("the boats he said were OLD"));
        let together = Sketch::of(&words(0, 500)).with(Sketch::of(&words(500, 900)));
        assert!(together.overlap(&Sketch::of(&words(0, 900))).unwrap() > 0.9);
    }
}
