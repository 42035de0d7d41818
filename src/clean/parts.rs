//! What is cut off inside a line, or cut in two: datelines, a caption glued before a dateline, picture credits, bullets.

use std::ops::Range;

use super::words::{Word, key, words};
use crate::knowledge::Knowledge;
use crate::knowledge::furniture::Kind;
use crate::types::BlockKind;

/// The article's parts of a line.
pub struct Parts {
    /// Bytes of the line with their kind, ascending.
    pub keep: Vec<(Range<usize>, BlockKind)>,
    /// The publisher that a dateline or credit names.
    pub agency: Option<String>,
}

/// How far into a line a caption may reach before the dateline.
const CAPTION: usize = 400;
/// Longest dateline in bytes.
const DATELINE: usize = 100;
/// A paragraph longer than this many bytes is cut at a sentence's end, so that one endless line does not become one endless block.
const PARAGRAPH: usize = 20_000;

/// The parts of a line that is kept as `kind`. `opening`: no running text stands before it.
pub fn parts(text: &str, kind: BlockKind, opening: bool, knowledge: &Knowledge) -> Parts {
    let mut out = Parts { keep: Vec::new(), agency: None };
    let (mut start, mut kind) = (bullet(text), kind);
    if let Some(length) = caption_label(&text[start..], knowledge) {
        start += length;
        kind = BlockKind::Caption;
    }
    let mut end = text.len();
    if kind == BlockKind::Caption || (opening && kind == BlockKind::Paragraph) {
        end = start + credit_start(&text[start..], kind == BlockKind::Caption, knowledge);
        // A sentence with a credit before all running text stands under a picture.
        if end < text.trim_end().len() && end - start < CAPTION {
            kind = BlockKind::Caption;
        }
    }
    if kind == BlockKind::Paragraph {
        if let Some((length, agency)) = dateline(&text[start..end], opening, knowledge) {
            start += length;
            out.agency = agency;
        } else if let Some((cut, length)) = opening.then(|| glued(&text[start..end], knowledge)).flatten() {
            out.keep.push((start..start + cut, BlockKind::Caption));
            start += cut + length;
        }
    }
    while end - start > PARAGRAPH {
        let limit = floor(text, start + PARAGRAPH);
        let near = &text[start..limit];
        let cut = [". ", ".” ", ".\" ", "! ", "? ", " "].iter().find_map(|mark| near.rfind(mark).map(|at| at + mark.len()));
        let next = cut.map_or(limit, |at| start + at);
        out.keep.push((start..next, kind));
        start = next;
    }
    out.keep.push((start..end, kind));
    out
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&b| text.is_char_boundary(b)).unwrap_or(0)
}

/// The length of a bullet and the space behind it.
fn bullet(text: &str) -> usize {
    let rest = text.trim_start_matches(['•', '·', '*', '‣', '▪', '■', '●', '○', '►', '▶', ' ', '\u{a0}']);
    // A dash before a few words may name the speaker of the lines above.
    let dashed = ["- ", "– ", "— "].iter().find_map(|dash| rest.strip_prefix(dash)).filter(|rest| words(rest).len() > 6).unwrap_or(rest);
    if dashed.is_empty() { 0 } else { text.len() - dashed.trim_start().len() }
}

/// The length of "Photo:", "FILE PHOTO -" at the start.
fn caption_label(text: &str, knowledge: &Knowledge) -> Option<usize> {
    let colon =
        text.find(':').into_iter().chain(text.find(" - ").map(|at| at + 1)).chain(text.find(" – ").map(|at| at + 1)).min().filter(|&at| at <= 24)?;
    let label = words(&text[..colon]);
    let length = colon + text[colon..].chars().next().map_or(0, char::len_utf8);
    (knowledge.furniture.is(Kind::Caption, &label) && label.first().is_some_and(|w| w.capital && w.at.start == 0)).then_some(length)
}

