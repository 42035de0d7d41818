//! Dependency trees and sentence starts: spaCy's arc-eager transition system, greedy.

use std::ops::Range;

use pulp::Arch;

use crate::annotate::model::classes;
use crate::annotate::model::scorer::{Scorer, best};
use crate::annotate::model::state::State;
use crate::annotate::model::tree::{Relation, Tree};
use crate::annotate::model::weights::Weights;
use crate::error::Result;
use crate::types::Dep;

/// The five moves, in the order of the output layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Move {
    Shift,
    Reduce,
    Left,
    Right,
    Break,
}

impl Move {
    const ALL: [(Self, &'static str); 5] = [(Self::Shift, "S"), (Self::Reduce, "D"), (Self::Left, "L"), (Self::Right, "R"), (Self::Break, "B")];

    fn is_valid(self, state: &State) -> bool {
        let (b0, b1) = (state.buffer(0), state.buffer(1));
        match self {
            Self::Shift => state.stack_depth() == 0 || (state.buffer_length() >= 2 && !state.starts_sentence(b0) && !state.is_unshiftable(b0)),
            Self::Reduce => state.stack_depth() > 0,
            Self::Left | Self::Right => state.stack_depth() > 0 && b0.is_some() && !state.starts_sentence(b0),
            Self::Break => b1.is_some() && b1 == b0.map(|b0| b0 + 1) && !state.starts_sentence(b1),
        }
    }

    fn apply(self, state: &mut State, label: u16) {
        match self {
            Self::Shift => state.push(),
            Self::Reduce => state.reduce(),
            Self::Left => state.left_arc(label),
            Self::Right => state.right_arc(label),
            Self::Break => state.break_sentence(),
        }
    }
}

/// The best valid class. Classes of a move stand together; the first of equals wins.
fn choose(state: &State, scores: &[f32], moves: &[(Move, Range<usize>)]) -> Option<(Move, usize)> {
    let mut chosen: Option<(Move, usize, f32)> = None;
    for (action, classes) in moves.iter().filter(|(action, _)| action.is_valid(state)) {
        if let Some((at, score)) = best(&scores[classes.clone()])
            && chosen.is_none_or(|(.., top)| score > top)
        {
            chosen = Some((*action, classes.start + at, score));
        }
    }
    chosen.map(|(action, class, _)| (action, class))
}

/// The parser.
pub struct Parser {
    moves: Vec<(Move, Range<usize>)>,
    relations: Vec<Relation>,
    scorer: Scorer<8>,
}

impl Parser {
    /// Reads the tensors and moves.
    pub fn load(arch: Arch, weights: &Weights) -> Result<Self> {
        let (mut moves, mut relations) = (Vec::<(Move, Range<usize>)>::new(), Vec::new());
        for (at, class) in classes::of_component("parser")?.iter().enumerate() {
            let Some(&(action, _)) = Move::ALL.iter().find(|(_, name)| *name == class.name) else { return class.error("no move is called so") };
            match moves.last_mut() {
                Some((last, range)) if *last == action => range.end = at + 1,
                _ => moves.push((action, at..at + 1)),
            }
            // "advmod||conj": an adverb whose true head is the conjunct below this one (see `tree`).
            let (dep, below) = class.label.split_once("||").unwrap_or((class.label, ""));
            relations.push(Relation { dep: class.parse(dep)?, below: class.parse(below)? });
        }
        let scorer = Scorer::load(arch, weights, "parser", relations.len())?;
        Ok(Self { moves, relations, scorer })
    }

    /// The tree of `count` encoded tokens, of which there must be room for whole blocks; `is_space` tells white-space tokens.
    pub fn parse(&self, rows: &[f32], count: usize, is_space: &dyn Fn(usize) -> bool) -> Tree {
        let shares = self.scorer.shares(rows, count);
        let (mut state, mut space) = (State::new(count), self.scorer.work_space());
        while !state.is_final() {
            let scores = self.scorer.score(&shares, &state.context(), &mut space);
            match choose(&state, scores, &self.moves) {
                Some((action, class)) => action.apply(&mut state, class as u16),
                None => state.force_final(),
            }
        }
        let (heads, classes) = state.into_arcs();
        let relation = |(head, class): (&Option<usize>, &u16)| match head {
            Some(_) => self.relations[usize::from(*class)],
            None => Relation { dep: Dep::Root, below: Dep::Unset },
        };
        let relations = heads.iter().zip(&classes).map(relation).collect();
        Tree::new(heads.iter().enumerate().map(|(i, head)| head.unwrap_or(i)).collect(), relations, is_space)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shift, reduce, left, left, right, break.
    fn moves() -> Vec<(Move, Range<usize>)> {
        vec![(Move::Shift, 0..1), (Move::Reduce, 1..2), (Move::Left, 2..4), (Move::Right, 4..5), (Move::Break, 5..6)]
    }

    #[test]
    fn only_valid_moves_are_chosen_whatever_their_scores() {
        let mut state = State::new(2);
        // With an empty stack, only shift and break are possible.
        assert_eq!(choose(&state, &[0.0, 9.0, 9.0, 9.0, 9.0, -1.0], &moves()), Some((Move::Shift, 0)));
        state.push();
        // The last word of the buffer is not shifted, nor is there a word to break before.
        assert_eq!(choose(&state, &[9.0, 0.0, 1.0, 2.0, 1.0, 9.0], &moves()), Some((Move::Left, 3)));
        assert_eq!(choose(&state, &[9.0, 0.0, 2.0, 2.0, 2.0, 9.0], &moves()), Some((Move::Left, 2)));
    }

    #[test]
    fn no_arc_crosses_a_sentence_start() {
        let mut state = State::new(3);
        state.break_sentence();
        state.push();
        assert_eq!(choose(&state, &[9.0, 0.0, 9.0, 9.0, 9.0, 9.0], &moves()), Some((Move::Break, 5)));
        state.break_sentence();
        assert_eq!(choose(&state, &[9.0, 0.0, 9.0, 9.0, 9.0, 9.0], &moves()), Some((Move::Reduce, 1)));
        state.reduce();
        assert_eq!(choose(&state, &[0.0, 9.0, 9.0, 9.0, 9.0, 9.0], &moves()), Some((Move::Shift, 0)));
    }
}
