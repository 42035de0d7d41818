//! Names by their head noun: "2018 Ruritanian general election", "Treaty of Riga", "New Progress Party". The model often sees only a part of such a
//! name, or takes it for a person; the noun says what it is and how far it reaches.

use std::ops::Range;

use super::words::Words;
use super::{NameSpan, What};
use crate::knowledge::actors::Known;
use crate::knowledge::actors::heads::{Head, HeadKind};
use crate::types::{NameLabel, Pos, Tag};

/// How many words a name has before its head, and after a preposition.
const REACH: usize = 8;

/// Adds the names that their head noun shows, and takes away what was only a part of one.
pub fn extend(words: Words<'_>, spans: &mut Vec<NameSpan>) {
    let doc = words.doc;
    let mut covered: Vec<Option<usize>> = vec![None; doc.tokens.len()];
    for (i, span) in spans.iter().enumerate() {
        covered[span.tokens.clone()].fill(Some(i));
    }
    let reader = Reader { words, spans, covered: &covered };
    let mut found: Vec<(Range<usize>, HeadKind)> = (0..doc.tokens.len()).filter_map(|t| reader.name(t)).collect();
    found.sort_by_key(|(tokens, _)| (std::cmp::Reverse(tokens.len()), tokens.start));
    let mut taken: Vec<Option<What>> = vec![None; doc.tokens.len()];
    let mut kept: Vec<NameSpan> = Vec::new();
    for (tokens, kind) in found {
        if tokens.clone().any(|t| taken[t].is_some()) {
            continue;
        }
        if let Some(what) = reader.what(tokens.clone(), kind) {
            taken[tokens.clone()].fill(Some(what));
            kept.push(NameSpan { tokens, what });
        }
    }
    // Inside a happening the states and bodies stay actors: "the US election". Of an organisation's name nothing stays.
    spans.retain(|span| match span.tokens.clone().find_map(|t| taken[t]) {
        None => true,
        Some(What::Event | What::Agreement | What::Other) => matches!(span.what, What::Known(_)),
        Some(_) => false,
    });
    spans.extend(kept);
    spans.sort_by_key(|span| (span.tokens.start, span.tokens.end));
}

struct Reader<'a> {
    words: Words<'a>,
    spans: &'a [NameSpan],
    /// The name found so far that covers a token.
    covered: &'a [Option<usize>],
}