/// Where a credit at the end of the text starts; the text's length if there is none.
fn credit_start(text: &str, caption: bool, knowledge: &Knowledge) -> usize {
    let mut end = text.trim_end().len();
    let floor = floor(text, end.saturating_sub(160));
    let furniture = &knowledge.furniture;
    loop {
        let part = &text[..end];
        let bracket = part.strip_suffix([')', ']']).and_then(|inner| Some((inner.rfind(['(', '[']).filter(|&at| at >= floor)?, inner)));
        let Some((open, inner)) = bracket else { break };
        let inside = words(&inner[open + 1..]);
        let agency = furniture.agency(&key(&inside)).is_some();
        let credit = !inside.is_empty() && inside.len() <= 10 && furniture.at(Kind::Credit, &inside).is_some() && (inside[0].capital || caption);
        if open == 0 || !(agency || credit) {
            break;
        }
        end = text[..open].trim_end().len();
    }
    // "... in the capital. Copyright Ann Lee/Agency", "... in the capital. Photograph: Ann Lee/Agency"
    let tail = &text[floor.min(end)..end];
    let tail_words = words(tail);
    for (i, word) in tail_words.iter().enumerate().skip(1) {
        let sign = tail[..word.at.start].trim_end().ends_with('©');
        let before = tail[..word.at.start].trim_end_matches(['©', ' ', '(', '|', '\u{a0}']);
        let opens = (word.capital && furniture.at(Kind::Credit, &tail_words[i..]).is_some()) || sign;
        let named = tail_words[i..].len() >= 2 && tail_words[i..].len() <= 10;
        let names = tail_words[i..].iter().all(|w| w.capital || furniture.has(Kind::Credit, &[w]) || w.lower.parse::<u32>().is_ok());
        if opens && named && names && before.ends_with(['.', '!', '?', '"', '”', '’']) {
            return floor.min(end) + before.len();
        }
    }
    // "Two leaders in the palace /Agency/Ann Lee/Pool via AGENCY"
    if caption && let Some(slash) = tail.find('/') {
        let rest = words(&tail[slash..]);
        let agency = rest.iter().any(|w| furniture.agency(&w.lower).is_some());
        let names = rest.iter().all(|w| w.capital || furniture.has(Kind::Credit, &[w]));
        if agency && names && rest.len() <= 12 && tail[..slash].ends_with(' ') {
            return floor.min(end) + tail[..slash].trim_end().len();
        }
    }
    end
}

/// The separators behind a dateline.
const DASHES: [&str; 6] = [" – ", " — ", " -- ", " - ", "— ", "– "];

/// The length of a dateline at the start with its dash, and the agency that signs it.
fn dateline(text: &str, opening: bool, knowledge: &Knowledge) -> Option<(usize, Option<String>)> {
    let near = &text[..floor(text, DATELINE)];
    let dash = DASHES.iter().filter_map(|dash| near.find(dash).map(|at| (at, dash.len()))).min();
    let colon = near.find(": ").map(|at| (at, 2));
    // "CITY (Agency) Text": no dash at all.
    let bracket = near.find(") ").map(|at| (at + 1, 1));
    [dash, colon, bracket].into_iter().enumerate().find_map(|(how, found)| {
        let (at, length) = found?;
        let agency = is_dateline(&near[..at], how, opening, knowledge)?;
        let rest = &text[at + length..];
        let capital = rest.trim_start().trim_start_matches(['"', '“', '\'', '‘', '(']).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        capital.then(|| (at + length + (rest.len() - rest.trim_start().len()), agency))
    })
}

/// Whether a prefix is a dateline; with the agency in its brackets. `how`: 0 a dash follows, 1 a colon, 2 a bracket closes it.
fn is_dateline(prefix: &str, how: usize, opening: bool, knowledge: &Knowledge) -> Option<Option<String>> {
    let furniture = &knowledge.furniture;
    let (place, inside) = match prefix.split_once('(') {
        Some((place, inside)) => (place, Some(inside.trim_end().strip_suffix(')')?)),
        None => (prefix, None),
    };
    let place_words = words(place);
    let signed = inside.map(|inside| furniture.agency(&key(&words(inside))));
    let agency = signed.flatten().flatten().map(str::to_owned);
    let calendar = &knowledge.calendar;
    let dated =
        |w: &Word| calendar.month(&w.lower).is_some() || calendar.weekday(&w.lower).is_some() || w.lower.starts_with(|c: char| c.is_ascii_digit());
    if place_words.len() > 8 || !place_words.iter().all(|w| w.capital || dated(w) || ["of", "and", "the", "al", "en"].contains(&w.lower.as_str())) {
        return None;
    }
    let names: Vec<&Word> = place_words.iter().take_while(|w| !dated(w)).collect();
    let known =
        (1..=names.len().min(3)).any(|n| furniture.is_dateline_place(&names[..n].iter().map(|w| w.lower.as_str()).collect::<Vec<_>>().join(" ")));
    let shout = names.first().is_some_and(|w| w.shout && (w.at.len() >= 4 || names.get(1).is_some_and(|next| next.shout)));
    let accepted = match (how, &signed) {
        (_, Some(Some(_))) => true,
        (0, Some(None)) => known || shout,
        (0, None) => (known && (shout || opening)) || (shout && opening && names.len() <= 4),
        (1, None) => known && shout,
        _ => false,
    };
    (accepted && place_words.iter().all(|w| w.at.len() < 30)).then_some(agency)
}

