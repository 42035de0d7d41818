//! Persons: full names first, then the shorter forms that belong to them.

use std::collections::HashMap;
use std::ops::Range;

use super::cast::Cast;
use super::names::{NameSpan, What};
use crate::knowledge::actors::{Actors, Gender, GivenNames, Known, TitleKind, name_words};
use crate::types::{Dep, Document, EntityKind, Form, Pos};

/// A name may be another form of the name of so many persons, the first of the article; what goes beyond is a list of names, and each stands for itself.
const MOST: usize = 1000;

/// What is known of a person's name.
struct Person {
    actor: usize,
    /// Words of the fullest name, in lower case, ASCII, without hyphens and stops.
    words: Vec<String>,
}

/// Makes the persons that the names name.
pub fn add(cast: &mut Cast<'_>, spans: &[NameSpan], year: Option<u16>) {
    let names: Vec<(Range<usize>, Vec<String>)> = spans
        .iter()
        .filter(|s| matches!(s.what, What::Person | What::Known(Known::Person)))
        .map(|s| (s.tokens.clone(), name_words(&as_known(cast, s.tokens.clone()))))
        .filter(|(_, words)| !words.is_empty())
        .map(|(tokens, words)| match words.as_slice() {
            // "Al-Rashid" is a last name.
            [particle, last] if cast.know.words.particles.contains(particle) => (tokens, vec![last.clone()]),
            _ => (tokens, words),
        })
        .collect();
    let mut people: Vec<Person> = Vec::new();
    // The persons beyond the first, by their actors.
    let mut beyond: HashMap<usize, usize> = HashMap::new();
    for (tokens, words) in names.iter().filter(|(_, words)| words.len() > 1) {
        let text = as_known(cast, tokens.clone()).replace(['(', ')'], "");
        let known = people.iter().take(MOST).position(|p| same_full_name(cast, &p.words, words));
        let known = known.or_else(|| beyond.get(&cast.find(&key(words))?).copied());
        let actor = match known {
            Some(i) => {
                if words.len() > people[i].words.len() {
                    let actor = people[i].actor;
                    let shorter = std::mem::replace(&mut cast.actors[actor].entity.name, text.clone());
                    cast.also_called(actor, &shorter);
                    people[i].words.clone_from(words);
                }
                people[i].actor
            }
            None => {
                let actor = cast.actor(&key(words), EntityKind::Person, &text, None, None);
                cast.actors[actor].gender = cast.know.gender_of_name(&text);
                if people.len() >= MOST {
                    beyond.insert(actor, people.len());
                }
                people.push(Person { actor, words: words.clone() });
                actor
            }
        };
        cast.also_called(actor, &text);
    }
    let mut last_full: Vec<Option<usize>> = vec![None; people.len()];
    let mut led = vec![false; people.len()];
    let mut count = vec![0usize; people.len()];
    for (tokens, words) in &names {
        let text = cast.doc.phrase(tokens.clone()).to_owned();
        if words.len() > 1 {
            let known = people.iter().take(MOST).position(|p| same_full_name(cast, &p.words, words));
            if let Some(i) = known.or_else(|| beyond.get(&cast.find(&key(words))?).copied()) {
                last_full[i] = Some(tokens.start);
                led[i] = leads_clause(cast.doc, tokens.clone());
                count[i] += 1;
                let actor = people[i].actor;
                cast.also_called(actor, &text);
                cast.mention(actor, tokens.clone(), Form::Name, "full-name");
            }
            continue;
        }
        let word = &words[0];
        let first = people.len().min(MOST);
        let mut fits: Vec<usize> = (0..first).filter(|&i| surname_rank(cast, &people[i], word) == Some(0)).collect();
        if fits.is_empty() {
            fits = (0..first).filter(|&i| surname_rank(cast, &people[i], word).is_some()).collect();
        }
        // "President Roe" beside his wife Jane Roe, where the world knows a President Roe and it is not her.
        let officer = tokens.start.checked_sub(1).is_some_and(|t| cast.title_at(t).is_some_and(|(title, ..)| title.kind == TitleKind::Office));
        let famous = cast.know.leaders.by_surname(word, year).and_then(|(_, name)| name).filter(|_| officer);
        if let Some(famous) = famous.map(|name| name_words(&name)) {
            fits.retain(|&i| people[i].words.len() == 1 || same_full_name(cast, &people[i].words, &famous));
        }
        // "Ms Roe" is not John Roe.
        let sex = tokens.start.checked_sub(1).and_then(|before| honorific(cast, before));
        let other_sex = |i: usize| sex.is_some() && cast.actors[people[i].actor].gender.is_some_and(|known| Some(known) != sex);
        if fits.iter().any(|&i| !other_sex(i)) {
            fits.retain(|&i| !other_sex(i));
        }
        let mut rule = "last-name";
        if fits.is_empty() {
            fits = (0..first).filter(|&i| misspelt(&people[i].words, word)).collect();
            rule = "last-name-misspelt";
        }
        // Of several, the one introduced in this sentence or the last, else the one named most so far, else the one named first: news
        // begins with those it is about. A person established by many mentions keeps the bare name, unless somebody just introduced as
        // a speaker or agent goes on as one.
        let here = cast.doc.sentence_of(tokens.start);
        let most = fits.iter().map(|&i| count[i]).max().unwrap_or_default();
        let goes_on = fits.len() > 1 && leads_clause(cast.doc, tokens.clone());
        let near = |i: usize| last_full[i].is_some_and(|at| here - cast.doc.sentence_of(at) <= 2) && (count[i] + 2 >= most || goes_on && led[i]);
        let chosen = fits.iter().copied().max_by_key(|&i| (near(i), count[i], last_full[i].filter(|_| near(i)), std::cmp::Reverse(i)));
        let actor = match chosen {
            Some(i) => {
                count[i] += 1;
                people[i].actor
            }
            None => {
                let actor = cast.actor(&key(words), EntityKind::Person, &text, None, None);
                if first < MOST {
                    people.push(Person { actor, words: words.clone() });
                    last_full.push(Some(tokens.start));
                    led.push(false);
                    count.push(1);
                }
                rule = "single-name";
                actor
            }
        };
        cast.also_called(actor, &text);
        cast.mention(actor, tokens.clone(), Form::Name, rule);
    }
    missed(cast, &people[..people.len().min(MOST)]);
    world(cast, &people, year);
}

