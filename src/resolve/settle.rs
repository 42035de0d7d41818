//! A second look at the names with the whole article in view: what the model called once a person and once a place is one of them.

use std::collections::HashMap;

use super::names::{NameSpan, What};
use super::persons::{misspelt, surname};
use crate::knowledge::actors::heads::HeadKind;
use crate::knowledge::actors::{Actors, Known, TitleKind, name_words};
use crate::types::{Dep, Document, Pos};

/// Corrects and drops names of the model that the rest of the article contradicts.
pub fn settle(doc: &Document, know: &Actors, spans: &mut Vec<NameSpan>) {
    bracketed(doc, know, spans);
    joined(doc, know, spans);
    spans.retain(|span| !is_title(doc, know, span));
    bracketed_acronyms(doc, spans);
    for span in spans.iter_mut() {
        if !matches!(span.what, What::Known(_) | What::Event | What::Agreement) && happens(doc, know, span) {
            span.what = What::Other;
        }
        if span.what == What::Person && no_person(doc, know, span) {
            span.what = What::Other;
        } else if matches!(span.what, What::Organisation | What::Place | What::Other) && (given(doc, know, span) || described(doc, know, span)) {
            span.what = What::Person;
        }
    }
    let full: Vec<Vec<String>> = spans
        .iter()
        .filter(|s| s.what == What::Person && s.tokens.len() > 1)
        .map(|s| name_words(doc.phrase(s.tokens.clone())))
        .filter(|words| words.len() > 1)
        .collect();
    let is_surname = |word: &str| full.iter().any(|words| surname(know, words) == word);
    // How often the model called a text a person, a body, a place.
    let mut votes: HashMap<String, [u32; 3]> = HashMap::new();
    for span in spans.iter() {
        let kind = match span.what {
            What::Person => 0,
            What::Organisation => 1,
            What::Place => 2,
            _ => continue,
        };
        votes.entry(doc.phrase(span.tokens.clone()).to_lowercase()).or_default()[kind] += 1;
    }
    for span in spans.iter_mut() {
        let text = doc.phrase(span.tokens.clone());
        let words = name_words(text);
        let one = match words.as_slice() {
            [word] => Some(word.as_str()),
            // "al-Rashid" for Omar al-Rashid.
            [particle, word] if know.words.particles.contains(particle) => Some(word.as_str()),
            _ => None,
        };
        match span.what {
            What::Organisation | What::Place | What::People | What::Other => {
                if words.len() > 1 && know.leaders.by_name(&words).is_some() {
                    span.what = What::Person;
                }
                let Some(word) = one else { continue };
                let acronym = text.len() < 6 && text.chars().all(char::is_uppercase);
                if !acronym && (is_surname(word) || know.leaders.by_surname(word, None).is_some() || full.iter().any(|words| misspelt(words, word))) {
                    span.what = What::Person;
                }
            }
            What::Person => {
                let known = one.is_none_or(|word| is_surname(word) || know.leaders.by_surname(word, None).is_some());
                let [person, body, place] = votes.get(&text.to_lowercase()).copied().unwrap_or_default();
                if !known && body.max(place) >= person {
                    span.what = if body > place { What::Organisation } else { What::Place };
                }
            }
            // A town after which somebody of the article is named, where no preposition makes it a place.
            What::Known(Known::Capital(_) | Known::Place(_) | Known::Seat(_)) => {
                let located = span.tokens.start.checked_sub(1).is_some_and(|before| doc.tokens[before].pos == Pos::Adp);
                if one.is_some_and(is_surname) && !located {
                    span.what = What::Person;
                }
            }
            What::Known(_) | What::Event | What::Agreement => {}
        }
    }
}

