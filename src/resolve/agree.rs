//! What one place of an article tells of a name holds in the others: whose it is ("Roe of Falk Union"), that it stands with an article, where else the
//! same words stand unmarked, which words of a longer span are somebody's name.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::names::{NameSpan, What};
use crate::knowledge::actors::{Actors, Known, TitleKind, capitalised, name_words};
use crate::types::{Document, Pos, Tag};

/// How many words an unmarked name of a body has at most.
const REACH: usize = 4;

/// Mends the names of a document by each other.
pub fn agree(doc: &Document, know: &Actors, spans: &mut Vec<NameSpan>) {
    halves(doc, know, spans);
    let persons = Persons::read(doc, know, spans);
    for span in spans.iter_mut() {
        persons.cut(span);
        if span.what == What::Place && has_figures(doc, span) {
            span.what = What::Other;
        }
    }
    let things = persons.with_article(spans);
    persons.beside(spans);
    let (bodies, found) = persons.bodies(spans);
    for span in spans.iter_mut().filter(|span| !matches!(span.what, What::Known(_) | What::Event | What::Agreement)) {
        let text = doc.phrase(span.tokens.clone());
        if span.what == What::Person && things.contains(text) {
            span.what = What::Other;
        } else if span.what != What::Organisation && bodies.contains(text) {
            span.what = What::Organisation;
        }
    }
    spans.extend(found);
    spans.sort_by_key(|span| span.tokens.start);
    votes(doc, know, &persons, spans);
    headlines(doc, spans);
    common(doc, know, &persons, spans);
    unmarked(doc, know, spans);
}

/// What the model takes once for a person or body and once for a town is what it is taken for most; what things happen in is a place.
fn votes(doc: &Document, know: &Actors, persons: &Persons<'_>, spans: &mut [NameSpan]) {
    let mut votes: HashMap<&str, [usize; 3]> = HashMap::new();
    for span in spans.iter().filter(|span| matches!(span.what, What::Organisation | What::Place | What::Person)) {
        let kind = match span.what {
            _ if located(doc, know, span) => 2,
            What::Person => 0,
            What::Organisation => 1,
            _ => 2,
        };
        votes.entry(doc.phrase(span.tokens.clone())).or_default()[kind] += 1;
    }
    let winners: Vec<Option<What>> = spans
        .iter()
        .map(|span| {
            let &[person, body, place] = votes.get(doc.phrase(span.tokens.clone()))?;
            let common = |t: usize| know.heads.get(&doc.tokens[t].lower).is_some() || know.titles.get(&doc.tokens[t].lower).is_some();
            let capitals = span.tokens.clone().all(|t| doc.form(t).chars().all(char::is_uppercase));
            let town = !capitals && !span.tokens.clone().any(common);
            let somebody = span.what == What::Person && persons.is_somebody(span);
            match span.what {
                What::Organisation | What::Place if persons.is_somebody(span) && town && person > body + place => Some(What::Person),
                What::Organisation | What::Person if town && !somebody && place > body.max(person) => Some(What::Place),
                What::Place | What::Person if !somebody && body > person && body >= place => Some(What::Organisation),
                _ => None,
            }
        })
        .collect();
    for (span, what) in spans.iter_mut().zip(winners) {
        span.what = what.unwrap_or(span.what);
    }
}

/// "In Riga": one word in which something is or happens; not "shares in Falk".
fn located(doc: &Document, know: &Actors, span: &NameSpan) -> bool {
    let Some(before) = span.tokens.start.checked_sub(1).filter(|&t| doc.sentence_of(t) == doc.sentence_of(span.tokens.start)) else { return false };
    let possessor = doc.tokens.get(span.tokens.end).is_some_and(|next| next.tag == Tag::Pos || doc.form(span.tokens.end).starts_with('’'));
    let governor = &doc.tokens[doc.tokens[before].head];
    span.tokens.len() == 1
        && !possessor
        && matches!(doc.tokens[before].lower.as_str(), "in" | "near" | "outside")
        && !know.words.stakes.contains(&governor.lemma)
}

