//! How far names reach: the lexicon's phrases, the model's names and runs of capitals beside them, cut where titles, possessors and
//! other names begin. What each names is only a first guess here.

use std::ops::Range;

use super::lexicon::{Hit, Hits};
use super::words::{Words, side};
use super::{NameSpan, What};
use crate::knowledge::actors::heads::HeadKind;
use crate::knowledge::actors::{Known, TitleKind};
use crate::types::{Dep, NameLabel, Pos, Tag};

/// The candidates of a document, ascending and disjoint.
pub fn find(words: Words<'_>) -> Vec<NameSpan> {
    let mut finder = Finder { words, hits: Hits::read(words), spans: Vec::new() };
    let mut taken = vec![false; words.doc.tokens.len()];
    finder.bracketed(&mut taken);
    finder.model(&mut taken);
    for hit in finder.hits.all() {
        if !hit.guarded && hit.looks_like_a_name(words) {
            keep(NameSpan { tokens: hit.tokens.clone(), what: What::Known(hit.known) }, &mut finder.spans, &mut taken);
        }
    }
    finder.runs(&mut taken);
    finder.spans.sort_by_key(|span| span.tokens.start);
    let mut spans = super::lexicon::of_states(words, finder.spans);
    super::heads::extend(words, &mut spans);
    spans
}

struct Finder<'a> {
    words: Words<'a>,
    hits: Hits,
    spans: Vec<NameSpan>,
}

fn keep(span: NameSpan, spans: &mut Vec<NameSpan>, taken: &mut [bool]) {
    if !span.tokens.is_empty() && span.tokens.clone().all(|t| !taken[t]) {
        taken[span.tokens.clone()].fill(true);
        spans.push(span);
    }
}