/// What the person of a name is found by.
fn key(words: &[String]) -> String {
    format!("person:{}", words.join(" "))
}

/// The words of a name, or the full name that a user's lexicon gives for them.
fn as_known(cast: &Cast<'_>, tokens: Range<usize>) -> String {
    let words = cast.doc.phrase(tokens);
    cast.know.leaders.own_name(words).unwrap_or(words).to_owned()
}

/// The sex that a title before a name tells: Mr, Ms, Sir.
fn honorific(cast: &Cast<'_>, token: usize) -> Option<Gender> {
    let token = if cast.doc.form(token) == "." { token.checked_sub(1)? } else { token };
    let form = cast.doc.tokens[token].lower.replace('.', "");
    cast.know.titles.get(&form).filter(|(title, _)| title.kind == TitleKind::Honorific).and_then(|(title, _)| title.gender)
}

/// Whether the name is the subject of a sentence's own verb.
fn leads_clause(doc: &Document, tokens: Range<usize>) -> bool {
    let head = &doc.tokens[doc.head_of(tokens)];
    head.dep == Dep::Nsubj && matches!(doc.tokens[head.head].dep, Dep::Root | Dep::Conj | Dep::Parataxis)
}

/// What the world knows of public figures, where the article does not say it.
fn world(cast: &mut Cast<'_>, people: &[Person], year: Option<u16>) {
    for person in people {
        let leaders = &cast.know.leaders;
        let found = match person.words.as_slice() {
            [word] => leaders.by_surname(word, year),
            words => leaders.by_name(words).map(|leader| (leader.country.clone(), Some(leader.name.clone()))),
        };
        let Some((country, name)) = found else { continue };
        let actor = &mut cast.actors[person.actor];
        if actor.entity.country.is_none() {
            actor.entity.country = country;
        }
        if let Some(name) = name {
            actor.gender = actor.gender.or_else(|| cast.know.gender_of_name(&name));
            if person.words.len() == 1 {
                actor.canonical = Some(name);
            }
        }
    }
}

