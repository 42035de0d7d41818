//! Names: spaCy's BILUO transition system (begin, in, last, unit, out), greedy, one move a token.

use std::ops::Range;

use pulp::Arch;

use crate::annotate::model::classes;
use crate::annotate::model::scorer::{Scorer, best};
use crate::annotate::model::weights::Weights;
use crate::error::{Error, Result};
use crate::types::{Name, NameLabel};

/// Number of kinds of names: each has a begin, an in, a last and a unit class.
const KINDS: usize = NameLabel::ALL.len();

/// The name finder.
pub struct NameFinder {
    kinds: Vec<NameLabel>,
    classes: Classes,
    scorer: Scorer<3>,
}

/// Where the classes of each move stand in the output layer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Classes {
    begin: Range<usize>,
    inside: Range<usize>,
    last: Range<usize>,
    unit: Range<usize>,
    out: usize,
}

/// One token's move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Move {
    Begin(usize),
    In,
    Last,
    Unit(usize),
    Out,
}

/// What a token allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Situation {
    /// The kind of the name that is open.
    open: Option<usize>,
    /// Whether the next token exists and starts no sentence.
    continues: bool,
    /// White space opens no name.
    is_space: bool,
}

impl Classes {
    /// The best valid move, the first of equals in the order of the classes.
    fn choose(&self, scores: &[f32], at: Situation) -> Move {
        if let Some(kind) = at.open {
            let goes_on = at.continues && scores[self.inside.start + kind] >= scores[self.last.start + kind];
            return if goes_on { Move::In } else { Move::Last };
        }
        let mut chosen = (Move::Out, f32::NEG_INFINITY);
        if at.continues
            && !at.is_space
            && let Some((kind, score)) = best(&scores[self.begin.clone()])
        {
            chosen = (Move::Begin(kind), score);
        }
        if !at.is_space
            && let Some((kind, score)) = best(&scores[self.unit.clone()])
            && score > chosen.1
        {
            chosen = (Move::Unit(kind), score);
        }
        if scores[self.out] > chosen.1 { Move::Out } else { chosen.0 }
    }
}

impl NameFinder {
    /// Reads the tensors and classes.
    pub fn load(arch: Arch, weights: &Weights) -> Result<Self> {
        let (mut classes, mut kinds, rows) = (Classes::default(), Vec::<NameLabel>::new(), classes::of_component("ner")?);
        for (at, class) in rows.iter().enumerate() {
            let range = match class.name {
                "B" => &mut classes.begin,
                "I" => &mut classes.inside,
                "L" => &mut classes.last,
                // A unit without kind blocks a token in training; it is never valid here.
                "U" if class.label.is_empty() => continue,
                "U" => &mut classes.unit,
                "O" => {
                    classes.out = at;
                    continue;
                }
                _ => return class.error("no move is called so"),
            };
            if range.end == 0 {
                *range = at..at;
            }
            if class.name == "B" {
                kinds.push(class.parse(class.label)?);
            }
            if at != range.end || kinds.get(at - range.start) != Some(&class.parse(class.label)?) {
                return class.error("the kinds of names must stand in one order for all moves");
            }
            range.end = at + 1;
        }
        if [&classes.begin, &classes.inside, &classes.last, &classes.unit].iter().any(|range| range.len() != KINDS) {
            return Err(Error::data("data/model/classes.tsv", format!("each of B, I, L, U needs {KINDS} kinds")));
        }
        Ok(Self { kinds, classes, scorer: Scorer::load(arch, weights, "ner", rows.len())? })
    }

    /// The names in encoded tokens (of which there must be room for whole blocks), given sentence starts and which tokens are white space.
    pub fn find(&self, rows: &[f32], starts: &[bool], is_space: &dyn Fn(usize) -> bool) -> Vec<Name> {
        let shares = self.scorer.shares(rows, starts.len());
        let mut space = self.scorer.work_space();
        let (mut names, mut open) = (Vec::new(), None::<(usize, usize)>);
        for token in 0..starts.len() {
            let context = [Some(token), open.map(|(first, _)| first), open.map(|_| token - 1)];
            let scores = self.scorer.score(&shares, &context, &mut space);
            let continues = starts.get(token + 1).is_some_and(|start| !start);
            let situation = Situation { open: open.map(|(_, kind)| kind), continues, is_space: is_space(token) };
            match self.classes.choose(scores, situation) {
                Move::Begin(kind) => open = Some((token, kind)),
                Move::Unit(kind) => names.push(Name { tokens: token..token + 1, label: self.kinds[kind] }),
                Move::Last => names.extend(open.take().map(|(first, kind)| Name { tokens: first..token + 1, label: self.kinds[kind] })),
                Move::In | Move::Out => {}
            }
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two kinds: begin 0-1, in 2-3, last 4-5, unit 6-7, out 8.
    fn classes() -> Classes {
        Classes { begin: 0..2, inside: 2..4, last: 4..6, unit: 6..8, out: 8 }
    }

    fn at(open: Option<usize>, continues: bool, is_space: bool) -> Situation {
        Situation { open, continues, is_space }
    }

    #[test]
    fn a_name_is_closed_before_its_sentence_ends() {
        let scores = [0.0, 0.0, 0.0, 9.0, 0.0, 1.0, 0.0, 0.0, 0.0];
        assert_eq!(classes().choose(&scores, at(Some(1), true, false)), Move::In);
        assert_eq!(classes().choose(&scores, at(Some(1), false, false)), Move::Last);
        assert_eq!(classes().choose(&[0.0; 9], at(Some(0), true, false)), Move::In);
    }

    #[test]
    fn white_space_opens_no_name_and_a_last_token_only_a_unit() {
        let scores = [1.0, 9.0, 0.0, 0.0, 0.0, 0.0, 8.0, 8.0, 0.0];
        assert_eq!(classes().choose(&scores, at(None, true, false)), Move::Begin(1));
        assert_eq!(classes().choose(&scores, at(None, false, false)), Move::Unit(0));
        assert_eq!(classes().choose(&scores, at(None, true, true)), Move::Out);
    }
}
