//! What an article tells of a form of name: how the model marked it, what it is made of, what stands around it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::words::Words;
use super::{NameSpan, What};
use crate::knowledge::actors::heads::HeadKind;
use crate::knowledge::actors::{Known, TitleKind, name_words};
use crate::types::{Dep, NameLabel, Pos, Tag};

/// A form of name with its evidence.
#[derive(Debug)]
pub struct Form {
    /// Its words in lower case.
    pub text: String,
    /// Positions of its names in the list of spans.
    pub spans: Vec<usize>,
    /// Named evidence: 1 for what its words tell, for what stands around it by how much of its mentions have it.
    pub evidence: BTreeMap<&'static str, f64>,
}

/// The form of a name: its words in lower case.
pub fn form(words: Words<'_>, span: &NameSpan) -> String {
    let text = words.doc.phrase(span.tokens.clone()).to_lowercase();
    if text.contains(['\n', '\t', '\u{a0}']) || text.contains("  ") { text.split_whitespace().collect::<Vec<_>>().join(" ") } else { text }
}

/// What the whole article tells of words, looked up for each name.
pub struct Article<'a> {
    words: Words<'a>,
    /// Nouns that the text writes small.
    small: HashSet<&'a str>,
    /// The span that begins at a token, and the one that ends before it.
    starts: Vec<Option<usize>>,
    ends: Vec<Option<usize>>,
    spans: &'a [NameSpan],
}

impl<'a> Article<'a> {
    pub fn read(words: Words<'a>, spans: &'a [NameSpan]) -> Self {
        let doc = words.doc;
        let noun = |&t: &usize| doc.tokens[t].pos == Pos::Noun && doc.form(t).starts_with(char::is_lowercase);
        let mut article = Self {
            words,
            small: (0..doc.tokens.len()).filter(noun).map(|t| doc.form(t)).collect(),
            starts: vec![None; doc.tokens.len() + 1],
            ends: vec![None; doc.tokens.len() + 1],
            spans,
        };
        for (i, span) in spans.iter().enumerate() {
            article.starts[span.tokens.start] = Some(i);
            article.ends[span.tokens.end] = Some(i);
        }
        article
    }