/// A name beside which stands what a human being is: "Sonda Berlin, an Austrian woman", "Amber Riga was a minister".
fn described(doc: &Document, know: &Actors, span: &NameSpan) -> bool {
    let head = doc.head_of(span.tokens.clone());
    let is = |verb: usize| doc.tokens[head].dep == Dep::Nsubj && matches!(doc.tokens[verb].lemma.as_str(), "be" | "become");
    let verb = doc.tokens[head].head;
    let explained = (doc.tokens[head].dep == Dep::Appos).then_some(verb);
    let beside = doc.children_by(head, &[Dep::Appos]).chain(is(verb).then(|| doc.child(verb, Dep::Attr)).flatten()).chain(explained);
    let human = |noun: usize| {
        let title = know.titles.get(&doc.tokens[noun].lower).filter(|(title, plural)| title.kind.is_person() && !plural);
        doc.tokens[noun].pos == Pos::Noun && title.is_some_and(|(title, _)| !know.words.borne_by_bodies.contains(&title.singular))
    };
    let body = |t: usize| know.heads.get(&doc.tokens[t].lower).is_some() || know.titles.get(&doc.tokens[t].lower).is_some();
    span.tokens.len() > 1 && doc.tokens[head].pos == Pos::Propn && !span.tokens.clone().any(body) && beside.into_iter().any(human)
}

/// Names that begin with a given name and have nothing of a body or place: the model often takes foreign names for these.
pub fn given(doc: &Document, know: &Actors, span: &NameSpan) -> bool {
    let tokens = span.tokens.clone();
    let word = |t: usize| doc.tokens[t].lower.as_str();
    let (first, last) = (tokens.start, tokens.end - 1);
    let unknown = |t: usize| know.phrases.get(doc.form(t)).is_none();
    let proper = |t: usize| {
        let form = doc.form(t);
        let name = form.starts_with(char::is_uppercase) && form.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
        know.words.particles.contains(word(t)) || name && !form.chars().skip(1).all(char::is_uppercase) || form.len() <= 2
    };
    let after_article = first > doc.sentence(first).start && word(first - 1) == "the";
    let common = |t: usize| know.heads.get(word(t)).is_some() || know.titles.get(word(t)).is_some();
    (2..=4).contains(&tokens.len())
        && !after_article
        && know.gender(doc.form(first)).is_some()
        && unknown(first)
        && tokens.clone().all(proper)
        && tokens.clone().skip(1).all(|t| !common(t) && unknown(t) && doc.tokens[t].pos == Pos::Propn)
        && doc.tokens.get(last + 1).is_none_or(|next| next.lower != "of" && !(next.pos == Pos::Propn && next.start == doc.tokens[last].end + 1))
}

/// "(Jane) Roe", as papers complete a speaker's words: one name.
fn bracketed(doc: &Document, know: &Actors, spans: &mut Vec<NameSpan>) {
    for t in 0..doc.tokens.len().saturating_sub(3) {
        if doc.form(t) != "(" || doc.form(t + 2) != ")" || know.gender(doc.form(t + 1)).is_none() {
            continue;
        }
        let sentence = doc.sentence(t);
        let particle = |i: usize| know.words.particles.contains(&doc.tokens[i].lower);
        let name = |i: usize| particle(i) || doc.tokens[i].pos == Pos::Propn && doc.form(i).starts_with(char::is_uppercase);
        let mut end = t + 3;
        while end < sentence.end && name(end) {
            end += 1;
        }
        if end > t + 3 && !particle(end - 1) {
            spans.retain(|span| span.tokens.end <= t || span.tokens.start >= end);
            spans.push(NameSpan { tokens: t..end, what: What::Person });
        }
    }
    spans.sort_by_key(|span| span.tokens.start);
}

/// "Sonda Berlin, an Austrian woman": what the model took for two places is one person.
fn joined(doc: &Document, know: &Actors, spans: &mut Vec<NameSpan>) {
    let mut i = 0;
    while i + 1 < spans.len() {
        let (first, second) = (&spans[i], &spans[i + 1]);
        let whole = NameSpan { tokens: first.tokens.start..second.tokens.end, what: What::Person };
        let town = matches!(second.what, What::Known(Known::Capital(_) | Known::Place(_) | Known::Seat(_)));
        let one = first.tokens.len() == 1 && first.tokens.end == second.tokens.start && second.tokens.len() == 1;
        let below = one && doc.tokens[first.tokens.start].head == second.tokens.start;
        if town && below && !matches!(first.what, What::Known(_)) && described(doc, know, &whole) {
            spans[i] = whole;
            spans.remove(i + 1);
        }
        i += 1;
    }
}

/// "The Amber Wall operation": what the model took for a body names what happens.
fn happens(doc: &Document, know: &Actors, span: &NameSpan) -> bool {
    let next = span.tokens.end;
    let event = doc.tokens.get(next).and_then(|token| know.heads.get(&token.lower)).is_some_and(|head| head.kind == HeadKind::Event);
    let head = doc.head_of(span.tokens.clone());
    // Two words and more: "the Navalny protests" are about somebody.
    event
        && span.tokens.len() > 1
        && doc.tokens[head].dep == Dep::Compound
        && doc.tokens[head].head == next
        && !doc.form(next).starts_with(char::is_uppercase)
}

