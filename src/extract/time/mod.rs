//! Time expressions to days: which one belongs to an event ([`attach`]), where it stands ([`spans`]), what it means ([`grammar`]).

mod attach;
mod days;
mod grammar;
mod spans;
#[cfg(test)]
mod tests;

use std::ops::Range;

use jiff::civil::Date;

use crate::knowledge::calendar::Calendar;
use crate::types::{Document, TimeRange};
use grammar::{Meaning, Setting, Tense};

/// Tokens on either side of the trigger that are searched.
const REACH: usize = 60;
/// Tokens before an expression that are searched for the day it refers back to.
const BACK: usize = 80;
/// Prepositions that change which days an expression means, so that they belong to its text.
const BOUNDS: [&str; 7] = ["since", "until", "till", "before", "after", "by", "within"];

/// The time expression that belongs to the event whose trigger's head is `trigger`, resolved against the article's ISO date of publication.
pub fn time_of(doc: &Document, trigger: usize, published: Option<&str>, calendar: &Calendar) -> Option<TimeRange> {
    let published: Option<Date> = published.and_then(|p| p.parse().ok());
    let sentence = doc.sentence(trigger);
    let near = sentence.start.max(trigger.saturating_sub(REACH))..sentence.end.min(trigger + REACH);
    let mut found: Vec<_> =
        spans::expressions(doc, near, calendar).into_iter().filter_map(|at| Some((attach::distance(doc, trigger, &at)?, at))).collect();
    found.sort_by_key(|(distance, at)| (*distance, at.start));
    let tense = attach::tense(doc, trigger);
    found.into_iter().find_map(|(_, at)| {
        let (text, days) = match read(doc, &at, tense, published, calendar, true) {
            (_, Meaning::None) => return None,
            (text, Meaning::Vague) => (text, None),
            (text, Meaning::Days(days)) => (text, Some(days)),
        };
        let iso = |day: Option<Date>| day.map(|d| d.to_string());
        Some(TimeRange { text, from: days.and_then(|d| iso(d.from)), to: days.and_then(|d| iso(d.to)) })
    })
}

/// The text and the meaning of an expression. `look_back`: what refers to a day before may look for it.
fn read(doc: &Document, at: &Range<usize>, tense: Tense, published: Option<Date>, calendar: &Calendar, look_back: bool) -> (String, Meaning) {
    let preposition = at.start.checked_sub(1).map_or("", |i| doc.tokens[i].lower.as_str());
    let reference = if look_back { reference(doc, at, published, calendar) } else { None };
    let phrase = doc.phrase(at.clone());
    let meaning = grammar::meaning(phrase, preposition, Setting { published, tense, reference }, calendar);
    let text = if BOUNDS.contains(&preposition) { doc.phrase(at.start - 1..at.end) } else { phrase };
    (text.to_owned(), meaning)
}

/// The day that was spoken of last before an expression.
fn reference(doc: &Document, at: &Range<usize>, published: Option<Date>, calendar: &Calendar) -> Option<Date> {
    let before = spans::expressions(doc, at.start.saturating_sub(BACK)..at.start, calendar);
    before.into_iter().rev().find_map(|earlier| match read(doc, &earlier, Tense::Past, published, calendar, false).1 {
        Meaning::Days(days) => days.from.filter(|_| days.from == days.to),
        _ => None,
    })
}