/// Capitals throughout a headline make names of what are none: words that the text writes small.
fn headlines(doc: &Document, spans: &mut [NameSpan]) {
    let small: HashSet<&str> = (0..doc.tokens.len()).map(|t| doc.form(t)).filter(|form| form.starts_with(char::is_lowercase)).collect();
    let body: HashSet<&str> =
        spans.iter().filter(|span| !super::mend::headline(doc, span.tokens.start)).map(|s| doc.phrase(s.tokens.clone())).collect();
    let plain: Vec<bool> = spans
        .iter()
        .map(|span| {
            let unknown = matches!(span.what, What::Person | What::Organisation | What::Place);
            let written = span.tokens.clone().filter(|&t| small.contains(doc.tokens[t].lower.as_str())).count();
            let breaks_off =
                matches!(doc.tokens[span.tokens.end - 1].lower.as_str(), "at" | "by" | "for" | "from" | "in" | "of" | "on" | "to" | "with");
            let repeated = body.contains(doc.phrase(span.tokens.clone()));
            unknown
                && super::mend::headline(doc, span.tokens.start)
                && !repeated
                && span.tokens.len() > 1
                && (breaks_off || 2 * written > span.tokens.len())
        })
        .collect();
    spans.iter_mut().zip(plain).filter(|(_, plain)| *plain).for_each(|(span, _)| span.what = What::Other);
}

/// A word that the text also writes small and that has its capital only where a sentence begins; letters behind a person's name ("Jane Roe, QC").
fn common(doc: &Document, know: &Actors, persons: &Persons<'_>, spans: &mut [NameSpan]) {
    let small: HashSet<&str> = (0..doc.tokens.len())
        .filter(|&t| doc.tokens[t].pos == Pos::Noun)
        .map(|t| doc.form(t))
        .filter(|form| form.starts_with(char::is_lowercase))
        .collect();
    let opens = |t: usize| t == doc.sentence(t).start || matches!(doc.form(t - 1), "\"" | "“" | "‘" | "''" | "``") || super::mend::headline(doc, t);
    let inside: HashSet<&str> = spans.iter().filter(|s| s.tokens.len() == 1 && !opens(s.tokens.start)).map(|s| doc.form(s.tokens.start)).collect();
    let person_before: HashSet<usize> = spans.iter().filter(|span| span.what == What::Person).map(|span| span.tokens.end).collect();
    for span in spans.iter_mut().filter(|span| span.tokens.len() == 1 && !matches!(span.what, What::Event | What::Agreement)) {
        let t = span.tokens.start;
        let (form, lower) = (doc.form(t), doc.tokens[t].lower.as_str());
        let unknown = matches!(span.what, What::Person | What::Organisation | What::Place) && form.chars().skip(1).any(char::is_lowercase);
        let word = unknown && small.contains(lower) && !inside.contains(form) && !persons.is_somebody(span);
        let letters = t > 0 && doc.form(t - 1) == "," && person_before.contains(&(t - 1)) && know.words.postnominals.contains(lower);
        if word || letters && form.chars().filter(|c| c.is_uppercase()).count() > 1 {
            span.what = What::Other;
        }
    }
}

