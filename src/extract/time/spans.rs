//! The time expressions of a stretch of tokens: names of dates and times, and what the language model passed over.

use std::ops::Range;

use crate::knowledge::calendar::Calendar;
use crate::types::{Document, NameLabel, Pos, Tag};

/// The expressions in `tokens`, ascending and disjoint.
pub fn expressions(doc: &Document, tokens: Range<usize>, calendar: &Calendar) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        if !is_core(doc, at, calendar) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < tokens.end && (is_core(doc, end, calendar) || (is_joint(doc, end) && end + 1 < tokens.end && is_core(doc, end + 1, calendar))) {
            end += 1;
        }
        let end = extend_right(doc, end, tokens.end, calendar);
        let start = extend_left(doc, at, out.last().map_or(tokens.start, |r| r.end), calendar);
        at = end;
        out.push(start..end);
    }
    out
}

/// Whether a token is certainly part of a time expression.
fn is_core(doc: &Document, i: usize, calendar: &Calendar) -> bool {
    let token = &doc.tokens[i];
    if token.pos == Pos::Space {
        return false;
    }
    if doc.name_at(i).is_some_and(|name| matches!(name.label, NameLabel::Date | NameLabel::Time)) {
        return true;
    }
    let named = matches!(token.tag, Tag::Nnp | Tag::Nnps) && (calendar.weekday(&token.lower).is_some() || calendar.month(&token.lower).is_some());
    // Short forms ("Sun", "Mar") are names of many other things.
    if (named && token.lower.len() > 3) || calendar.shift(&token.lower).is_some() {
        return true;
    }
    let year = token.lower.len() == 4 && token.lower.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year));
    year && i > 0 && ["in", "since", "until", "by", "of", "from", "before", "after", "during"].contains(&doc.tokens[i - 1].lower.as_str())
}

/// What may stand inside an expression: "Wednesday, June 19", "May to July", "June 18–19".
fn is_joint(doc: &Document, i: usize) -> bool {
    [",", "of", "the", "-", "–", "and", "to"].contains(&doc.tokens[i].lower.as_str())
}

fn extend_right(doc: &Document, mut end: usize, limit: usize, calendar: &Calendar) -> usize {
    let word = |i: usize| (i < limit).then(|| doc.tokens[i].lower.as_str());
    while word(end).is_some_and(|w| ["ago", "earlier", "later", "morning", "afternoon", "evening", "night"].contains(&w)) {
        end += 1;
    }
    // "Friday last week"
    if word(end).is_some_and(|w| calendar.direction(w).is_some()) && word(end + 1).is_some_and(|w| calendar.unit(w).is_some()) {
        end += 2;
    }
    end
}

fn extend_left(doc: &Document, mut start: usize, limit: usize, calendar: &Calendar) -> usize {
    const BEFORE: [&str; 9] = ["the", "late", "early", "earlier", "later", "mid", "same", "that", "end"];
    while start > limit {
        let word = doc.tokens[start - 1].lower.as_str();
        let of = word == "of" && start - 1 > limit && doc.tokens[start - 2].lower == "end";
        if !(BEFORE.contains(&word) || calendar.direction(word).is_some() || of) {
            break;
        }
        start -= 1;
    }
    start
}
