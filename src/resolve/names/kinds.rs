//! What each form of name is: one weighing for the whole article, the longest forms first, since who is named in full tells what the
//! short forms are.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::evidence::{Article, Form, form};
use super::words::Words;
use super::{NameSpan, What};
use crate::knowledge::actors::heads::HeadKind;
use crate::knowledge::actors::name_kinds::NameKind;
use crate::knowledge::actors::{Known, name_words};
use crate::resolve::persons::{misspelt, surname};
use crate::types::{Dep, Pos, Tag};

/// How many words an unmarked name has at most.
const REACH: usize = 8;

/// Gives each name what it names, drops what is none, and finds what stands unmarked in other places.
pub fn decide(words: Words<'_>, mut spans: Vec<NameSpan>) -> Vec<NameSpan> {
    for i in misread_acronyms(words, &spans) {
        spans[i].what = What::Other;
    }
    spans.retain(|span| !is_half(words, span));
    let forms = weigh(words, &spans);
    let mut kinds: HashMap<String, What> = HashMap::new();
    let mut persons = Persons { words, full: BTreeMap::new() };
    let mut decided: Vec<(usize, What)> = Vec::new();
    for form in forms {
        let what = kind(words, &form);
        decided.extend(form.spans.iter().map(|&i| (i, what)));
        kinds.insert(form.text, what);
    }
    for (i, what) in decided {
        spans[i].what = what;
    }
    for span in spans.iter().filter(|span| span.what == What::Person && span.tokens.len() > 1) {
        persons.add(span.tokens.clone());
    }
    for span in &mut spans {
        if persons.is_meant(span) {
            span.what = What::Person;
        } else if span.what == What::Person && persons.runs_on(span.tokens.clone()) {
            span.tokens.end -= 1;
        }
    }
    headlines(words, &kinds, &persons, &mut spans);
    letters_behind_names(words, &mut spans);
    unmarked(words, &kinds, &mut spans);
    spans
}

/// "The South" of a divided country: a matter of what else the article names.
fn is_half(words: Words<'_>, span: &NameSpan) -> bool {
    let t = span.tokens.start;
    span.tokens.len() == 1 && t > 0 && words.lower(t - 1) == "the" && words.know.halves.iter().any(|(word, ..)| *word == words.doc.form(t))
}

/// The forms whose kind is open, longest first, with all evidence.
pub fn weigh(words: Words<'_>, spans: &[NameSpan]) -> Vec<Form> {
    let open = |span: &NameSpan| {
        let fixed = matches!(span.what, What::Known(_) | What::Event | What::Agreement)
            || is_half(words, span)
            || words.know.thing(words.doc.phrase(span.tokens.clone())).is_some()
            || words.head(span.tokens.end - 1).is_some_and(|head| head.kind == HeadKind::Thing) && span.what == What::Other;
        !fixed
    };
    let mut forms = Article::read(words, spans).forms(open);
    let mut persons = Persons { words, full: BTreeMap::new() };
    for form in &mut forms {
        let tokens = spans[form.spans[0]].tokens.clone();
        if let Some(name) = persons.tells(tokens.clone()) {
            form.evidence.insert(name, 1.0);
        }
        if tokens.len() > 1 && kind(words, form) == What::Person {
            persons.add(tokens);
        }
    }
    forms
}

fn kind(words: Words<'_>, form: &Form) -> What {
    match words.know.name_kinds.best(form.evidence.iter().map(|(name, value)| (*name, *value))) {
        NameKind::Person => What::Person,
        NameKind::Organisation => What::Organisation,
        NameKind::Place => What::Place,
        NameKind::People => What::People,
        NameKind::Other => What::Other,
    }
}

/// The persons named in full.
struct Persons<'a> {
    words: Words<'a>,
    full: BTreeMap<Vec<String>, usize>,
}