/// "North and South Ossetia": the noun that the second shares with the first.
fn halves(doc: &Document, know: &Actors, spans: &mut Vec<NameSpan>) {
    let state = |text: &str| match know.phrases.get(text) {
        Some(phrase) if !phrase.guarded => Some(phrase.known).filter(|known| matches!(known, Known::State(_))),
        _ => None,
    };
    let mut out: Vec<NameSpan> = Vec::new();
    for span in spans.drain(..) {
        let (start, end) = (span.tokens.start, span.tokens.end);
        let and = (start..end).find(|&t| doc.tokens[t].lower == "and").filter(|&and| span.what == What::Place && and == start + 1 && end == and + 3);
        let known = and.and_then(|and| state(doc.phrase(and + 1..end)).map(|known| (and, known)));
        match known {
            Some((and, known)) => out.push(NameSpan { tokens: and + 1..end, what: What::Known(known) }),
            None => out.push(span),
        }
    }
    let mut first: Vec<NameSpan> = Vec::new();
    for span in out.iter().filter(|span| span.tokens.len() == 2 && matches!(span.what, What::Known(Known::State(_) | Known::Demonym(_)))) {
        let t = span.tokens.start;
        if t < 2 || doc.tokens[t - 1].lower != "and" || doc.sentence_of(t) != doc.sentence_of(t - 2) {
            continue;
        }
        let whole = format!("{} {}", doc.form(t - 2), doc.form(t + 1));
        let known = know.phrases.get(&whole).filter(|phrase| matches!(phrase.known, Known::State(_) | Known::Demonym(_)));
        let free = |other: &NameSpan| !other.tokens.contains(&(t - 2)) || other.tokens.len() == 1 && other.what == What::Place;
        if let Some(phrase) = known.filter(|_| out.iter().all(free)) {
            first.push(NameSpan { tokens: t - 2..t - 1, what: What::Known(phrase.known) });
        }
    }
    out.retain(|span| first.iter().all(|other| other.tokens != span.tokens));
    out.extend(first);
    out.sort_by_key(|span| span.tokens.start);
    *spans = out;
}

/// "KX7": letters and figures in one word are no place.
fn has_figures(doc: &Document, span: &NameSpan) -> bool {
    let mixed = |form: &str| form.contains(|c: char| c.is_ascii_digit()) && form.contains(char::is_alphabetic);
    span.tokens.clone().any(|t| mixed(doc.form(t)))
}

/// The persons named in full, as far as they help to read other names.
struct Persons<'a> {
    doc: &'a Document,
    know: &'a Actors,
    /// The words of their names, with how often each stands.
    full: BTreeMap<Vec<String>, usize>,
}

impl<'a> Persons<'a> {
    fn read(doc: &'a Document, know: &'a Actors, spans: &[NameSpan]) -> Self {
        let mut full = BTreeMap::new();
        for span in spans.iter().filter(|span| span.what == What::Person && span.tokens.len() > 1) {
            *full.entry(name_words(doc.phrase(span.tokens.clone()))).or_default() += 1;
        }
        Self { doc, know, full }
    }

    fn is_surname(&self, word: &str) -> bool {
        self.full.keys().any(|words| words.len() > 1 && super::persons::surname(self.know, words) == word)
    }

    /// "Roe Prints" by Jane Roe: a thing of hers, of which the first word is her name.
    fn cut(&self, span: &mut NameSpan) {
        let words = name_words(self.doc.phrase(span.tokens.clone()));
        let [first, rest @ ..] = words.as_slice() else { return };
        if span.what != What::Person || rest.len() != 1 || words.len() != span.tokens.len() || self.know.family_first(&words) {
            return;
        }
        let given = |word: &str| self.know.gender(&capitalised(word)).is_some();
        let own = self.full.get(&words).copied().unwrap_or_default();
        let of_another = self.full.iter().any(|(other, &count)| {
            count > own && other.len() > 1 && given(&other[0]) && !self.know.family_first(other) && other.last() == Some(first) && other[0] != *first
        });
        if of_another && !given(first) {
            span.tokens.end = span.tokens.start + 1;
        }
    }

    /// Single words that the model takes for persons and that somewhere have an article of their own: "the Falk".
    fn with_article(&self, spans: &[NameSpan]) -> HashSet<String> {
        let doc = self.doc;
        // "The Roes" are a family.
        let somebody = |text: &str| {
            let words = name_words(text);
            words.first().is_none_or(|word| {
                let one = word.strip_suffix('s').unwrap_or(word);
                let named = self.full.keys().any(|words| words.contains(word)) || self.know.gender(text).is_some();
                named || [word.as_str(), one].iter().any(|word| self.is_surname(word) || self.know.leaders.by_surname(word, None).is_some())
            })
        };
        let single = spans.iter().filter(|span| span.what == What::Person && span.tokens.len() == 1).map(|span| doc.form(span.tokens.start));
        let mut things: HashSet<String> = single.filter(|text| !somebody(text)).map(str::to_owned).collect();
        let article = |t: usize| doc.tokens[t - 1].tag == Tag::Dt && doc.tokens[t - 1].head == t;
        let seen: HashSet<&str> = (1..doc.tokens.len()).filter(|&t| article(t)).map(|t| doc.form(t)).collect();
        let plural: HashSet<&str> = (0..doc.tokens.len()).filter(|&t| doc.tokens[t].tag == Tag::Nnps).map(|t| doc.form(t)).collect();
        things.retain(|text| seen.contains(text.as_str()) || plural.contains(text.as_str()));
        things
    }

