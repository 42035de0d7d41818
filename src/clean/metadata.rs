//! Title, date, publisher and authors. Metadata of the input wins over the page's markup, and markup over what the lines say.

use super::facts::{Facts, choose, label};
use super::judge::Verdict;
use super::line::Line;
use super::words::words;
use crate::knowledge::Knowledge;
use crate::knowledge::calendar::Written;
use crate::knowledge::furniture::Kind;
use crate::types::{BlockKind, CleanText, Metadata};

/// The input's metadata with gaps filled from `page` (the markup) and from the lines. `agency`: the one named in the dateline.
pub fn complete(
    input: &Metadata,
    page: &Metadata,
    lines: &[Line<'_>],
    judged: (&[Facts], &[Verdict]),
    clean: &CleanText,
    agency: Option<String>,
    knowledge: &Knowledge,
) -> Metadata {
    let (facts, verdicts) = judged;
    let headline = clean.blocks.iter().find(|b| b.kind == BlockKind::Headline).map(|b| b.span.of(&clean.text).trim_end_matches('.').to_owned());
    let iso = |date: &Option<String>| date.as_deref().and_then(|d| normal_date(d, &clean.text, knowledge));
    let authors = [&input.authors, &page.authors].into_iter().find(|a| !a.is_empty()).cloned();
    Metadata {
        title: input.title.clone().or_else(|| page.title.clone()).or(headline),
        published: iso(&input.published).or_else(|| iso(&page.published)).or_else(|| date_of_lines(lines, facts, &clean.text, knowledge)),
        publisher: input
            .publisher
            .clone()
            .or_else(|| page.publisher.clone())
            .or_else(|| publisher_of_lines(lines, facts, verdicts, knowledge))
            .or(agency),
        authors: authors.unwrap_or_else(|| authors_of_lines(facts)),
    }
}

/// Any written date as an ISO date.
pub fn normal_date(text: &str, body: &str, knowledge: &Knowledge) -> Option<String> {
    let text = text.trim();
    if let Some(date) = text.get(..10).and_then(|d| d.parse::<jiff::civil::Date>().ok()) {
        return Some(date.to_string());
    }
    knowledge.calendar.dates_in(text).first().map(|&(_, date)| choose(date, body, knowledge).to_string())
}

/// The date of a line that says so ("Published"), of a byline, of a date line; in this order.
fn date_of_lines(lines: &[Line<'_>], facts: &[Facts], body: &str, knowledge: &Knowledge) -> Option<String> {
    let rank = |i: usize| {
        let said = facts[i].words.iter().any(|w| w.lower == "published" || w.lower == "posted");
        let updated = facts[i].words.iter().any(|w| w.lower == "updated" || w.lower == "modified");
        if said {
            0
        } else if facts[i].byline.is_some() {
            1
        } else if !updated {
            2
        } else {
            3
        }
    };
    let dated = (0..facts.len()).filter(|&i| !facts[i].dates.is_empty()).min_by_key(|&i| (rank(i), i));
    let in_dateline = || lines.iter().zip(facts).filter(|(_, f)| f.prose).take(1).find_map(|(line, _)| dateline_date(&line.text, knowledge));
    dated.map(|i| choose(facts[i].dates[0], body, knowledge).to_string()).or_else(in_dateline)
}

/// A full date in the first words of the first paragraph ("KYIV, 4 May 2023 (...)").
fn dateline_date(text: &str, knowledge: &Knowledge) -> Option<String> {
    let end = [" – ", " — ", " -- ", " - "].iter().filter_map(|dash| text.find(dash)).min().filter(|&at| at <= 100)?;
    match knowledge.calendar.dates_in(&text[..end]).first()? {
        (_, Written::Sure(date)) => Some(date.to_string()),
        _ => None,
    }
}

fn authors_of_lines(facts: &[Facts]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for name in facts.iter().filter_map(|f| f.byline.as_ref()).flatten() {
        if !out.iter().any(|other| other.to_lowercase() == name.to_lowercase()) {
            out.push(name.clone());
        }
    }
    out
}

/// "Publisher: Example News", "© 2024 The Example Times. All rights reserved."
fn publisher_of_lines(lines: &[Line<'_>], facts: &[Facts], verdicts: &[Verdict], knowledge: &Knowledge) -> Option<String> {
    lines.iter().zip(facts).zip(verdicts).filter(|(_, v)| matches!(v, Verdict::Drop(_))).find_map(|((line, facts), _)| {
        let furniture = &knowledge.furniture;
        if facts.words.first().is_some_and(|w| w.lower == "publisher") {
            return label(&line.text, &facts.words, knowledge).map(str::to_owned);
        }
        let rights = facts.key.contains("all rights reserved");
        let at = facts.words.iter().position(|w| w.lower == "copyright").or_else(|| line.text.contains('©').then_some(0))?;
        let year = facts.words[at..].iter().take(3).any(|w| w.lower.len() == 4 && w.lower.parse::<u32>().is_ok());
        if !(rights || year) || facts.words.len() > 30 {
            return None;
        }
        let skip = |w: &&super::words::Word| {
            w.lower == "copyright" || w.lower == "c" || w.lower == "by" || w.lower.starts_with(|c: char| c.is_ascii_digit())
        };
        let start = at + facts.words[at..].iter().take_while(skip).count();
        let length = facts.words[start..].iter().take_while(|w| w.capital && !furniture.is(Kind::Control, &[w]) && w.lower != "all").count();
        let name = line.text.get(facts.words.get(start)?.at.start..facts.words.get((start + length).checked_sub(1)?)?.at.end)?;
        let full_stop = name.find(". ").map_or(name, |at| &name[..at]);
        (length > 0 && words(full_stop).len() <= 6).then(|| full_stop.to_owned())
    })
}