/// Where a caption ends that is glued before a dateline ("... at the port CITY: The minister"), and the dateline's length.
fn glued(text: &str, knowledge: &Knowledge) -> Option<(usize, usize)> {
    let near = &text[..floor(text, CAPTION)];
    let words = words(near);
    for (i, word) in words.iter().enumerate().skip(4).filter(|(_, w)| w.shout) {
        let before = near[..word.at.start].trim_end();
        let names = words[i..].iter().take_while(|w| w.shout).take(3).collect::<Vec<_>>();
        let place = (1..=names.len())
            .rev()
            .find(|&n| knowledge.furniture.is_dateline_place(&names[..n].iter().map(|w| w.lower.as_str()).collect::<Vec<_>>().join(" ")));
        if place.is_none() || before.ends_with([',', ':', '-', '–', '—', '(']) {
            continue;
        }
        if let Some((length, _)) = dateline(&text[word.at.start..], true, knowledge) {
            return Some((before.len(), word.at.start - before.len() + length));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str, kind: BlockKind) -> Vec<String> {
        let knowledge = Knowledge::load().unwrap();
        parts(text, kind, true, &knowledge).keep.into_iter().map(|(at, _)| text[at].to_owned()).collect()
    }

    #[test]
    fn datelines_are_cut_off() {
        for (text, rest) in [
            ("SEOUL – The minister left.", "The minister left."),
            ("WASHINGTON: The minister left.", "The minister left."),
            ("DALLAS (AP) — “Never,” he said.", "“Never,” he said."),
            ("SEOUL, June 19 (Yonhap) -- The minister left.", "The minister left."),
            ("NYALA, Sudan — The minister left.", "The minister left."),
            ("Vienna, 3 June 2024 (Reuters) - The minister left.", "The minister left."),
            ("KYIV, 4 May 2023 (an example desk) – The minister left.", "The minister left."),
            ("TRUMP: The minister left.", "TRUMP: The minister left."),
            ("Moscow – and this is new – denies it.", "Moscow – and this is new – denies it."),
            ("The minister – a friend – left.", "The minister – a friend – left."),
            ("NATO said (again) that it was ready.", "NATO said (again) that it was ready."),
        ] {
            assert_eq!(kept(text, BlockKind::Paragraph), [rest], "{text}");
        }
    }

    #[test]
    fn a_caption_before_a_dateline_is_a_block_of_its_own() {
        let text = "The minister, here at the harbour in May, is expected to resign TOKYO: The minister will resign, his office said.";
        assert_eq!(
            kept(text, BlockKind::Paragraph),
            ["The minister, here at the harbour in May, is expected to resign", "The minister will resign, his office said."]
        );
    }

    #[test]
    fn credits_and_bullets_are_cut_off() {
        for (text, rest) in [
            ("Two ministers shake hands in Oslo. (Yonhap)", "Two ministers shake hands in Oslo."),
            ("Two ministers shake hands in Oslo. Copyright Ann Lee/Sputnik", "Two ministers shake hands in Oslo."),
            ("Two ministers shake hands in Oslo. Photograph: Ann Lee/EPA", "Two ministers shake hands in Oslo."),
            ("Photo : Two ministers in Oslo /Sputnik/Ann Lee/Pool via REUTERS", "Two ministers in Oslo"),
            ("• The minister left.", "The minister left."),
            ("The army (he said) left.", "The army (he said) left."),
            ("He joined the army (in 1990)", "He joined the army (in 1990)"),
        ] {
            assert_eq!(kept(text, BlockKind::Paragraph).iter().map(|s| s.trim()).collect::<Vec<_>>(), [rest], "{text}");
        }
    }

    #[test]
    fn an_endless_paragraph_is_cut_at_sentences() {
        let text = "Ministers met again today. ".repeat(3000);
        let kept = kept(text.trim_end(), BlockKind::Paragraph);
        assert!(kept.len() >= 4 && kept.iter().all(|part| part.trim_end().ends_with('.')));
        assert_eq!(kept.concat(), text.trim_end());
    }
}
