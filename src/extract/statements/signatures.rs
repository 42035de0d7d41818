//! Words that are signed: `"We have no say." – Anna Keller`, the name behind a dash at the end of the line or on the next, and posts of
//! social media that a page shows: `We have no say. — Anna Keller (@akeller) May 2, 2020`.

use super::colons::marked;
use super::draft::{Draft, Speaker};
use super::outline::Outline;
use crate::types::{BlockKind, Pos, Tag};

/// The longest signature, in tokens.
const NAME: usize = 10;
/// Shorter quotations before a dash are titles and terms.
const WORDS: usize = 3;

/// The statement of a quotation that opens a line, stands alone and is signed; or of a paragraph whose signature fills the next one.
pub fn signed(outline: &Outline<'_>, index: usize) -> Option<Draft> {
    let sentence = &outline.sentences[index];
    let doc = outline.doc;
    if sentence.within.is_some() {
        return None;
    }
    let quote = outline.quote_at(sentence.tokens.start).map(|q| &outline.quotes[q]);
    let Some(quote) = quote.filter(|q| q.outer.start == sentence.tokens.start && q.words >= WORDS) else {
        let (block, kind) = doc.blocks[sentence.block].clone();
        let (next, _) = doc.blocks.get(sentence.block + 1)?;
        let alone = kind == BlockKind::Paragraph && sentence.tokens.start == block.start && block.len() > WORDS;
        let (speaker, dash) = signature(outline, next.start).filter(|(s, dash)| alone && *dash == next.start && s.tokens.end == next.end)?;
        return Some(marked(index, speaker, dash, vec![block]));
    };
    let (speaker, dash) = signature(outline, quote.outer.end)?;
    Some(marked(index, speaker, dash, vec![quote.inner.clone()]))
}

/// The name behind a dash that fills a line from `at` on, and the dash.
fn signature(outline: &Outline<'_>, at: usize) -> Option<(Speaker, usize)> {
    let doc = outline.doc;
    let dash = (at..doc.tokens.len()).find(|&i| doc.tokens[i].pos != Pos::Space)?;
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
    Some((Speaker { tokens: dash + 1..last + 1, head: comma - 1, referent: comma - 1 }, dash))
}

/// The statement of a paragraph that is a post: its author's account stands in brackets behind a dash and the name.
pub fn post(outline: &Outline<'_>, index: usize) -> Option<Draft> {
    let sentence = &outline.sentences[index];
    let doc = outline.doc;
    let block = doc.blocks[sentence.block].0.clone();
    if sentence.within.is_some() || sentence.tokens.start != block.start {
        return None;
    }
    let account = (block.start + WORDS..block.end).rev().take(NAME).find(|&i| doc.form(i).trim_start_matches('(').starts_with('@'))?;
    let bracket = if doc.form(account - 1) == "(" { account - 1 } else { account };
    let dash = (block.start + WORDS..bracket).rev().take(NAME).find(|&i| matches!(doc.form(i), "-" | "–" | "—" | "―"))?;
    let bracketed = doc.form(bracket).starts_with('(') && dash + 1 < bracket;
    let speaker = Speaker { tokens: dash + 1..bracket, head: bracket - 1, referent: bracket - 1 };
    bracketed.then(|| marked(index, speaker, dash, std::iter::once(block.start..dash).collect()))
}

fn in_name(outline: &Outline<'_>, i: usize) -> bool {
    let token = &outline.doc.tokens[i];
    let joins = token.tag == Tag::Comma || matches!(token.lower.as_str(), "of" | "the" | "for");
    outline.quote_at(i).is_none() && (joins || matches!(token.pos, Pos::Propn | Pos::Noun | Pos::Adj) && !outline.doc.form(i).contains('\n'))
}
