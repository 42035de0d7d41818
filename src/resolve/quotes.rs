//! Whose words stand between quotation marks, as far as the sentence shows: of him "he" inside them does not speak.

use std::ops::Range;

use crate::types::{Dep, Document, Pos};

/// For each token inside quotation marks the subject of the clause around them, or of the sentence before that goes on in the same paragraph.
pub fn voices(doc: &Document, quotation: &[Option<u32>]) -> Vec<Option<usize>> {
    let inside: Vec<bool> = quotation.iter().map(Option::is_some).collect();
    let mut out = vec![None; doc.tokens.len()];
    let (mut last, mut block) = (None, usize::MAX);
    for range in &doc.sentences {
        if range.is_empty() {
            continue;
        }
        if doc.block_of(range.start) != block {
            // A paragraph that opens with a quotation may go on in the same voice.
            let goes_on = range.clone().take(2).any(|t| matches!(doc.form(t), "“" | "\"" | "``"));
            (last, block) = (last.filter(|_| goes_on), doc.block_of(range.start));
        }
        let subject = subject(doc, &inside, range.clone());
        let quoted = range.clone().any(|t| inside[t]);
        last = match subject {
            Some(subject) => Some(subject).filter(|_| quoted),
            None => last,
        };
        for t in range.clone().filter(|&t| inside[t]) {
            out[t] = last;
        }
    }
    out
}

/// The quotation that each token stands in, numbered in text order. A paragraph's end closes what was left open.
pub fn quotations(doc: &Document) -> Vec<Option<u32>> {
    let (mut open, mut number, mut block) = (false, 0, usize::MAX);
    (0..doc.tokens.len())
        .map(|t| {
            if doc.block_of(t) != block {
                (open, block) = (false, doc.block_of(t));
            }
            let was_open = open;
            match doc.form(t) {
                "“" | "«" | "``" | "„" => open = true,
                "”" | "»" | "''" => open = false,
                "\"" => open = !open,
                _ => return open.then_some(number),
            }
            number += u32::from(open && !was_open);
            None
        })
        .collect()
}

/// The subject of a verb outside the quotation marks of a sentence: of the highest one.
fn subject(doc: &Document, inside: &[bool], sentence: Range<usize>) -> Option<usize> {
    let outside = |t: &usize| !inside[*t] && doc.tokens[*t].dep == Dep::Nsubj;
    let verb = |t: &usize| !inside[doc.tokens[*t].head] && matches!(doc.tokens[doc.tokens[*t].head].pos, Pos::Verb | Pos::Aux);
    sentence.filter(|t| outside(t) && verb(t)).min_by_key(|&t| doc.ancestors(t).take(20).count())
}