    /// Whether a name has a given name, the last name of somebody of the article, or that of a public figure.
    fn is_somebody(&self, span: &NameSpan) -> bool {
        let words = name_words(self.doc.phrase(span.tokens.clone()));
        let given = words.first().is_some_and(|word| self.know.gender(&capitalised(word)).is_some());
        given || words.last().is_some_and(|word| self.is_surname(word) || self.know.leaders.by_surname(word, None).is_some())
    }

    /// "Jane Roe and Unheard Ofname", "Jane's brother John" where John is John Roe: names that the model takes for bodies or towns.
    fn beside(&self, spans: &mut [NameSpan]) {
        let doc = self.doc;
        let mut full = vec![false; doc.tokens.len()];
        for span in spans.iter().filter(|span| span.what == What::Person && span.tokens.len() > 1) {
            full[doc.head_of(span.tokens.clone())] = true;
        }
        let towns: HashSet<&str> = spans.iter().filter(|span| located(doc, self.know, span)).map(|span| doc.phrase(span.tokens.clone())).collect();
        for span in spans.iter_mut().filter(|span| matches!(span.what, What::Organisation | What::Place)) {
            let (start, head) = (span.tokens.start, doc.head_of(span.tokens.clone()));
            let common = |t: usize| {
                let (form, lower) = (doc.form(t), &doc.tokens[t].lower);
                let capitals = form.len() > 1 && form.chars().all(char::is_uppercase);
                capitals || self.know.heads.get(lower).is_some() || self.know.titles.get(lower).is_some() || self.know.phrases.get(form).is_some()
            };
            let proper = span.tokens.clone().all(|t| doc.tokens[t].pos == Pos::Propn && !common(t));
            let article = start > 0 && doc.tokens[start - 1].tag == Tag::Dt;
            let word = doc.tokens[start].lower.as_str();
            let first_name = span.tokens.len() == 1
                && !towns.contains(doc.form(start))
                && self.know.gender(doc.form(start)).is_some()
                && self.full.keys().any(|words| words.len() > 1 && words[0] == word && !self.know.family_first(words));
            let together = span.what == What::Organisation && (2..=3).contains(&span.tokens.len()) && doc.conjuncts(head).iter().any(|&t| full[t]);
            if proper && !article && (first_name || together) {
                span.what = What::Person;
            }
        }
    }

    /// Names of bodies that persons belong to, and those among them that the model left unmarked: "Roe of Falk Union", "Falk Union's Jane Roe".
    fn bodies(&self, spans: &[NameSpan]) -> (HashSet<String>, Vec<NameSpan>) {
        let doc = self.doc;
        let by_start: HashMap<usize, &NameSpan> = spans.iter().map(|span| (span.tokens.start, span)).collect();
        let by_end: HashMap<usize, &NameSpan> = spans.iter().map(|span| (span.tokens.end, span)).collect();
        let (mut names, mut found) = (HashSet::new(), Vec::new());
        for person in spans.iter().filter(|span| span.what == What::Person && span.tokens.len() > 1) {
            let before = person.tokens.start.checked_sub(1).filter(|&mark| doc.tokens[mark].tag == Tag::Pos).and_then(|mark| by_end.get(&mark));
            if let Some(owner) = before.filter(|owner| self.may_be_a_body(owner)) {
                names.insert(doc.phrase(owner.tokens.clone()).to_owned());
            }
            let of = person.tokens.end;
            if !doc.tokens.get(of).is_some_and(|token| matches!(token.lower.as_str(), "of" | "from")) {
                continue;
            }
            let first = if doc.tokens.get(of + 1).is_some_and(|token| token.lower == "the") { of + 2 } else { of + 1 };
            match by_start.get(&first) {
                Some(whole) if self.may_be_a_body(whole) => {
                    names.insert(doc.phrase(whole.tokens.clone()).to_owned());
                }
                Some(_) => {}
                None => found.extend(self.run(first, spans).map(|tokens| NameSpan { tokens, what: What::Organisation })),
            }
        }
        (names, found)
    }