    /// The forms of the names whose kind is open, longest first.
    pub fn forms(&self, open: impl Fn(&NameSpan) -> bool) -> Vec<Form> {
        let mut by_text: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, span) in self.spans.iter().enumerate().filter(|(_, span)| open(span)) {
            by_text.entry(form(self.words, span)).or_default().push(i);
        }
        let mut forms: Vec<Form> = by_text.into_iter().map(|(text, spans)| self.form(text, spans)).collect();
        forms.sort_by_key(|form| std::cmp::Reverse(self.spans[form.spans[0]].tokens.len()));
        forms
    }

    fn form(&self, text: String, spans: Vec<usize>) -> Form {
        let mut evidence = BTreeMap::new();
        for &i in &spans {
            let mut here = BTreeSet::from([self.label(&self.spans[i])]);
            self.around(&self.spans[i], &mut |name| _ = here.insert(name));
            here.into_iter().for_each(|name| *evidence.entry(name).or_default() += 1.0 / spans.len() as f64);
        }
        // Rarely is a name beside what tells of it, so that one place in four counts half.
        evidence.iter_mut().filter(|(name, _)| !name.starts_with("model ")).for_each(|(_, share)| *share = f64::sqrt(*share));
        self.own(&self.spans[spans[0]], &mut |name| _ = evidence.insert(name, 1.0));
        if spans.iter().all(|&i| self.opens(self.spans[i].tokens.start)) {
            evidence.insert("only opens", 1.0);
            if self.small.contains(text.as_str()) {
                evidence.insert("only opens, small elsewhere", 1.0);
            }
        }
        Form { text, spans, evidence }
    }

    /// Whether a token's capital tells nothing.
    fn opens(&self, t: usize) -> bool {
        let doc = self.words.doc;
        t == doc.sentence(t).start || matches!(doc.form(t - 1), "\"" | "“" | "‘" | "''" | "``") || self.words.headline(t)
    }

    fn label(&self, span: &NameSpan) -> &'static str {
        let head = self.words.doc.head_of(span.tokens.clone());
        match self.words.doc.name_at(head).map(|name| name.label) {
            Some(NameLabel::Person) => "model person",
            Some(NameLabel::Org) => "model organisation",
            Some(NameLabel::Gpe) => "model town",
            Some(NameLabel::Loc) => "model region",
            Some(NameLabel::Fac) => "model building",
            Some(NameLabel::Norp) => "model people",
            Some(NameLabel::Event) => "model event",
            Some(NameLabel::Law | NameLabel::WorkOfArt) => "model work",
            Some(NameLabel::Product) => "model product",
            _ => "model none",
        }
    }

    /// What the words of a name tell.
    fn own(&self, span: &NameSpan, tell: &mut impl FnMut(&'static str)) {
        let (words, doc, know) = (self.words, self.words.doc, self.words.know);
        let (first, last) = (span.tokens.start, span.tokens.end - 1);
        let (text, count) = (doc.phrase(span.tokens.clone()), span.tokens.len());
        let plain = name_words(text);
        tell(match count {
            1 => "one word",
            2 => "two words",
            3 => "three words",
            _ => "more words",
        });
        if words.given(first) && know.phrases.get(doc.form(first)).is_none() {
            tell(if count > 1 { "begins with a given name" } else { "a given name" });
        }
        if know.family_first(&plain) {
            tell("family name first");
        }
        if plain.len() > 1 && know.leaders.by_name(&plain).is_some() {
            tell("public figure");
        }
        if let [word] = plain.as_slice()
            && !words.acronym(first)
            && know.leaders.by_surname(word, None).is_some()
        {
            tell("last name of a public figure");
        }
        if span.what == What::Person && doc.name_at(first).is_none() {
            tell("behind a title");
        }
        let inner = |form: &str| form.chars().skip(1).any(char::is_uppercase) && form.chars().any(char::is_lowercase);
        for t in span.tokens.clone() {
            if words.acronym(t) && doc.form(t).chars().filter(|c| c.is_uppercase()).count() > 1 {
                tell(if count == 1 { "acronym" } else { "acronym inside" });
            } else if doc.form(t).contains(|c: char| c.is_ascii_digit()) {
                tell("figures");
            } else if inner(doc.form(t)) {
                tell("inner capital");
            }
            match words.lower(t) {
                "of" | "for" | "and" | "&" | "on" => tell("joined by a small word"),
                "the" | "in" | "to" | "with" | "at" | "by" => tell("holds a small word"),
                _ if t > first && t < last && doc.form(t).len() <= 2 && words.capital(t) => tell("initial inside"),
                _ if words.particle(t) && t < last => tell("particle"),
                _ => {}
            }
            if t < last && words.common(t) {
                tell("common noun inside");
            }
            if count > 1
                && let Some(phrase) = know.phrases.get(doc.form(t))
            {
                match phrase.known {
                    Known::State(_) | Known::Demonym(_) | Known::National(_) => tell("state inside"),
                    Known::Capital(_) | Known::Place(_) | Known::Seat(_) => tell("town inside"),
                    Known::Organisation(_) => tell("organisation inside"),
                    _ => {}
                }
            }
        }
        let plural = matches!(doc.tokens[last].tag, Tag::Nnps | Tag::Nns);
        if plural {
            tell("plural");
        }
        if let Some(head) = words.head(last) {
            tell(match head.kind {
                HeadKind::Organisation => "head organisation",
                HeadKind::Place => "head place",
                HeadKind::Thing => "head thing",
                HeadKind::Event | HeadKind::Agreement => "head event",
            });
        } else if words.body(last) {
            tell("ends in a body");
        } else if words.person_title(last) {
            tell("ends in a title");
        }
        if words.title(first..first + 1).is_some_and(|(title, _)| title.kind == TitleKind::Thing) {
            tell("begins with a craft");
        }
        if last > first
            && words.head(first).is_some_and(|head| head.kind == HeadKind::Organisation && !head.goes_on.is_empty())
            && words.lower(first + 1) == "of"
        {
            tell("head organisation");
        }
        if doc.form(last).len() == 2 && doc.form(last).ends_with('.') && count > 1 {
            tell("breaks off");
        }
        if let Some(phrase) = know.phrases.get(text) {
            match phrase.known {
                Known::State(_) | Known::Capital(_) | Known::Place(_) | Known::Seat(_) => tell("lexicon place"),
                Known::Organisation(_) => tell("lexicon organisation"),
                _ => {}
            }
        }
    }

    /// What stands around one mention of a name.
    fn around(&self, span: &NameSpan, tell: &mut impl FnMut(&'static str)) {
        let (words, doc) = (self.words, self.words.doc);
        let (start, end) = (span.tokens.start, span.tokens.end);
        let sentence = doc.sentence(start);
        let head = doc.head_of(span.tokens.clone());
        let governor = doc.tokens[head].head;
        if start > sentence.start {
            let before = start - 1;
            let after_title = words.title_before_name(if doc.form(before) == "." { before } else { start }, sentence.start);
            match after_title {
                Some(TitleKind::Honorific) => tell("after an honorific"),
                Some(_) => tell("after a title"),
                None => {}
            }
            let possessed = words.possessive(end);
            match words.lower(before) {
                "the" => tell("after the"),
                "a" | "an" => tell("after a"),
                "in" | "near" | "outside" if !possessed && !words.know.words.stakes.contains(&doc.tokens[doc.tokens[before].head].lemma) => {
                    tell("after in")
                }
                "at" => tell("after at"),
                "to" | "from" | "into" if !possessed => tell("after to"),
                "of" => tell("after of"),
                "by" | "with" | "between" | "against" => tell("after by"),
                "(" if words.acronym(start) && doc.tokens.get(end).is_some_and(|_| doc.form(end) == ")") => tell("in brackets"),
                "," if self.ends[before].is_some_and(|i| self.spans[i].what == What::Person) => tell("behind a person"),
                _ => {}
            }
            let human = |t: usize| self.ends[t].is_some_and(|i| self.spans[i].what == What::Person && self.spans[i].tokens.len() > 1);
            let from = if words.lower(before) == "the" { before.saturating_sub(1) } else { before };
            if from > sentence.start && matches!(words.lower(from), "of" | "from") && human(from) {
                tell("a person is of it");
            }
        }
        let next = |t: usize| if t < sentence.end { words.lower(t) } else { "" };
        if words.possessive(end) {
            tell("owns");
            if self.starts[end + 1].is_some_and(|i| self.spans[i].what == What::Person && self.spans[i].tokens.len() > 1) {
                tell("a person is of it");
            }
        }
        let beyond = if next(end) == "," { end + 1 } else { end };
        match next(beyond) {
            "who" | "whom" | "whose" => tell("who"),
            "which" | "that" if beyond > end => tell("which"),
            age if beyond > end && age.len() < 4 && age.parse::<u8>().is_ok() => tell("age"),
            _ => {}
        }
        if beyond > end && self.starts[beyond].is_some_and(|i| self.place(i)) {
            tell("before a comma and a place");
        }
        if next(end) == "(" && end + 2 < sentence.end && doc.form(end + 2) == ")" && words.acronym(end + 1) {
            tell("before an acronym");
        }
        let token = &doc.tokens[head];
        let acts = matches!(token.dep, Dep::Nsubj | Dep::Agent) && doc.tokens[governor].pos == Pos::Verb;
        if acts {
            tell("acts");
        }
        // What stands beside it: "Sonda Berlin, an Austrian woman", "Amber Riga was a minister".
        let is = token.dep == Dep::Nsubj && matches!(doc.tokens[governor].lemma.as_str(), "be" | "become");
        let explained = (token.dep == Dep::Appos).then_some(governor);
        let beside = doc.children_by(head, &[Dep::Appos]).chain(is.then(|| doc.child(governor, Dep::Attr)).flatten()).chain(explained);
        for noun in beside.filter(|&noun| doc.tokens[noun].pos == Pos::Noun) {
            let title = words.title(noun..noun + 1).filter(|(title, plural)| title.kind.is_person() && !plural);
            if title.is_some_and(|(title, _)| !words.know.words.borne_by_bodies.contains(&title.singular)) {
                tell("is a person");
            } else if words.body(noun) {
                tell("is a body");
            } else if words.head(noun).is_some_and(|head| head.kind == HeadKind::Place) {
                tell("is a place");
            }
        }
        if matches!(token.dep, Dep::Compound | Dep::Amod | Dep::Nmod) && !span.tokens.contains(&governor) && !words.capital(governor) {
            if words.person_title(governor) || words.title(governor..governor + 1).is_some_and(|(title, plural)| plural && title.kind.is_person()) {
                tell("before a title");
            } else if words.body(governor) {
                tell("before a body");
            } else if words.head(governor).is_some_and(|head| head.kind == HeadKind::Event) {
                tell("before an event");
            } else {
                tell("before a noun");
            }
        }
        let mates = doc.conjuncts(head).into_iter().chain((token.dep == Dep::Conj).then_some(governor));
        for mate in mates {
            let Some(i) = self.ends[mate + 1] else { continue };
            match self.spans[i].what {
                What::Person if self.spans[i].tokens.len() > 1 => tell("beside a person"),
                What::Organisation | What::Known(Known::Organisation(_)) => tell("beside an organisation"),
                _ if self.place(i) => tell("beside a place"),
                _ => {}
            }
        }
    }

    fn place(&self, span: usize) -> bool {
        matches!(self.spans[span].what, What::Place | What::Known(Known::State(_) | Known::Capital(_) | Known::Place(_) | Known::Seat(_)))
    }
}
