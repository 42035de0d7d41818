//! Finds the names of a text: the lexicon's phrases and the model's names, merged, each with what it is.

use std::ops::Range;

use crate::knowledge::actors::heads::HeadKind;
use crate::knowledge::actors::{Actors, Known, TitleKind};
use crate::types::{Document, NameLabel, Pos, Tag};

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Something of the lexicon.
    Known(Known),
    /// A human being.
    Person,
    /// An organisation that the lexicon does not know.
    Organisation,
    /// A place that the lexicon does not know.
    Place,
    /// A people, faith or party that the lexicon does not know.
    People,
    /// A named happening: a war, election, summit.
    Event,
    /// A treaty or deal.
    Agreement,
    /// A law, work or product: a name, but no actor.
    Other,
}

/// A name in the text.
#[derive(Debug, Clone)]
pub struct NameSpan {
    /// Its tokens, without article, titles and possessive.
    pub tokens: Range<usize>,
    /// What it names.
    pub what: What,
}

/// The names of a document, ascending and disjoint.
pub fn find(doc: &Document, know: &Actors) -> Vec<NameSpan> {
    let hits = lexicon(doc, know);
    let mut spans: Vec<NameSpan> = Vec::new();
    let mut taken = vec![false; doc.tokens.len()];
    let keep = |span: NameSpan, spans: &mut Vec<NameSpan>, taken: &mut Vec<bool>| {
        if !span.tokens.is_empty() && span.tokens.clone().all(|t| !taken[t]) {
            taken[span.tokens.clone()].fill(true);
            spans.push(span);
        }
    };
    for name in &doc.names {
        let what = match name.label {
            NameLabel::Person => What::Person,
            NameLabel::Org => What::Organisation,
            NameLabel::Gpe | NameLabel::Loc | NameLabel::Fac => What::Place,
            NameLabel::Norp => What::People,
            // The head noun tells happenings from what the model only takes for one.
            NameLabel::Event | NameLabel::Law | NameLabel::WorkOfArt | NameLabel::Product => What::Other,
            _ => continue,
        };
        for piece in pieces(doc, know, name.tokens.clone()) {
            // "Hill Institute's Asia Program": a part of the body before it, not one of its own.
            let owner = piece.start.checked_sub(2).filter(|&t| doc.tokens[t + 1].tag == Tag::Pos);
            let owned = owner.is_some_and(|t| {
                doc.name_at(t).is_some_and(|n| n.label == NameLabel::Org)
                    || hits.iter().any(|h| h.tokens.contains(&t) && matches!(h.known, Known::Organisation(_)))
            });
            if owned && what == What::Organisation && piece.len() < 3 && know.phrases.get(doc.phrase(piece.clone())).is_none() {
                let body = know.titles.get(&doc.tokens[piece.end - 1].lower).is_some_and(|(t, _)| t.kind == TitleKind::Body);
                if !body {
                    continue;
                }
            }
            // "Super Tuesday": the model may have seen only the beginning.
            let limit = (piece.end + 2).min(doc.sentence(piece.start).end);
            let thing = (piece.end..=limit).rev().find_map(|end| Some((end, know.thing(doc.phrase(piece.start..end))?)));
            if let Some((end, kind)) = thing {
                let what = match kind {
                    HeadKind::Event => What::Event,
                    HeadKind::Agreement => What::Agreement,
                    _ => What::Other,
                };
                keep(NameSpan { tokens: piece.start..end, what }, &mut spans, &mut taken);
                continue;
            }
            let inside: Vec<&Hit> = hits.iter().filter(|h| h.tokens.start < piece.end && piece.start < h.tokens.end).collect();
            for span in judge(doc, know, piece.clone(), what, &inside) {
                keep(span, &mut spans, &mut taken);
            }
        }
    }
    for hit in &hits {
        if !hit.guarded && (hit.tokens.clone().all(|t| !taken[t])) && looks_like_a_name(doc, hit) {
            keep(NameSpan { tokens: hit.tokens.clone(), what: What::Known(hit.known) }, &mut spans, &mut taken);
        }
    }
    titled(doc, know, &mut spans, &mut taken);
    spans.sort_by_key(|s| s.tokens.start);
    spans
}

