//! The model's names cut to what names somebody: two names joined by "and", words of a headline in capitals, offices before a person's name.

use std::ops::Range;

use super::names::{NameSpan, What};
use super::settle::given;
use crate::knowledge::actors::{Actors, Known, name_words};
use crate::types::{BlockKind, Dep, Document, Pos, Tag};

/// Mends the names that the rest of the article shows to be too long.
pub fn mend(doc: &Document, know: &Actors, spans: &mut Vec<NameSpan>) {
    complete(doc, know, spans);
    close_particles(doc, know, spans);
    let names = Names::read(doc, know, spans);
    let mut out: Vec<NameSpan> = Vec::with_capacity(spans.len());
    for span in spans.drain(..) {
        // "Cuban", where the article names a Jane Cuban
        if matches!(span.what, What::Known(Known::Demonym(_) | Known::National(_))) && names.is_surname(&span) {
            out.push(NameSpan { tokens: span.tokens, what: What::Person });
            continue;
        }
        let unknown = matches!(span.what, What::Person | What::Organisation | What::Other | What::Place);
        match names.parts(&span).filter(|_| unknown && span.tokens.len() > 1) {
            Some(parts) => out.extend(parts.into_iter().map(|tokens| NameSpan { tokens, what: What::Person })),
            None => out.push(span),
        }
    }
    *spans = out;
}

/// "Maria Luisa" before an unmarked "Roe": the model stopped in the middle of the name.
fn complete(doc: &Document, know: &Actors, spans: &mut [NameSpan]) {
    let starts: Vec<usize> = spans.iter().map(|span| span.tokens.start).collect();
    for (i, span) in spans.iter_mut().enumerate().filter(|(_, span)| span.what == What::Person) {
        let limit = starts.get(i + 1).copied().unwrap_or(doc.tokens.len()).min(doc.sentence(span.tokens.start).end);
        while span.tokens.end < limit {
            let (last, next) = (span.tokens.end - 1, span.tokens.end);
            let below = doc.tokens[last].head == next && doc.tokens[last].dep == Dep::Compound;
            let word = doc.tokens[next].pos == Pos::Propn && doc.form(next).starts_with(char::is_uppercase);
            let lower = &doc.tokens[next].lower;
            if !below || !word || know.titles.get(lower).is_some() || know.heads.get(lower).is_some() || know.phrases.get(doc.form(next)).is_some() {
                break;
            }
            span.tokens.end = next + 1;
        }
    }
}

/// "Ursula von der" before a "Leyen" that the model took for a place: no name ends on a particle.
fn close_particles(doc: &Document, know: &Actors, spans: &mut Vec<NameSpan>) {
    let particle = |t: usize| know.words.particles.contains(&doc.tokens[t].lower);
    for span in spans.iter_mut().filter(|span| span.what == What::Person && !particle(span.tokens.start)) {
        let limit = doc.sentence(span.tokens.start).end;
        let next = (span.tokens.end..limit).find(|&t| !particle(t)).unwrap_or(limit);
        let open = next > span.tokens.end || particle(span.tokens.end - 1);
        let adjoins = |t: usize| doc.tokens[t].start == doc.tokens[t - 1].end + 1;
        if open && next < limit && doc.tokens[next].pos == Pos::Propn && doc.form(next).starts_with(char::is_uppercase) && adjoins(next) {
            span.tokens.end = next + 1;
        }
    }
    let longer: Vec<Range<usize>> = spans.iter().filter(|span| span.what == What::Person).map(|span| span.tokens.clone()).collect();
    spans.retain(|span| !longer.iter().any(|p| *p != span.tokens && p.start <= span.tokens.start && span.tokens.end <= p.end));
}

/// The persons named in running text.
struct Names<'a> {
    doc: &'a Document,
    know: &'a Actors,
    full: Vec<Vec<String>>,
}

impl<'a> Names<'a> {
    fn read(doc: &'a Document, know: &'a Actors, spans: &[NameSpan]) -> Self {
        let running = |span: &&NameSpan| span.what == What::Person && span.tokens.len() > 1 && !headline(doc, span.tokens.start);
        let full = spans.iter().filter(running).map(|span| name_words(doc.phrase(span.tokens.clone()))).filter(|words| words.len() > 1).collect();
        Self { doc, know, full }
    }

    /// The names that a span consists of; `None` if it may stay as it is.
    fn parts(&self, span: &NameSpan) -> Option<Vec<Range<usize>>> {
        let doc = self.doc;
        let tokens = span.tokens.clone();
        if let Some(and) = tokens.clone().find(|&t| matches!(doc.tokens[t].lower.as_str(), "and" | "," | "&"))
            && and > tokens.start
            && and + 1 < tokens.end
        {
            let parts = vec![tokens.start..and, and + 1..tokens.end];
            return parts.iter().all(|part| self.is_person(part.clone())).then_some(parts);
        }
        // "Ranking Democrat Jane A. Roe": a title or party before the name.
        if span.what != What::Person {
            let office = |t: usize| {
                let bloc = self
                    .know
                    .phrases
                    .get(doc.form(t))
                    .is_some_and(|p| matches!(p.known, Known::Bloc(_) | Known::BlocAdjective(_) | Known::National(_)));
                bloc || self.know.titles.get(&doc.tokens[t].lower).is_some_and(|(title, plural)| !plural && title.kind.is_person())
            };
            let start = (tokens.start + 1..tokens.end).find(|&t| office(t - 1))?;
            let rest = NameSpan { tokens: start..tokens.end, what: What::Person };
            return given(doc, self.know, &rest).then(|| std::iter::once(rest.tokens).collect());
        }
        // "Smith Meets With Expert", "That’s Jane Roe", "Jane Roe Featured".
        let opens = tokens.start == doc.sentence(tokens.start).start;
        if !(headline(doc, tokens.start) || opens)
            || self.is_person(tokens.clone())
            || self.know.gender(doc.form(tokens.start)).is_some() && !headline(doc, tokens.start)
        {
            return None;
        }
        let runs = (1..tokens.len()).rev().flat_map(|len| (tokens.start..=tokens.end - len).map(move |start| start..start + len));
        let found = runs.into_iter().find(|run| self.is_person(run.clone()));
        found.map(|run| vec![run])
    }

    /// Whether it is one word that stands alone and that a person of running text has for a last name.
    fn is_surname(&self, span: &NameSpan) -> bool {
        let token = &self.doc.tokens[span.tokens.start];
        let alone = span.tokens.len() == 1 && token.tag == Tag::Nnp && !matches!(token.dep, Dep::Amod | Dep::Compound | Dep::Nmod);
        alone && self.is_person(span.tokens.clone())
    }

    /// Whether running text names a person in these words, in full or by the last name.
    fn is_person(&self, tokens: Range<usize>) -> bool {
        let words = name_words(self.doc.phrase(tokens));
        match words.as_slice() {
            [] => false,
            [word] => self.full.iter().any(|full| super::persons::surname(self.know, full) == word),
            words => self.full.iter().any(|full| full == words || full.ends_with(words)),
        }
    }
}

/// Whether a token stands in the headline.
pub fn headline(doc: &Document, token: usize) -> bool {
    doc.blocks.get(doc.block_of(token)).is_some_and(|(_, kind)| *kind == BlockKind::Headline)
}