/// "The Foreign Trade Act (FTA)": a known acronym that here stands for the words before it is another name in the whole article.
fn bracketed_acronyms(doc: &Document, spans: &mut [NameSpan]) {
    let mut others: Vec<String> = Vec::new();
    for span in spans.iter().filter(|span| matches!(span.what, What::Known(Known::Organisation(_))) && span.tokens.len() == 1) {
        let (t, letters) = (span.tokens.start, doc.form(span.tokens.start));
        let sentence = doc.sentence(t);
        let count = letters.chars().count();
        if t <= sentence.start + count || doc.form(t - 1) != "(" || !letters.chars().all(char::is_uppercase) {
            continue;
        }
        let words: String = (t - 1 - count..t - 1).filter_map(|i| doc.form(i).chars().next()).collect();
        let known = spans.iter().any(|other| matches!(other.what, What::Known(_)) && other.tokens.end == t - 1 && other.tokens.len() == count);
        if words == letters && !known {
            others.push(letters.to_owned());
        }
    }
    for span in spans.iter_mut().filter(|span| span.tokens.len() == 1) {
        if others.iter().any(|other| other == doc.form(span.tokens.start)) {
            span.what = What::Other;
        }
    }
}

/// "Prime Minister" alone, "Defense" before "Minister", "State" after "Secretary of", "National Security Adviser".
fn is_title(doc: &Document, know: &Actors, span: &NameSpan) -> bool {
    if matches!(span.what, What::Known(_)) {
        return false;
    }
    let title = |range: std::ops::Range<usize>| {
        let sentence = doc.sentence(span.tokens.start);
        let inside = range.start >= sentence.start && range.end <= sentence.end;
        inside && know.titles.get(&doc.phrase(range).to_lowercase().replace('.', "")).is_some_and(|(t, _)| t.kind != TitleKind::Thing)
    };
    let (start, end) = (span.tokens.start, span.tokens.end);
    let words_of_title = (start..end).all(|t| title(t..t + 1) || title(t..t + 2) || t > start && title(t - 1..t + 1));
    let known_person = span.what == What::Person && end - start == 1;
    // "People Power" is no post.
    let post = (start..end).any(|t| know.titles.get(&doc.tokens[t].lower).is_some_and(|(t, _)| t.kind.is_person() || t.kind == TitleKind::State));
    let body = span.what == What::Organisation && end - start > 1 && !post && (start..end).all(|t| title(t..t + 1));
    if words_of_title && !body && (!known_person || doc.tokens.get(end).is_none_or(|t| t.pos != Pos::Propn)) {
        return true;
    }
    let last = know.titles.get(&doc.tokens[end - 1].lower).is_some_and(|(t, plural)| !plural && t.kind.is_person());
    span.what != What::Person && last || title(start..end + 1) || start >= 2 && title(start - 2..end)
}

/// Ships, names with figures in them, and places that the model took for persons: two unknown words that only ever stand before a noun.
fn no_person(doc: &Document, know: &Actors, span: &NameSpan) -> bool {
    let text = doc.phrase(span.tokens.clone());
    // "Daniel K." breaks off in the middle of a longer name.
    let last = doc.form(span.tokens.end - 1);
    let breaks_off = span.tokens.len() > 1 && last.len() == 2 && last.ends_with('.');
    if breaks_off || text.chars().any(|c| c.is_ascii_digit()) {
        return true;
    }
    let first = &doc.tokens[span.tokens.start].lower;
    if know.titles.get(first).is_some_and(|(t, _)| t.kind == TitleKind::Thing) {
        return true;
    }
    let head = &doc.tokens[doc.head_of(span.tokens.clone())];
    let before_noun = head.dep == Dep::Compound && doc.tokens[head.head].pos == Pos::Noun && know.titles.get(&doc.tokens[head.head].lower).is_none();
    let given = text.split_whitespace().next().is_some_and(|word| know.gender(word).is_some());
    before_noun && !given && span.tokens.len() > 1 && know.leaders.by_name(&name_words(text)).is_none()
}
