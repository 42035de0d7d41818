//! The lexicon's phrases in a text, as far as names are made of them.

use std::collections::HashSet;
use std::ops::Range;

use super::words::Words;
use super::{NameSpan, What};
use crate::knowledge::actors::Known;
use crate::types::Tag;

/// A phrase of the lexicon in the text.
pub struct Hit {
    pub tokens: Range<usize>,
    pub known: Known,
    /// It counts only where the language model agrees.
    pub guarded: bool,
}

/// The phrases of a text, each token in one at most.
pub struct Hits {
    list: Vec<Hit>,
    at: Vec<Option<usize>>,
}

impl Hits {
    pub fn read(words: Words<'_>) -> Self {
        let (doc, know) = (words.doc, words.know);
        let mut hits = Self { list: Vec::new(), at: vec![None; doc.tokens.len()] };
        let mut at = 0;
        while at < doc.tokens.len() {
            match know.phrases.longest(doc, at, doc.sentence(at).end) {
                Some((end, phrase)) => {
                    hits.add(at..end, phrase.known, phrase.guarded);
                    at = end;
                }
                None => {
                    // "U.S.-led", which the tokenizer leaves in one piece.
                    let owner = doc.form(at).split_once('-').and_then(|(owner, _)| know.phrases.get(owner)).filter(|owner| !owner.guarded);
                    if let Some(owner) = owner.filter(|owner| matches!(owner.known, Known::State(_) | Known::Demonym(_))) {
                        hits.add(at..at + 1, owner.known, false);
                    }
                    at += 1;
                }
            }
        }
        hits.halves(words);
        hits.without_foreign_parties(words);
        hits
    }

    fn add(&mut self, tokens: Range<usize>, known: Known, guarded: bool) {
        self.at[tokens.clone()].fill(Some(self.list.len()));
        self.list.push(Hit { tokens, known, guarded });
    }

    /// Many states have a party of the same name: in news of other states one is not meant where nothing names its own.
    fn without_foreign_parties(&mut self, words: Words<'_>) {
        let know = words.know;
        let country = |known: Known| match known {
            Known::State(state) | Known::Demonym(state) | Known::National(state) | Known::Capital(state) | Known::Place(state) => {
                Some(know.states[state].code.as_str())
            }
            Known::Organisation(body) | Known::Seat(body) => know.organisations[body].country.as_deref(),
            Known::Bloc(_) | Known::BlocAdjective(_) | Known::Person => None,
        };
        let is_party = |known: Known| matches!(known, Known::Organisation(body) if know.organisations[body].sector.as_deref() == Some("PTY"));
        let told: HashSet<&str> = self.list.iter().filter(|hit| !is_party(hit.known)).filter_map(|hit| country(hit.known)).collect();
        self.list.retain(|hit| !is_party(hit.known) || told.is_empty() || country(hit.known).is_none_or(|country| told.contains(country)));
        self.at.fill(None);
        for (i, hit) in self.list.iter().enumerate() {
            self.at[hit.tokens.clone()].fill(Some(i));
        }
    }

    /// "North and South Ossetia": the first has the noun of the second.
    fn halves(&mut self, words: Words<'_>) {
        let doc = words.doc;
        let state = |known: &Known| matches!(known, Known::State(_) | Known::Demonym(_));
        let mut first = Vec::new();
        for hit in self.list.iter().filter(|hit| hit.tokens.len() == 2 && state(&hit.known)) {
            let t = hit.tokens.start;
            if t >= doc.sentence(t).start + 2 && words.lower(t - 1) == "and" && self.at[t - 2].is_none() {
                let whole = format!("{} {}", doc.form(t - 2), doc.form(t + 1));
                first.extend(words.know.phrases.get(&whole).map(|phrase| (t - 2, phrase.known)));
            }
        }
        first.into_iter().filter(|(_, known)| state(known)).for_each(|(t, known)| self.add(t..t + 1, known, false));
    }

    /// All of them; those of "halves" come last.
    pub fn all(&self) -> &[Hit] {
        &self.list
    }

    /// The phrase that covers a token.
    pub fn at(&self, token: usize) -> Option<&Hit> {
        self.at[token].map(|i| &self.list[i])
    }

    /// The phrases that share a token with a range.
    pub fn within(&self, tokens: Range<usize>) -> Vec<&Hit> {
        let mut found: Vec<usize> = tokens.filter_map(|t| self.at[t]).collect();
        found.dedup();
        found.into_iter().map(|i| &self.list[i]).collect()
    }
}

impl Hit {
    /// A pronoun or verb that is spelt like a short name is none, unless it is an acronym in running text.
    pub fn looks_like_a_name(&self, words: Words<'_>) -> bool {
        let t = self.tokens.start;
        let function = matches!(words.doc.tokens[t].tag, Tag::Prp | Tag::PrpS | Tag::Vb | Tag::Vbp | Tag::Vbz | Tag::In | Tag::Md | Tag::Wp);
        let acronym = words.acronym(t) && words.doc.form(t).len() == 3 && !words.capitals_throughout(t);
        !(function && self.tokens.len() == 1 && words.doc.form(t).len() < 4) || acronym
    }
}

/// "Russian Security Council", "German Red Cross": a state's own body, called as one of no state is for short.
pub fn of_states(words: Words<'_>, spans: Vec<NameSpan>) -> Vec<NameSpan> {
    let mut out: Vec<NameSpan> = Vec::with_capacity(spans.len());
    for span in spans {
        let text = words.doc.phrase(span.tokens.clone());
        let short = |body: usize| {
            let body = &words.know.organisations[body];
            let wide = matches!(body.sector.as_deref(), Some("IGO" | "NGO"));
            body.country.is_none() && span.tokens.len() > 1 && words.capital(span.tokens.start) && !(wide && body.name.eq_ignore_ascii_case(text))
        };
        let own = matches!(span.what, What::Known(Known::Organisation(body)) if short(body));
        match out.last_mut().filter(|last| own && last.tokens.end == span.tokens.start) {
            Some(state) if matches!(state.what, What::Known(Known::State(_) | Known::Demonym(_))) => {
                *state = NameSpan { tokens: state.tokens.start..span.tokens.end, what: What::Organisation };
            }
            _ => out.push(span),
        }
    }
    out
}