impl Finder<'_> {
    /// "(Jane) Roe", as papers complete a speaker's words: one name.
    fn bracketed(&mut self, taken: &mut [bool]) {
        let words = self.words;
        for t in 0..words.doc.tokens.len().saturating_sub(3) {
            if words.doc.form(t) != "(" || words.doc.form(t + 2) != ")" || !words.given(t + 1) {
                continue;
            }
            let end = (t + 3..words.doc.sentence(t).end).find(|&i| !words.particle(i) && !words.proper(i)).unwrap_or(words.doc.sentence(t).end);
            if end > t + 3 && !words.particle(end - 1) {
                keep(NameSpan { tokens: t..end, what: What::Person }, &mut self.spans, taken);
            }
        }
    }

    fn model(&mut self, taken: &mut [bool]) {
        for name in &self.words.doc.names {
            let what = match name.label {
                NameLabel::Person => What::Person,
                NameLabel::Org => What::Organisation,
                NameLabel::Gpe | NameLabel::Loc | NameLabel::Fac => What::Place,
                NameLabel::Norp => What::People,
                NameLabel::Event | NameLabel::Law | NameLabel::WorkOfArt | NameLabel::Product => What::Other,
                _ => continue,
            };
            for piece in self.pieces(name.tokens.clone()) {
                for span in self.judge(piece, what) {
                    keep(span, &mut self.spans, taken);
                }
            }
        }
    }

    /// The stretches of a name between possessives and punctuation that joins two names, trimmed.
    fn pieces(&self, tokens: Range<usize>) -> Vec<Range<usize>> {
        let words = self.words;
        let cuts = |t: usize| {
            words.possessive(t) || matches!(words.doc.form(t), "/" | "–" | "—" | "(" | ")" | "\"" | "“" | "”" | ":" | ";" | "|" | "v" | "vs" | "v.")
        };
        // "The pro-Riga Falk Party": the prefix and what it stands with are no part of the name.
        let first = tokens.start + if side(words.doc, words.know, tokens.start) && tokens.len() > 2 { 3 } else { 0 };
        let (mut start, mut out) = (first, Vec::new());
        for t in first..=tokens.end {
            if t == tokens.end || cuts(t) {
                out.push(self.trim(start.min(t)..t));
                start = t + 1;
            }
        }
        out.retain(|piece| !piece.is_empty() && !self.part_of_owner(piece.clone()));
        out
    }

    /// "Hill Institute's Asia Program": a part of the body before it, no body of its own.
    fn part_of_owner(&self, piece: Range<usize>) -> bool {
        let (words, doc) = (self.words, self.words.doc);
        let Some(owner) = piece.start.checked_sub(2).filter(|&t| words.possessive(t + 1)) else { return false };
        let body = doc.name_at(owner).is_some_and(|name| name.label == NameLabel::Org)
            || self.hits.at(owner).is_some_and(|hit| matches!(hit.known, Known::Organisation(_)));
        let marked = doc.name_at(piece.start).is_some_and(|name| name.label == NameLabel::Org);
        body && marked && piece.len() < 3 && words.know.phrases.get(doc.phrase(piece.clone())).is_none() && !words.body(piece.end - 1)
    }

    /// Without articles and words in lower case at either end.
    fn trim(&self, mut r: Range<usize>) -> Range<usize> {
        let (words, doc) = (self.words, self.words.doc);
        let capital = |t: usize| words.capital(t) || doc.form(t).starts_with(|c: char| c.is_ascii_digit());
        while !r.is_empty() && (doc.tokens[r.start].pos == Pos::Det || words.lower(r.start) == "the" || !capital(r.start) && !words.particle(r.start))
        {
            r.start += 1;
        }
        // Nothing goes on in a name behind a verb: "fined Falk 2 million", "Falk Raises Prices".
        if let Some(verb) = (r.start..r.end).find(|&t| self.verb(t)) {
            r.end = verb;
        }
        let closes =
            |t: usize| matches!(doc.tokens[t].pos, Pos::Punct | Pos::Space | Pos::Det | Pos::Adp | Pos::Cconj | Pos::Verb | Pos::Num | Pos::Sym);
        let hyphened = |t: usize| t > r.start && doc.tokens[t - 1].tag == Tag::Hyph;
        while !r.is_empty()
            && closes(r.end - 1)
            && !words.capital(r.end - 1)
            && !hyphened(r.end - 1)
            && (doc.tokens[r.end - 1].pos != Pos::Num || doc.tokens[r.end - 1].dep == Dep::Nummod)
        {
            r.end -= 1;
        }
        r
    }

    /// A verb in lower case: no name holds one.
    fn verb(&self, token: usize) -> bool {
        let word = &self.words.doc.tokens[token];
        word.pos == Pos::Verb && matches!(word.tag, Tag::Vbd | Tag::Vbz | Tag::Vbp) && !self.words.capital(token)
    }

    /// What a piece of a model's name is in the light of the lexicon.
    fn judge(&self, piece: Range<usize>, what: What) -> Vec<NameSpan> {
        let (words, doc) = (self.words, self.words.doc);
        let span = |tokens: Range<usize>, what| NameSpan { tokens, what };
        // "Super Tuesday": the model may have seen only the beginning.
        let limit = (piece.end + 2).min(doc.sentence(piece.start).end);
        if let Some((end, kind)) = (piece.end..=limit).rev().find_map(|end| Some((end, words.know.thing(doc.phrase(piece.start..end))?))) {
            return vec![span(piece.start..end, thing(kind))];
        }
        let hits = self.hits.within(piece.clone());
        if let Some(hit) = hits.iter().find(|h| h.tokens.start <= piece.start && piece.end <= h.tokens.end) {
            let agrees = match hit.known {
                Known::Organisation(_) => what == What::Organisation || what == What::Other,
                Known::State(_) | Known::Capital(_) | Known::Place(_) | Known::Seat(_) => what == What::Place,
                _ => true,
            };
            return vec![if agrees || !hit.guarded { span(hit.tokens.clone(), What::Known(hit.known)) } else { span(piece, what) }];
        }
        // Two persons joined by "and", "Ranking Democrat Jane Roe", "Riga's President Roe": what stands before a name is no part of it.
        if let Some(and) =
            piece.clone().find(|&t| matches!(words.lower(t), "and" | "&" | ",")).filter(|&and| and > piece.start && and + 1 < piece.end)
            && [piece.start..and, and + 1..piece.end]
                .into_iter()
                .all(|part| what == What::Person && !words.body(part.end - 1) || self.looks_human(part))
        {
            return [piece.start..and, and + 1..piece.end].into_iter().flat_map(|part| self.judge(self.trim(part), What::Person)).collect();
        }
        let start = self.person_start(piece.clone(), what);
        if what == What::Person || start.is_some() {
            // "Keller White House": a name and a known body.
            let body = |h: &&&Hit| h.tokens.end == piece.end && h.tokens.start > piece.start && h.tokens.len() > 1 && !h.guarded;
            let known = hits.iter().filter(body).find(|h| matches!(h.known, Known::Organisation(_)));
            let end = known.map_or(piece.end, |hit| hit.tokens.start);
            let part = self.complete(self.trim(start.unwrap_or(piece.start)..end));
            let known = known.map(|hit| span(hit.tokens.clone(), What::Known(hit.known)));
            let person = (!part.is_empty() && doc.phrase(part.clone()).contains(char::is_alphabetic)).then(|| span(part, What::Person));
            return person.into_iter().chain(known).collect();
        }
        if what == What::People {
            return if hits.is_empty() { vec![span(piece, what)] } else { Vec::new() };
        }
        if let Some(hit) = hits.iter().find(|h| h.tokens.start == piece.start && matches!(h.known, Known::Organisation(_))) {
            let known = What::Known(hit.known);
            // "Fatah Party", "Wagner group": a known name with the word for what it is.
            let generic = |t: usize| words.title(t..t + 1).is_some_and(|(title, _)| matches!(title.kind, TitleKind::Body | TitleKind::Collective));
            if (hit.tokens.end..piece.end).all(generic) {
                return vec![span(piece, known)];
            }
            // "Commons on Monday": the model ran on. "Stimson Center Korea": a state that belongs to the word after it.
            let runs_on = doc.tokens.get(hit.tokens.end).is_some_and(|next| next.pos == Pos::Adp && next.lower != "of");
            let state = |h: &&Hit| h.tokens == (hit.tokens.end..piece.end) && matches!(h.known, Known::State(_) | Known::Demonym(_));
            if !hit.guarded && (runs_on || hits.iter().any(state)) {
                return vec![span(hit.tokens.clone(), known)];
            }
        }
        if let Some(last) = hits.iter().filter(|h| !h.guarded && h.tokens.start >= piece.start).max_by_key(|h| h.tokens.end) {
            // "US State Department", "Russian President Putin's": known names side by side, nothing else.
            let joins = |t: usize| words.lower(t) == "and" || doc.tokens[t].tag == Tag::Hyph;
            let covered = |t: usize| self.hits.at(t).is_some_and(|hit| !hit.guarded) || joins(t);
            if piece.clone().all(covered) {
                return Vec::new();
            }
            // "New Democratic Party" is another one than the party known.
            let another = what == What::Organisation
                && last.tokens.len() > 1
                && (piece.start..last.tokens.start).all(|t| words.proper(t) && !words.common(t) && self.hits.at(t).is_none());
            if last.tokens.end == piece.end && matches!(last.known, Known::Organisation(_)) && !another {
                return vec![span(last.tokens.clone(), What::Known(last.known))];
            }
            // "Wagner mercenaries", "NATO Secretary": only as far as the known name goes.
            let titled = words.title(piece.end - 1..piece.end).is_some_and(|(title, plural)| plural || title.kind.is_person());
            if titled && what != What::Place {
                return Vec::new();
            }
        }
        if self.is_title(piece.clone()) { Vec::new() } else { vec![span(piece, what)] }
    }

    /// Where in a piece the name of a person begins behind titles, demonyms and offices; `None` if nothing shows that there is one.
    fn person_start(&self, piece: Range<usize>, what: What) -> Option<usize> {
        let words = self.words;
        let (sentence, mut start) = (words.doc.sentence(piece.start), piece.start);
        // "Undersecretary of Trade Jane Roe".
        let posted = piece.start >= sentence.start + 2 && words.lower(piece.start - 1) == "of" && words.person_title(piece.start - 2);
        // The last title, demonym, state or party that stands before the name.
        for t in (piece.start + 1..piece.end).rev() {
            let title = words.title_before_name(t, sentence.start);
            let office = words.doc.form(t - 1).eq_ignore_ascii_case("former") || title.is_some();
            let owner = self.hits.at(t - 1).filter(|hit| {
                let place = matches!(hit.known, Known::Capital(_) | Known::Place(_) | Known::Seat(_)) || hit.guarded;
                hit.tokens.end == t
                    && hit.tokens.start >= piece.start
                    && (!place || words.given(t))
                    && (what == What::Person || self.looks_human(t..piece.end))
            });
            let unmarked = what != What::Person && !self.looks_human(t..piece.end) && title != Some(TitleKind::Honorific);
            let charge = posted && what != What::Person && self.looks_human(t..piece.end);
            if owner.is_some() || charge || office && !(unmarked && (t..piece.end).any(|i| words.common(i) || !words.proper(i))) {
                start = t;
                break;
            }
        }
        if start == piece.start {
            return None;
        }
        while start < piece.end && (words.possessive(start) || words.doc.tokens[start].pos == Pos::Punct) {
            start += 1;
        }
        (start < piece.end).then_some(start)
    }

    /// A given name and more words of which none says that it names something else.
    fn looks_human(&self, piece: Range<usize>) -> bool {
        let words = self.words;
        let proper = |t: usize| words.particle(t) || words.proper(t) && !words.common(t) && (!words.acronym(t) || words.doc.form(t).len() < 3);
        (2..=4).contains(&piece.len()) && words.given(piece.start) && piece.clone().all(proper)
    }

    /// A person's name with the initials before it and the particles and unmarked words after it that the model left out.
    fn complete(&self, mut part: Range<usize>) -> Range<usize> {
        let (words, doc) = (self.words, self.words.doc);
        if part.is_empty() {
            return part;
        }
        let sentence = doc.sentence(part.start);
        while part.start > sentence.start {
            let (t, form) = (part.start - 1, doc.form(part.start - 1));
            let letters = form.chars().filter(|&c| c != '.').count();
            let initials = (1..=2).contains(&letters) && form.chars().all(|c| c == '.' || c.is_uppercase()) && words.title(t..t + 1).is_none();
            let name = letters == 1 && form != "I" || matches!(doc.tokens[t].pos, Pos::Propn | Pos::Noun) && part.contains(&doc.tokens[t].head);
            if !initials || !name || self.hits.at(t).is_some() {
                break;
            }
            part.start -= 1;
        }
        loop {
            // "Park Min-in": the model stopped at the hyphen.
            let close = |t: usize| t < sentence.end && doc.tokens[t].start == doc.tokens[t - 1].end;
            if close(part.end) && doc.tokens[part.end].tag == Tag::Hyph && close(part.end + 1) && doc.tokens[part.end + 1].pos != Pos::Verb {
                part.end += 2;
                continue;
            }
            let next = (part.end..sentence.end).find(|&t| !words.particle(t)).unwrap_or(sentence.end);
            let particle = !words.particle(part.start) && (next > part.end || words.particle(part.end - 1));
            let adjoins = |t: usize| doc.tokens[t].start <= doc.tokens[t - 1].end + 1;
            if next >= sentence.end || !words.proper(next) || !adjoins(next) {
                return part;
            }
            let last = part.end - 1;
            let below = doc.tokens[last].head == next && doc.tokens[last].dep == Dep::Compound;
            let free = next == part.end && doc.name_at(next).is_none() && !words.common(next) && self.hits.at(next).is_none();
            if !(particle || below && free) {
                return part;
            }
            part.end = next + 1;
        }
    }

    /// "Prime Minister" alone, "Defense" before "Minister", "State" after "Secretary of": words of a title.
    fn is_title(&self, piece: Range<usize>) -> bool {
        let words = self.words;
        let sentence = words.doc.sentence(piece.start);
        let title = |range: Range<usize>| {
            range.start >= sentence.start && range.end <= sentence.end && words.title(range).is_some_and(|(title, _)| title.kind != TitleKind::Thing)
        };
        let (start, end) = (piece.start, piece.end);
        let all = (start..end).all(|t| title(t..t + 1) || title(t..t + 2) || t > start && title(t - 1..t + 1));
        let post = (start..end).any(|t| words.title(t..t + 1).is_some_and(|(title, _)| title.kind.is_person() || title.kind == TitleKind::State));
        all && (post || end - start == 1)
            || words.person_title(end - 1)
            || title(start..end + 1) && !words.body(end)
            || start >= sentence.start + 2 && title(start - 2..end)
    }

    /// Runs of capitalised words that nothing has marked: after a title a person, elsewhere whatever the article makes of it.
    fn runs(&mut self, taken: &mut [bool]) {
        let (words, doc) = (self.words, self.words.doc);
        let mut t = 0;
        while t < doc.tokens.len() {
            let free = |t: usize| !taken[t] && words.proper(t) && !words.possessive(t);
            if !free(t) || doc.name_at(t).is_some_and(|name| matches!(name.label, NameLabel::Date | NameLabel::Time)) {
                t += 1;
                continue;
            }
            let sentence = doc.sentence(t);
            let first = t;
            while t < sentence.end && (free(t) || t > first && t + 1 < sentence.end && words.particle(t) && free(t + 1)) {
                t += 1;
            }
            // What stands behind the last title of the run, or behind the title before it.
            let start = (first..t).rev().find(|&i| i > sentence.start && words.title_before_name(i, sentence.start).is_some());
            let titled = start.is_some_and(|start| {
                let linked = doc.tokens[start - 1].head >= start && doc.tokens[start - 1].head < t
                    || doc.tokens[start].head == start - 1
                    || doc.tokens[t - 1].head == start - 1;
                linked || words.title_before_name(start, sentence.start) == Some(TitleKind::Honorific)
            });
            let start = start.unwrap_or(first);
            let what = if titled { What::Person } else { What::Other };
            let alone = t - start == 1 && !titled;
            let opens = start == sentence.start || doc.tokens[start - 1].pos == Pos::Punct;
            let attached = start > sentence.start && taken[start - 1] || t < sentence.end && taken[t] && !words.possessive(t);
            let word = |i: usize| words.title(i..i + 1).is_some_and(|(title, _)| title.kind != TitleKind::Thing);
            if (start..t).all(word) || !titled && (words.capitals_throughout(start) || alone && (opens || words.common(start)) || attached) {
                continue;
            }
            keep(NameSpan { tokens: start..t, what }, &mut self.spans, taken);
        }
    }
}

/// What a name of `things.tsv` names.
fn thing(kind: HeadKind) -> What {
    match kind {
        HeadKind::Event => What::Event,
        HeadKind::Agreement => What::Agreement,
        _ => What::Other,
    }
}