    /// A name of the model's that is nobody's: no given name, nobody's last name.
    fn may_be_a_body(&self, span: &NameSpan) -> bool {
        let words = name_words(self.doc.phrase(span.tokens.clone()));
        let person = words.iter().any(|word| self.is_surname(word) || self.know.gender(&capitalised(word)).is_some());
        matches!(span.what, What::Person | What::Other) && !person && !words.is_empty() && self.know.leaders.by_name(&words).is_none()
    }

    /// An acronym or several capitalised words from a token on, which no name covers.
    fn run(&self, first: usize, spans: &[NameSpan]) -> Option<Range<usize>> {
        let doc = self.doc;
        let limit = doc.sentence(first.checked_sub(1)?).end.min(first + REACH);
        let word = |t: usize| doc.tokens[t].pos == Pos::Propn && doc.form(t).starts_with(char::is_uppercase) && doc.name_at(t).is_none();
        let end = (first..limit).find(|&t| !word(t)).unwrap_or(limit.max(first));
        let next = spans.partition_point(|span| span.tokens.start < first);
        let free = spans.get(next).is_none_or(|span| span.tokens.start >= end) && (next == 0 || spans[next - 1].tokens.end <= first);
        let form = doc.form(first);
        let acronym = end == first + 1 && (2..=6).contains(&form.len()) && form.chars().all(char::is_uppercase);
        let titled = end > first && self.know.titles.get(&doc.tokens[end - 1].lower).is_some_and(|(title, _)| title.kind != TitleKind::Body);
        (free && !titled && (acronym || end > first + 1)).then_some(first..end)
    }
}

/// Bodies that the model marked in one place and left unmarked in another.
fn unmarked(doc: &Document, know: &Actors, spans: &mut Vec<NameSpan>) {
    let mut taken = vec![false; doc.tokens.len()];
    let mut by_first: HashMap<&str, Vec<(&str, usize, What)>> = HashMap::new();
    for span in spans.iter() {
        taken[span.tokens.clone()].fill(true);
        let common = |t: usize| know.titles.get(&doc.tokens[t].lower).is_some() || know.heads.get(&doc.tokens[t].lower).is_some();
        let plain = span.tokens.len() > 1 || !common(span.tokens.start) && know.phrases.get(doc.form(span.tokens.start)).is_none();
        if span.what == What::Organisation && plain {
            let names = by_first.entry(doc.form(span.tokens.start)).or_default();
            let text = doc.phrase(span.tokens.clone());
            if names.iter().all(|(other, ..)| *other != text) {
                names.push((text, span.tokens.len(), span.what));
            }
        }
    }
    let mut found = Vec::new();
    for t in 0..doc.tokens.len() {
        if taken[t] || doc.tokens[t].pos != Pos::Propn {
            continue;
        }
        let Some(names) = by_first.get(doc.form(t)) else { continue };
        let fits = |&&(text, len, _): &&(&str, usize, What)| {
            let range = t..t + len;
            // A capitalised word beside it would belong to the name.
            let alone = |i: usize| doc.tokens.get(i).is_none_or(|token| token.pos != Pos::Propn || taken[i]);
            range.end <= doc.sentence(t).end && doc.phrase(range.clone()) == text && alone(range.end) && t.checked_sub(1).is_none_or(alone)
        };
        if let Some(&(_, len, what)) = names.iter().filter(fits).max_by_key(|(_, len, _)| *len)
            && taken[t..t + len].iter().all(|&taken| !taken)
        {
            taken[t..t + len].fill(true);
            found.push(NameSpan { tokens: t..t + len, what });
        }
    }
    spans.extend(found);
    spans.sort_by_key(|span| span.tokens.start);
}