struct Hit {
    tokens: Range<usize>,
    known: Known,
    guarded: bool,
}

fn lexicon(doc: &Document, know: &Actors) -> Vec<Hit> {
    let (mut hits, mut at) = (Vec::new(), 0);
    while at < doc.tokens.len() {
        match know.phrases.longest(doc, at, doc.sentence(at).end) {
            Some((end, phrase)) => {
                hits.push(Hit { tokens: at..end, known: phrase.known, guarded: phrase.guarded });
                at = end;
            }
            None => at += 1,
        }
    }
    hits
}

/// An acronym in a line of capitals, or a common word at the start of a sentence, is no name.
fn looks_like_a_name(doc: &Document, hit: &Hit) -> bool {
    let token = &doc.tokens[hit.tokens.start];
    let form = doc.form(hit.tokens.start);
    let pronoun = hit.tokens.len() == 1 && matches!(token.tag, Tag::Prp | Tag::PrpS | Tag::Vb | Tag::Vbp | Tag::Vbz | Tag::In | Tag::Md | Tag::Wp);
    // "WHO" in running text is no "who".
    let acronym = form.len() == 3 && form.chars().all(char::is_uppercase) && !in_capitals(doc, hit.tokens.start);
    !(pronoun && form.len() < 4) || acronym
}

/// Whether most words of the sentence are in capitals.
fn in_capitals(doc: &Document, token: usize) -> bool {
    let words: Vec<&str> = doc.sentence(token).map(|t| doc.form(t)).filter(|form| form.chars().any(char::is_alphabetic)).collect();
    2 * words.iter().filter(|form| !form.contains(char::is_lowercase)).count() > words.len()
}

/// The stretches of a name between possessives and punctuation that joins two names.
fn pieces(doc: &Document, know: &Actors, tokens: Range<usize>) -> Vec<Range<usize>> {
    let cuts = |t: usize| doc.tokens[t].tag == Tag::Pos || matches!(doc.form(t), "/" | "–" | "—" | "(" | ")" | "\"" | "“" | "”" | ":" | ";" | "|");
    // "The pro-Riga Falk Party": the prefix and what it stands with are no part of the name.
    let first = tokens.start + if side(doc, know, tokens.start) && tokens.len() > 2 { 3 } else { 0 };
    let (mut out, mut start) = (Vec::new(), first);
    for t in first..tokens.end {
        if cuts(t) {
            out.push(start..t);
            start = t + 1;
        }
    }
    out.push(start..tokens.end);
    out.into_iter().map(|r| trim(doc, know, r)).filter(|r| !r.is_empty()).collect()
}

/// "pro-", "anti-".
pub fn side(doc: &Document, know: &Actors, token: usize) -> bool {
    know.words.sides.contains(&doc.tokens[token].lower) && doc.tokens.get(token + 1).is_some_and(|next| next.tag == Tag::Hyph)
}

/// Without leading articles and adjectives in lower case, and without what is no word at either end.
fn trim(doc: &Document, know: &Actors, mut r: Range<usize>) -> Range<usize> {
    let capital = |t: usize| doc.form(t).chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let particle = |t: usize| know.words.particles.contains(&doc.tokens[t].lower);
    while !r.is_empty() && (doc.tokens[r.start].pos == Pos::Det || doc.tokens[r.start].lower == "the" || !capital(r.start) && !particle(r.start)) {
        r.start += 1;
    }
    while !r.is_empty()
        && matches!(doc.tokens[r.end - 1].pos, Pos::Punct | Pos::Space | Pos::Det | Pos::Adp | Pos::Cconj | Pos::Verb)
        && !capital(r.end - 1)
    {
        r.end -= 1;
    }
    r
}