impl Persons<'_> {
    fn add(&mut self, tokens: Range<usize>) {
        let words = name_words(self.words.doc.phrase(tokens));
        if words.len() > 1 {
            *self.full.entry(words).or_default() += 1;
        }
    }

    fn words_of(&self, tokens: Range<usize>) -> Vec<String> {
        let mut words = name_words(self.words.doc.phrase(tokens));
        // "al-Rashid" for Omar al-Rashid.
        if words.len() == 2 && self.words.know.words.particles.contains(&words[0]) {
            words.remove(0);
        }
        words
    }

    /// What the full names tell of a shorter one.
    fn tells(&self, tokens: Range<usize>) -> Option<&'static str> {
        let acronym = tokens.len() == 1 && self.words.acronym(tokens.start);
        let words = self.words_of(tokens);
        let know = self.words.know;
        match words.as_slice() {
            [word] if !acronym => {
                let is = |test: &dyn Fn(&Vec<String>) -> bool| self.full.keys().any(test);
                if is(&|full| surname(know, full) == word) {
                    Some("last name of somebody")
                } else if is(&|full| full[0] == *word || full.contains(word)) {
                    Some("other name of somebody")
                } else if is(&|full| misspelt(full, word)) {
                    Some("nearly the last name of somebody")
                } else {
                    None
                }
            }
            [] | [_] => None,
            words => self.full.keys().any(|full| full.len() > words.len() && full.ends_with(words)).then_some("last names of somebody"),
        }
    }

    /// "Jane Roe Image", where the article has Jane Roe more often: the model ran on.
    fn runs_on(&self, tokens: Range<usize>) -> bool {
        let words = name_words(self.words.doc.phrase(tokens.clone()));
        let count = |words: &[String]| self.full.get(words).copied().unwrap_or_default();
        words.len() > 2 && words.len() == tokens.len() && count(&words[..words.len() - 1]) > count(&words)
    }

    fn is_surname(&self, tokens: Range<usize>) -> bool {
        matches!(self.words_of(tokens).as_slice(), [word] if self.full.keys().any(|full| surname(self.words.know, full) == word))
    }

    /// A town or people of the lexicon after which somebody of the article is named, where nothing says that it is meant itself.
    fn is_meant(&self, span: &NameSpan) -> bool {
        let doc = self.words.doc;
        let token = &doc.tokens[span.tokens.start];
        let free = match span.what {
            What::Known(Known::Capital(_) | Known::Place(_) | Known::Seat(_)) => {
                span.tokens.start.checked_sub(1).is_none_or(|before| doc.tokens[before].pos != Pos::Adp)
            }
            What::Known(Known::Demonym(_) | Known::National(_)) => {
                span.tokens.len() == 1 && token.tag == Tag::Nnp && !matches!(token.dep, Dep::Amod | Dep::Compound | Dep::Nmod)
            }
            _ => false,
        };
        free && self.is_surname(span.tokens.clone())
    }
}

/// "The Foreign Trade Act (FTA)": a known acronym that here stands for the words before it is another name in the whole article.
fn misread_acronyms(words: Words<'_>, spans: &[NameSpan]) -> Vec<usize> {
    let doc = words.doc;
    let known = |span: &NameSpan| matches!(span.what, What::Known(Known::Organisation(_))) && span.tokens.len() == 1;
    let ends: HashSet<usize> = spans.iter().filter(|span| matches!(span.what, What::Known(_))).map(|span| span.tokens.end).collect();
    let mut others: HashSet<&str> = HashSet::new();
    for span in spans.iter().filter(|span| known(span)) {
        let (t, letters) = (span.tokens.start, doc.form(span.tokens.start));
        let count = letters.chars().count();
        let introduced = t > doc.sentence(t).start + count && doc.form(t - 1) == "(" && letters.chars().all(char::is_uppercase);
        if introduced && !ends.contains(&(t - 1)) && (t - 1 - count..t - 1).filter_map(|i| doc.form(i).chars().next()).eq(letters.chars()) {
            others.insert(letters);
        }
    }
    (0..spans.len()).filter(|&i| known(&spans[i]) && others.contains(doc.form(spans[i].tokens.start))).collect()
}