impl Reader<'_> {
    /// The name that a token heads.
    fn name(&self, head: usize) -> Option<(Range<usize>, HeadKind)> {
        let doc = self.words.doc;
        let noun = self.words.head(head)?;
        let capital = self.words.capital(head);
        if !matches!(doc.tokens[head].pos, Pos::Propn | Pos::Noun) || !capital && !noun.lower || self.words.capitals_throughout(head) {
            return None;
        }
        if noun.before {
            let end = (head + 1..doc.sentence(head).end).find(|&t| !self.words.capital(t) || doc.tokens[t].pos != Pos::Propn);
            return end.filter(|&end| capital && end > head + 1).map(|end| (head..end, noun.kind));
        }
        let start = self.start(head, noun, capital);
        let named = (start..head).any(|t| self.words.capital(t) || self.words.year(t));
        let dated = self.words.year(start) || start < head && self.words.year(start + 1);
        if !capital && !dated {
            return None;
        }
        let end = self.end(head, noun, named);
        if !named && end == head + 1 {
            return None;
        }
        let (mut tokens, kind) = (start..end, noun.kind);
        // "Amber Union party" is known whole: "Amber Union" is no other body.
        if self.covered[head].map(|i| &self.spans[i]).is_some_and(|span| matches!(span.what, What::Known(_)) && span.tokens.end > end) {
            return None;
        }
        // The model may have seen more of the name.
        if let Some(span) = self.covered[head].map(|i| &self.spans[i])
            && matches!(span.what, What::Organisation | What::Other | What::Place | What::Event)
            && span.tokens.start <= start
            && span.tokens.end >= end
        {
            // "Madrid Summit Coordinating Unit": another noun is its head.
            if span.tokens.end > end && !doc.tokens.get(end).is_some_and(|t| t.pos == Pos::Adp || t.lower == "and") {
                return None;
            }
            tokens = span.tokens.clone();
        }
        Some((tokens, kind))
    }

    /// First token of the capitalised words, years and possessors before a head.
    fn start(&self, head: usize, noun: &Head, capital: bool) -> usize {
        let doc = self.words.doc;
        let sentence = doc.sentence(head);
        let dated = matches!(noun.kind, HeadKind::Event | HeadKind::Agreement);
        let mut start = head;
        while start > sentence.start && head - start < REACH {
            let t = start - 1;
            if self.words.year(t) {
                if !dated {
                    break;
                }
                start = t;
                if t > sentence.start && self.is_month(t - 1) {
                    start = t - 1;
                }
                break;
            }
            let person = self.covered[t].map(|i| &self.spans[i]).filter(|span| span.what == What::Person && !span.tokens.contains(&head));
            let token = &doc.tokens[t];
            let title = self.words.person_title(t) && token.pos != Pos::Adj && token.lower != "national";
            if person.is_some() || title && doc.tokens.get(t + 1).is_none_or(|next| next.tag != Tag::Pos) {
                break;
            }
            let word = matches!(token.pos, Pos::Propn | Pos::Adj | Pos::Noun | Pos::Num) || token.tag == Tag::Vbn;
            // "60th Separate Infantry Brigade".
            if start < head && self.ordinal(t) && noun.kind == HeadKind::Organisation && capital {
                start = t;
                break;
            }
            // An adjective that only opens the sentence is no part of a name.
            let goes_on = self.covered[t].is_some_and(|i| self.spans[i].tokens.end > t + 1);
            let opens = t == sentence.start && token.pos != Pos::Propn && !goes_on;
            let hyphen = token.tag == Tag::Hyph && t > sentence.start && self.words.capital(t - 1) && self.words.capital(t + 1);
            if hyphen || self.people(t) {
                start = t - 1;
            } else if word && if self.words.capital(t) { !opens || self.demonym(t).is_some() } else { !capital } {
                start = t;
            } else {
                break;
            }
        }
        start
    }

    fn ordinal(&self, token: usize) -> bool {
        let form = self.words.doc.form(token);
        let figures = form.trim_end_matches(|c: char| c.is_ascii_lowercase());
        figures.len() + 2 == form.len() && !figures.is_empty() && figures.chars().all(|c| c.is_ascii_digit())
    }

    /// "People's", "Workers'": a possessor that names nobody.
    fn people(&self, possessive: usize) -> bool {
        let doc = self.words.doc;
        doc.tokens[possessive].tag == Tag::Pos
            && possessive > doc.sentence(possessive).start
            && self.words.capital(possessive - 1)
            && self.words.know.titles.get(&doc.tokens[possessive - 1].lower).is_some_and(|(_, plural)| plural)
    }

    /// One past the last token of a name: a number, and what follows the prepositions that the head goes on with.
    fn end(&self, head: usize, noun: &Head, named: bool) -> usize {
        let doc = self.words.doc;
        let sentence = doc.sentence(head);
        let mut end = head + 1;
        let dated = matches!(noun.kind, HeadKind::Event | HeadKind::Agreement);
        if end < sentence.end && dated && self.words.capital(head) && (self.words.year(end) || is_roman(doc.form(end))) {
            end += 1;
        }
        let mut pieces = 0;
        while end + 1 < sentence.end && pieces < 2 && noun.goes_on.contains(&doc.tokens[end].lower.as_str()) {
            let first = if doc.tokens[end + 1].lower == "the" { end + 2 } else { end + 1 };
            let name = |t: usize| {
                let person = self.covered[t].is_some_and(|i| self.spans[i].what == What::Person);
                let date = doc.name_at(t).is_some_and(|name| matches!(name.label, NameLabel::Date | NameLabel::Time));
                // "Bank of Japan Governor Jane Roe": a title is no part of the name.
                let title = self.words.know.titles.get(&doc.tokens[t].lower).is_some_and(|(title, plural)| !plural && title.kind.is_person());
                self.words.capital(t) && matches!(doc.tokens[t].pos, Pos::Propn | Pos::Adj | Pos::Noun) && !person && !date && !title
            };
            let mut last = first;
            while last < sentence.end && last - first < REACH && (name(last) || self.goes_on(first, last) && name(last + 1)) {
                last += 1;
            }
            // "The Falk Foundation for the Northern Seas": what the model took for a body of its own has no head of one.
            let purpose = doc.tokens[end].lower == "for"
                && last > first
                && self.covered[first].is_some_and(|i| self.spans[i].what == What::Organisation && self.spans[i].tokens == (first..last))
                && self.words.know.heads.get(&doc.tokens[last - 1].lower).is_none();
            if last == first || !purpose && doc.tokens[end].lower != "of" && noun.kind == HeadKind::Organisation && named {
                break;
            }
            end = last;
            pieces += 1;
        }
        if self.words.year(head + 2) && end == head + 1 && doc.tokens[head + 1].lower == "of" && dated && self.words.capital(head) {
            head + 3
        } else {
            end
        }
    }

    /// Whether a comma or "and" inside a name that has begun joins two parts of it: no name ends on an adjective ("Northern and Nordic
    /// States") or in the middle of a list, and the model may see one name.
    fn goes_on(&self, first: usize, token: usize) -> bool {
        let doc = self.words.doc;
        if token <= first
            || token + 1 >= doc.sentence(first).end
            || !matches!(self.words.lower(token), "and" | "," | "&")
            || self.words.common(token + 1)
        {
            return false;
        }
        let one = doc.name_at(token).is_some_and(|name| name.tokens.contains(&(token - 1)) && name.tokens.contains(&(token + 1)));
        let adjective = |t: usize| doc.tokens[t].pos == Pos::Adj || self.demonym(t).is_some() || self.bloc(t);
        one || adjective(token - 1) || (first..token).any(|t| self.words.lower(t) == ",")
    }

    fn bloc(&self, token: usize) -> bool {
        self.covered[token].is_some_and(|i| matches!(self.spans[i].what, What::Known(Known::Bloc(_) | Known::BlocAdjective(_))))
    }

    /// What the name is beside the names known inside it; `None` if these say it better.
    fn what(&self, tokens: Range<usize>, kind: HeadKind) -> Option<What> {
        let inside: Vec<&NameSpan> = self.inside(tokens.clone());
        match kind {
            HeadKind::Event => Some(What::Event),
            HeadKind::Agreement => Some(What::Agreement),
            HeadKind::Thing => Some(What::Other),
            HeadKind::Place => {
                let mistaken = inside.iter().any(|span| span.what == What::Organisation || span.what == What::Person);
                (mistaken || inside.is_empty() && tokens.clone().all(|t| self.words.capital(t))).then_some(What::Place)
            }
            HeadKind::Organisation => self.organisation(tokens, &inside),
        }
    }

    fn inside(&self, tokens: Range<usize>) -> Vec<&NameSpan> {
        let mut inside: Vec<usize> = tokens.filter_map(|t| self.covered[t]).collect();
        inside.dedup();
        inside.into_iter().map(|i| &self.spans[i]).collect()
    }

    fn organisation(&self, tokens: Range<usize>, inside: &[&NameSpan]) -> Option<What> {
        let state = |t: usize| match self.covered[t].map(|i| self.spans[i].what) {
            Some(What::Known(Known::State(state) | Known::Demonym(state))) => Some(state),
            _ => None,
        };
        let body = inside.iter().find_map(|span| if let What::Known(Known::Organisation(body)) = span.what { Some((*span, body)) } else { None });
        if let Some((span, body)) = body {
            // "Chilean Senate": the body known and its state. "New Senate Party" is another one.
            let country = self.words.know.organisations[body].country.as_deref();
            let same = |t: usize| self.bloc(t) || state(t).is_some_and(|s| country.is_none_or(|code| self.words.know.states[s].code == code));
            // "Democratic-Republican Party" is another one too.
            let hyphen = span.tokens.start.checked_sub(1).is_some_and(|t| tokens.contains(&t) && self.words.doc.tokens[t].tag == Tag::Hyph);
            if hyphen {
                return Some(What::Organisation);
            }
            let rest = tokens.clone().filter(|t| !span.tokens.contains(t) && self.words.capital(*t)).collect::<Vec<_>>();
            return if rest.iter().all(|&t| same(t)) { None } else { Some(What::Organisation) };
        }
        // "Chilean Navy" is the navy of a state, no name of its own.
        let own = tokens.clone().filter(|&t| self.words.capital(t) && state(t).is_none()).count();
        let is_new = inside.iter().all(|span| span.tokens != tokens || span.what != What::Organisation);
        (own > 1 && is_new).then_some(What::Organisation)
    }

    fn demonym(&self, token: usize) -> Option<usize> {
        match self.covered[token].map(|i| self.spans[i].what) {
            Some(What::Known(Known::Demonym(state) | Known::State(state))) => Some(state),
            _ => None,
        }
    }

    fn is_month(&self, token: usize) -> bool {
        self.words.capital(token)
            && self.words.doc.name_at(token).is_some_and(|name| name.label == NameLabel::Date)
            && self.words.doc.tokens[token].pos == Pos::Propn
    }
}

fn is_roman(form: &str) -> bool {
    !form.is_empty() && form.len() < 5 && form.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}