/// Last names of persons found, and given names that only one of them has, where the model saw no name.
fn missed(cast: &mut Cast<'_>, people: &[Person]) {
    let mut counts: HashMap<usize, usize> = HashMap::new();
    cast.mentions.iter().for_each(|mention| *counts.entry(mention.entity).or_default() += 1);
    for t in 0..cast.doc.tokens.len() {
        if cast.named[t].is_some() || cast.doc.tokens[t].pos != Pos::Propn {
            continue;
        }
        let words = name_words(cast.doc.form(t));
        let [word] = words.as_slice() else { continue };
        let mut fits: Vec<&Person> =
            people.iter().filter(|p| p.words.last() == Some(word) || cast.know.family_first(&p.words) && p.words.first() == Some(word)).collect();
        if fits.is_empty() && cast.know.phrases.get(cast.doc.form(t)).is_none() && cast.title_at(t).is_none() {
            fits = people.iter().filter(|p| p.words.len() > 1 && p.words.first() == Some(word)).collect();
            fits.truncate(if fits.len() == 1 { 1 } else { 0 });
        }
        let count = |person: &&&Person| counts.get(&person.actor).copied().unwrap_or_default();
        if let Some(person) = fits.iter().rev().max_by_key(count) {
            let actor = person.actor;
            cast.mention(actor, t..t + 1, Form::Name, "last-name-unmarked");
            *counts.entry(actor).or_default() += 1;
        }
    }
}

/// Two full forms of one name: the same letters, or the same last name with first names that do not contradict.
fn same_full_name(cast: &Cast<'_>, a: &[String], b: &[String]) -> bool {
    if a.iter().flat_map(|word| word.bytes()).eq(b.iter().flat_map(|word| word.bytes())) {
        return true;
    }
    // "Abdul Karim" for Adel Abdul Karim, "Anna Lind" for Anna Lind Egilsdottir.
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    if short.len() > 1 && (long.ends_with(short) || long.starts_with(short) && !cast.know.family_first(long)) {
        return true;
    }
    let (Some((last_a, first_a)), Some((last_b, first_b))) = (a.split_last(), b.split_last()) else { return false };
    if first_a.is_empty() || first_b.is_empty() {
        return false;
    }
    let initial = |x: &str, y: &str| x == y || (x.len() == 1 || y.len() == 1) && x.as_bytes()[0] == y.as_bytes()[0];
    if last_a == last_b && !cast.know.family_first(a) {
        let (a, b) = (first_a[0].as_str(), first_b[0].as_str());
        return initial(a, b) || cast.know.given_names(a, b) == GivenNames::OneName || respelt(cast.know, a, b);
    }
    // One name with a slip of the pen: "Jane Browne", "Jane Brown".
    first_a == first_b
        && last_a.len().min(last_b.len()) >= 4
        && strsim::damerau_levenshtein(last_a, last_b) <= 1
        && last_a.as_bytes()[0] == last_b.as_bytes()[0]
}

/// Whether two given names are one, spelt in two ways: "Kirsten", "Kirstin".
fn respelt(know: &Actors, a: &str, b: &str) -> bool {
    a.len().min(b.len()) >= 6
        && a.as_bytes()[0] == b.as_bytes()[0]
        && strsim::damerau_levenshtein(a, b) <= 1
        && know.given_names(a, b) != GivenNames::OtherGender
}

/// The family name among the words of a name.
pub fn surname<'w>(know: &Actors, words: &'w [String]) -> &'w str {
    let word = if know.family_first(words) { words.first() } else { words.last() };
    word.map_or("", String::as_str)
}

/// 0 if the word is the person's family name, 1 if it is another part of the name.
fn surname_rank(cast: &Cast<'_>, person: &Person, word: &str) -> Option<usize> {
    if cast.know.family_first(&person.words) {
        return if person.words[0] == word { Some(0) } else { person.words[1..].iter().any(|w| w == word).then_some(1) };
    }
    if person.words.last().is_some_and(|last| last == word) { Some(0) } else { person.words.iter().any(|w| w == word).then_some(1) }
}

/// Whether a word is a slip of the pen for a person's last name.
pub fn misspelt(words: &[String], word: &str) -> bool {
    words.len() > 1
        && words.last().is_some_and(|last| {
            last.len() >= 5
                && word.len() >= 4
                && last[..1] == word[..1]
                && strsim::damerau_levenshtein(last, word) <= 2
                && strsim::jaro_winkler(last, word) > 0.85
        })
}