/// What a piece of a model's name is in the light of the lexicon.
fn judge(doc: &Document, know: &Actors, piece: Range<usize>, what: What, hits: &[&Hit]) -> Vec<NameSpan> {
    let span = |tokens: Range<usize>, what| NameSpan { tokens, what };
    if let Some(hit) = hits.iter().find(|h| h.tokens.start <= piece.start && piece.end <= h.tokens.end) {
        let agrees = match hit.known {
            Known::Organisation(_) => what == What::Organisation || what == What::Other,
            Known::State(_) | Known::Capital(_) | Known::Place(_) | Known::Seat(_) => what == What::Place,
            _ => true,
        };
        if agrees || !hit.guarded {
            return vec![span(hit.tokens.clone(), What::Known(hit.known))];
        }
        return vec![span(piece, what)];
    }
    // "Keller White House": a name and a known body.
    let body = |h: &&&Hit| h.tokens.end == piece.end && h.tokens.start > piece.start && h.tokens.len() > 1 && !h.guarded;
    if what == What::Person
        && let Some(hit) = hits.iter().filter(body).find(|h| matches!(h.known, Known::Organisation(_)))
    {
        let person = person_spans(doc, know, piece.start..hit.tokens.start, &[]);
        return person.into_iter().chain([span(hit.tokens.clone(), What::Known(hit.known))]).collect();
    }
    match what {
        What::Person => person_spans(doc, know, piece, hits),
        What::Organisation | What::Place | What::Other | What::Event | What::Agreement => {
            let Some(last) = hits.iter().filter(|h| !h.guarded && h.tokens.start >= piece.start).max_by_key(|h| h.tokens.end) else {
                return vec![span(piece, what)];
            };
            // "Commons on Monday": the model ran on over a preposition.
            if let Some(hit) = hits.iter().find(|h| h.tokens.start == piece.start && !h.guarded && matches!(h.known, Known::Organisation(_)))
                && doc.tokens.get(hit.tokens.end).is_some_and(|next| next.pos == Pos::Adp && next.lower != "of")
            {
                return vec![span(hit.tokens.clone(), What::Known(hit.known))];
            }
            // "Fatah Party", "Wagner group": a known name with the word for what it is.
            if let Some(hit) = hits.iter().find(|h| h.tokens.start == piece.start && matches!(h.known, Known::Organisation(_))) {
                let generic = |t: usize| {
                    know.titles.get(&doc.tokens[t].lower).is_some_and(|(title, _)| matches!(title.kind, TitleKind::Body | TitleKind::Collective))
                };
                if (hit.tokens.end..piece.end).all(generic) {
                    return vec![span(piece, What::Known(hit.known))];
                }
            }
            // "Stimson Center Korea": a known body and a state that belongs to the word after it.
            if let Some(hit) = hits.iter().find(|h| h.tokens.start == piece.start && !h.guarded && matches!(h.known, Known::Organisation(_)))
                && hits.iter().any(|h| h.tokens == (hit.tokens.end..piece.end) && matches!(h.known, Known::State(_) | Known::Demonym(_)))
            {
                return vec![span(hit.tokens.clone(), What::Known(hit.known))];
            }
            // "US State Department", "Russian President Putin's": known names side by side, nothing else.
            let covered = (piece.clone()).all(|t| hits.iter().any(|h| !h.guarded && h.tokens.contains(&t)) || doc.tokens[t].lower == "and");
            if covered {
                return Vec::new();
            }
            if last.tokens.end == piece.end && matches!(last.known, Known::Organisation(_)) {
                return vec![span(last.tokens.clone(), What::Known(last.known))];
            }
            if what != What::Place {
                // "Syrian Democratic Forces" whole; "Wagner mercenaries", "NATO Secretary" only as far as the known name goes.
                let titled = know.titles.get(&doc.tokens[piece.end - 1].lower).is_some_and(|(t, plural)| plural || t.kind.is_person());
                return if titled { Vec::new() } else { vec![span(piece, what)] };
            }
            vec![span(piece, what)]
        }
        What::People => {
            if hits.is_empty() {
                vec![span(piece, what)]
            } else {
                Vec::new()
            }
        }
        What::Known(_) => Vec::new(),
    }
}