/// Where every word has a capital, only what running text names or what is written small nowhere is a name.
fn headlines(words: Words<'_>, kinds: &HashMap<String, What>, persons: &Persons<'_>, spans: &mut [NameSpan]) {
    let doc = words.doc;
    let mut running: HashSet<String> = HashSet::new();
    let mut loud: Vec<bool> = Vec::with_capacity(spans.len());
    for span in spans.iter() {
        loud.push(words.headline(span.tokens.start) || words.capitals_throughout(span.tokens.start));
        if !loud[loud.len() - 1] {
            running.insert(form(words, span));
        }
    }
    if !loud.contains(&true) {
        return;
    }
    let small: HashSet<&str> = (0..doc.tokens.len()).map(|t| doc.form(t)).filter(|form| form.starts_with(char::is_lowercase)).collect();
    let named = |tokens: Range<usize>| {
        let key = form(words, &NameSpan { tokens: tokens.clone(), what: What::Other });
        let person = persons.full.keys().any(|full| *full == name_words(&key)) || persons.is_surname(tokens);
        if person { Some(What::Person) } else { running.contains(&key).then(|| kinds.get(&key).copied()).flatten() }
    };
    for (span, loud) in spans.iter_mut().zip(loud) {
        let tokens = span.tokens.clone();
        let open = matches!(span.what, What::Person | What::Organisation | What::Place | What::Other);
        if !loud || !open || tokens.len() == 1 || running.contains(&form(words, span)) {
            continue;
        }
        let parts = (1..tokens.len()).rev().flat_map(|len| (tokens.start..=tokens.end - len).map(move |start| start..start + len));
        if let Some((part, what)) = parts.filter_map(|part| named(part.clone()).map(|what| (part, what))).next() {
            *span = NameSpan { tokens: part, what };
            continue;
        }
        let written = tokens.clone().filter(|&t| small.contains(words.lower(t))).count();
        let last = tokens.end - 1;
        let breaks_off =
            doc.tokens[last].pos == Pos::Adp || matches!(words.lower(last), "at" | "as" | "by" | "for" | "from" | "in" | "of" | "on" | "to" | "with");
        if breaks_off || 2 * written > tokens.len() {
            span.what = What::Other;
        }
    }
}

/// "Jane Roe, QC": letters behind a person's name.
fn letters_behind_names(words: Words<'_>, spans: &mut [NameSpan]) {
    for i in 1..spans.len() {
        let t = spans[i].tokens.start;
        let behind = spans[i - 1].what == What::Person && spans[i - 1].tokens.end + 1 == t && words.doc.form(t - 1) == ",";
        if behind && spans[i].tokens.len() == 1 && words.acronym(t) && words.know.words.postnominals.contains(words.lower(t)) {
            spans[i].what = What::Other;
        }
    }
}

/// Persons and bodies that stand unmarked in other places.
fn unmarked(words: Words<'_>, kinds: &HashMap<String, What>, spans: &mut Vec<NameSpan>) {
    let doc = words.doc;
    let mut taken = vec![false; doc.tokens.len()];
    spans.iter().for_each(|span| taken[span.tokens.clone()].fill(true));
    let mut by_first: HashMap<&str, Vec<(&str, What)>> = HashMap::new();
    for (text, &what) in kinds {
        let first = text.split([' ', '-', '.']).next().unwrap_or_default();
        let plain = text.contains(' ') || what == What::Organisation && words.know.titles.get(text).is_none() && words.know.heads.get(text).is_none();
        if plain && matches!(what, What::Organisation | What::Person) && (text.contains(' ') || words.know.phrases.get(first).is_none()) {
            by_first.entry(first).or_default().push((text, what));
        }
    }
    let mut found = Vec::new();
    for t in 0..doc.tokens.len() {
        if taken[t] || !words.proper(t) {
            continue;
        }
        let Some(names) = by_first.get(words.lower(t)) else { continue };
        let limit = doc.sentence(t).end.min(t + REACH);
        // A capitalised word beside it would belong to the name.
        let alone = |i: usize| doc.tokens.get(i).is_none_or(|token| token.pos != Pos::Propn || taken[i]);
        let fits = (t + 1..=limit).rev().find_map(|end| {
            let free = taken[t..end].iter().all(|&taken| !taken) && alone(end) && t.checked_sub(1).is_none_or(alone);
            let text = free.then(|| form(words, &NameSpan { tokens: t..end, what: What::Other }))?;
            names.iter().find(|(name, _)| *name == text).map(|&(_, what)| NameSpan { tokens: t..end, what })
        });
        if let Some(span) = fits {
            taken[span.tokens.clone()].fill(true);
            found.push(span);
        }
    }
    spans.extend(found);
    spans.sort_by_key(|span| span.tokens.start);
}
