//! Quotations that are signed: `"We have no say." – Anna Keller`, the name behind a dash at the end of the line or on the next.

use super::colons::marked;
use super::draft::{Draft, Speaker};
use super::outline::Outline;
use crate::types::{Pos, Tag};

/// The longest signature, in tokens.
const NAME: usize = 10;
/// Shorter quotations before a dash are titles and terms.
const WORDS: usize = 3;

/// The statement of a quotation that opens a line, stands alone and is signed.
pub fn signed(outline: &Outline<'_>, index: usize) -> Option<Draft> {
    let sentence = &outline.sentences[index];
    let doc = outline.doc;
    let quote = &outline.quotes[outline.quote_at(sentence.tokens.start)?];
    if sentence.within.is_some() || quote.outer.start != sentence.tokens.start || quote.words < WORDS {
        return None;
    }
    let dash = (quote.outer.end..doc.tokens.len()).find(|&i| doc.tokens[i].pos != Pos::Space)?;
    let is_dash = !doc.form(dash).is_empty() && doc.form(dash).chars().all(|c| matches!(c, '-' | '–' | '—' | '―'));
    let block = doc.blocks.partition_point(|(block, _)| block.start <= dash).checked_sub(1)?;
    let block_end = doc.blocks[block].0.end;
    let last = (dash + 1..block_end.min(dash + NAME)).take_while(|&i| in_name(outline, i)).last()?;
    let ends = |i: usize| i >= block_end || doc.tokens[i].pos == Pos::Space && doc.form(i).contains('\n');
    let stop = if doc.tokens.get(last + 1).is_some_and(|t| matches!(t.tag, Tag::Period)) { last + 2 } else { last + 1 };
    let named = doc.form(dash + 1).starts_with(char::is_uppercase) && matches!(doc.tokens[dash + 1].pos, Pos::Propn);
    if !is_dash || !named || !ends(stop) {
        return None;
    }
    let comma = (dash + 1..last).find(|&i| doc.tokens[i].tag == Tag::Comma).unwrap_or(last + 1);
    let speaker = Speaker { tokens: dash + 1..last + 1, head: comma - 1, referent: comma - 1 };
    Some(marked(index, speaker, dash, vec![quote.inner.clone()]))
}

fn in_name(outline: &Outline<'_>, i: usize) -> bool {
    let token = &outline.doc.tokens[i];
    let joins = token.tag == Tag::Comma || matches!(token.lower.as_str(), "of" | "the" | "for");
    outline.quote_at(i).is_none() && (joins || matches!(token.pos, Pos::Propn | Pos::Noun | Pos::Adj) && !outline.doc.form(i).contains('\n'))
}