/// A person's name without titles, demonyms and offices before it; two names joined by "and" are two.
fn person_spans(doc: &Document, know: &Actors, piece: Range<usize>, hits: &[&Hit]) -> Vec<NameSpan> {
    let mut out = Vec::new();
    let parts = doc.tokens[piece.clone()]
        .iter()
        .position(|t| t.lower == "and")
        .map_or(vec![piece.clone()], |i| vec![piece.start..piece.start + i, piece.start + i + 1..piece.end]);
    for part in parts {
        let part = with_initials(doc, know, trim(doc, know, strip_titles(doc, know, trim(doc, know, part), hits)));
        if !part.is_empty() && doc.phrase(part.clone()).chars().any(char::is_alphabetic) {
            out.push(NameSpan { tokens: part, what: What::Person });
        }
    }
    out
}

/// With initials that the model left out ("J.K." before "Rowling").
fn with_initials(doc: &Document, know: &Actors, mut part: Range<usize>) -> Range<usize> {
    let sentence = if part.is_empty() { part.clone() } else { doc.sentence(part.start) };
    while !part.is_empty() && part.start > sentence.start {
        let (before, form) = (&doc.tokens[part.start - 1], doc.form(part.start - 1));
        let letters = form.chars().filter(|&c| c != '.').count();
        let title = know.titles.get(&before.lower.replace('.', "")).is_some();
        let initials = !title
            && letters > 0
            && matches!(before.pos, Pos::Propn | Pos::Noun)
            && letters <= 2
            && form.chars().all(|c| c == '.' || c.is_uppercase());
        if !initials || doc.name_at(part.start - 1).is_some_and(|name| name.label == NameLabel::Gpe) || !(part.contains(&before.head)) {
            break;
        }
        part.start -= 1;
    }
    part
}

fn strip_titles(doc: &Document, know: &Actors, mut part: Range<usize>, hits: &[&Hit]) -> Range<usize> {
    loop {
        let before = part.start;
        if let Some(hit) = hits.iter().find(|h| h.tokens.start == part.start && h.tokens.end < part.end) {
            let names_a_person = matches!(hit.known, Known::Capital(_) | Known::Place(_) | Known::Seat(_)) || hit.guarded;
            if !names_a_person {
                part.start = hit.tokens.end;
            }
        }
        for end in (part.start + 1..part.end.min(part.start + 4)).rev() {
            let form = doc.phrase(part.start..end).to_lowercase().replace('.', "");
            if know.titles.get(&form).is_some_and(|(t, _)| !matches!(t.kind, TitleKind::Thing | TitleKind::Plural)) || form == "former" {
                part.start = end;
                break;
            }
        }
        if doc.tokens.get(part.start).is_some_and(|t| t.tag == Tag::Pos || t.pos == Pos::Punct) && part.start < part.end {
            part.start += 1;
        }
        if part.start == before || part.is_empty() {
            return part;
        }
    }
}

/// Persons that the model missed: capitalised words right after a title.
fn titled(doc: &Document, know: &Actors, spans: &mut Vec<NameSpan>, taken: &mut [bool]) {
    for t in 0..doc.tokens.len() {
        if taken[t] {
            continue;
        }
        let form = doc.tokens[t].lower.replace('.', "");
        let Some((title, false)) = know.titles.get(&form) else { continue };
        // "10 p.m." is no PM.
        let small = doc.form(t) == doc.tokens[t].lower && !title.singular.contains(char::is_lowercase);
        if small || !matches!(title.kind, TitleKind::Office | TitleKind::Rank | TitleKind::Honorific) {
            continue;
        }
        let sentence = doc.sentence(t);
        let mut end = t + 1;
        while end < sentence.end && !taken[end] && doc.tokens[end].pos == Pos::Propn && doc.form(end).starts_with(char::is_uppercase) {
            end += 1;
        }
        let start = (t + 1..end).find(|&i| know.titles.get(&doc.tokens[i].lower.replace('.', "")).is_none());
        if let Some(start) = start {
            let last = &doc.tokens[end - 1];
            if doc.tokens[t].head >= start && doc.tokens[t].head < end
                || doc.tokens[start].head == t
                || last.head == t
                || title.kind == TitleKind::Honorific
            {
                taken[start..end].fill(true);
                spans.push(NameSpan { tokens: start..end, what: What::Person });
            }
        }
    }
}
