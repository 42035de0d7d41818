//! Articles to clean text: page furniture off, title, date, publisher and authors found, every span leading back to the input.
//!
//! Lines ([`line`]) come from plain text ([`plain`]) or from a page's markup (`page`); [`facts`] looks at each line alone, [`judge`] at its place in the page,
//! and [`parts`] cuts off what is not text inside a line. Words of furniture are data (`data/lexicon/furniture*.tsv`); no rule here knows a site.

mod byline;
#[cfg(feature = "html")]
mod entities;
mod facts;
mod judge;
mod language;
mod line;
#[cfg(feature = "html")]
mod markup;
mod metadata;
#[cfg(feature = "html")]
mod page;
mod parts;
mod plain;
#[cfg(feature = "html")]
mod shallow;
mod words;

use crate::error::{Error, Result};
use crate::knowledge::{Knowledge, Origin};
use crate::types::{Article, BlockKind, CleanText, Metadata};
use judge::Verdict;
use line::Line;

/// Paragraphs before the report, under its headline, have fewer words.
const STANDFIRST: usize = 20;

/// A line, or a part of one, that was left out, and why; for `explain`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// The line.
    pub text: String,
    /// The rule.
    pub why: &'static str,
    /// How many blocks of the clean text stand before it.
    pub before: usize,
    /// The words of page furniture in it, and where they are written.
    pub words: Option<(String, Origin)>,
}

/// The article's own text.
///
/// # Errors
/// Nothing of the input is article text, or it is in another language than English.
pub fn clean(article: &Article, knowledge: &Knowledge) -> Result<CleanText> {
    explain(article, knowledge).map(|(clean, _)| clean)
}

/// The article's own text and the lines that were left out.
///
/// # Errors
/// As [`clean`].
pub fn explain(article: &Article, knowledge: &Knowledge) -> Result<(CleanText, Vec<Dropped>)> {
    let (lines, page) = lines(article)?;
    let title = article.metadata.title.as_deref().or(page.title.as_deref());
    let (facts, mut verdicts) = judge::judge(&lines, title, knowledge);
    if !article.html && !verdicts.iter().any(|v| matches!(v, Verdict::Keep(_))) {
        // A text that is furniture as a whole is what somebody wanted to be read.
        verdicts.iter_mut().for_each(|v| *v = Verdict::Keep(BlockKind::Paragraph));
    }
    let (mut clean, mut dropped, mut agency, mut opening) = (CleanText::default(), Vec::new(), None, true);
    for ((line, facts), verdict) in lines.iter().zip(&facts).zip(&verdicts) {
        let kind = match verdict {
            Verdict::Keep(kind) => *kind,
            Verdict::Drop(why) => {
                let words = judge::words_of(why).and_then(|kinds| knowledge.furniture.find(kinds, &facts.words));
                dropped.push(Dropped { text: line.text.to_string(), why, before: clean.blocks.len(), words });
                continue;
            }
        };
        let parts = parts::parts(&line.text, kind, opening, knowledge);
        let mut written = kind;
        let mut end = 0;
        for (range, kind) in parts.keep {
            let cut = line.text[end..range.start].trim();
            if cut.chars().any(char::is_alphanumeric) {
                dropped.push(Dropped { text: cut.to_owned(), why: "cut off: dateline, label or bullet", before: clean.blocks.len(), words: None });
            }
            end = range.end;
            written = kind;
            clean.begin_block(kind);
            line.write(range, &mut clean);
            clean.end_block();
        }
        let cut = line.text[end..].trim();
        if cut.chars().any(char::is_alphanumeric) {
            dropped.push(Dropped { text: cut.to_owned(), why: "cut off: credit", before: clean.blocks.len(), words: None });
        }
        agency = agency.or(parts.agency);
        // A standfirst is short; the report's first paragraph is not.
        opening &= !(facts.prose && facts.words.len() >= STANDFIRST && written == BlockKind::Paragraph);
    }
    if clean.blocks.is_empty() {
        return Err(Error::input(article.place(), "no article text in this page"));
    }
    if let Some(language) = language::foreign(&clean, knowledge) {
        return Err(Error::input(article.place(), format!("article `{}` is in {language}: newsgraph reads English", article.id)));
    }
    clean.metadata = metadata::complete(&article.metadata, &page, &lines, (&facts, &verdicts), &clean, agency, knowledge);
    clean.metadata.published = clean.metadata.published.take().or_else(|| article.day_otherwise.clone());
    Ok((clean, dropped))
}

/// The lines of the article's input and what a page's markup says of it.
fn lines(article: &Article) -> Result<(Vec<Line<'_>>, Metadata)> {
    if !article.html {
        return Ok((plain::lines(&article.text), Metadata::default()));
    }
    #[cfg(feature = "html")]
    return Ok(page::lines(&article.text));
    #[cfg(not(feature = "html"))]
    Err(Error::input(article.place(), "newsgraph was built without the feature `html`: it reads no web pages"))
}
