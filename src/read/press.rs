//! Exports of press databases: one text with many articles, each with its head. Nexis Uni and LexisNexis ("Body" to
//! "End of Document", or "1 of 20 DOCUMENTS" with labels in capitals) and Factiva (a head ending in its copyright, or
//! tags such as HD and LP). An article's text is its body; what the head says becomes its metadata.

use super::{Articles, Context, Source, decode, once};
use crate::error::{Error, Result};
use crate::types::{Article, Metadata};

/// The articles of an export.
pub fn read(mut source: Source, _: &Context) -> Articles {
    match source.rest().and_then(|bytes| decode(&bytes, false).map_err(|e| e.at(&source.path))) {
        Ok(text) => articles(&source, &text),
        Err(error) => once(Err(error)),
    }
}

/// Whether this is the head of such an export.
pub fn looks_like(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(400).collect();
    let has = |test: &dyn Fn(&&str) -> bool| lines.iter().any(test);
    let nexis = has(&|line| *line == "Body") && has(&|line| label(line).is_some_and(|(name, _)| name == "LENGTH"));
    let lexis = has(&|line| is_counter(line)) && has(&|line| label(line).is_some_and(|(name, _)| name == "BODY"));
    let factiva = lines.iter().position(|line| is_count_of_words(line)).is_some_and(|at| {
        let near = &lines[at..lines.len().min(at + 12)];
        near.iter().any(|line| is_copyright(line)) && near.iter().skip(1).take(2).any(|line| has_year(line))
    });
    let tagged = lines.contains(&"HD") && lines.contains(&"WC") && lines.contains(&"PD");
    nexis || lexis || factiva || tagged
}

/// The articles of an export's text.
pub fn articles(source: &Source, text: &str) -> Articles {
    let mut out: Vec<Result<Article>> = Vec::new();
    for (number, (line, lines)) in (1..).zip(split(text)) {
        let found = nexis(text, &lines).or_else(|| tagged(&lines)).or_else(|| factiva(text, &lines));
        let article = found.filter(|(body, _)| !body.trim().is_empty()).map(|(text, metadata)| Article {
            id: format!("{}:{number}", source.stem()),
            path: source.path.clone(),
            text,
            metadata,
            ..Article::default()
        });
        let unknown = "no text: this article of a press database has an unknown layout";
        out.push(article.ok_or_else(|| Error::input(format!("{}:{line}", source.path), unknown)));
    }
    if out.is_empty() {
        out.push(Err(Error::input(&source.path, "no article of a press database in this text")));
    }
    Box::new(out.into_iter())
}

/// A line without white space at its ends, and where it begins.
type Line<'a> = (usize, &'a str);

/// The lines of each article, with the number of the first.
fn split(text: &str) -> Vec<(usize, Vec<Line<'_>>)> {
    let (mut out, mut current, mut start, mut at) = (Vec::new(), Vec::new(), 1, 0);
    for (number, raw) in (1..).zip(text.split_inclusive('\n')) {
        let line = raw.trim();
        let place = at + (raw.len() - raw.trim_start().len());
        at += raw.len();
        if line.is_empty() {
            continue;
        }
        let counter = is_counter(line);
        if !counter {
            if current.is_empty() {
                start = number;
            }
            current.push((place, line));
        }
        if (counter && !current.is_empty()) || line == "End of Document" || is_number_of_document(line) {
            out.push((start, std::mem::take(&mut current)));
        }
    }
    // A list of contents before the first article, or a note behind the last, is none.
    if current.iter().any(|(_, line)| is_body(line) || *line == "WC") {
        out.push((start, current));
    }
    out.retain(|(_, lines)| lines.len() > 3);
    out
}

/// Nexis Uni and LexisNexis.
fn nexis(text: &str, lines: &[Line<'_>]) -> Option<(String, Metadata)> {
    const BEHIND: [&str; 9] =
        ["LOAD-DATE", "LANGUAGE", "PUBLICATION-TYPE", "GRAPHIC", "CLASSIFICATION", "JOURNAL-CODE", "DOCUMENT-TYPE", "SUBJECT", "NOTES"];
    let body = lines.iter().position(|(_, line)| is_body(line))?;
    let behind = |line: &str| {
        let name = label(line).map_or_else(|| line.to_uppercase(), |(name, _)| name);
        BEHIND.contains(&name.as_str()) || line == "End of Document"
    };
    let end = lines[body + 1..].iter().position(|(_, line)| behind(line)).map_or(lines.len(), |at| body + 1 + at);
    let head = &lines[..body];
    let labelled = |wanted: &[&str]| {
        let at = head.iter().position(|(_, line)| label(line).is_some_and(|(name, _)| wanted.contains(&name.as_str())))?;
        // A long headline goes on in the lines behind it.
        let value = label(head[at].1)?.1;
        let more = head[at + 1..].iter().take_while(|(_, line)| label(line).is_none() && wanted.contains(&"HEADLINE")).map(|(_, line)| *line);
        Some(std::iter::once(value).chain(more).collect::<Vec<_>>().join(" "))
    };
    // Above it stands the paper, or the headline and the paper.
    let dated = 1 + head.get(1..)?.iter().position(|(_, line)| has_year(line) && !is_copyright(line) && label(line).is_none())?;
    let title = labelled(&["HEADLINE", "TITLE"]).or_else(|| {
        let before: Vec<&str> = head[..dated - 1].iter().map(|(_, line)| *line).collect();
        (!before.is_empty()).then(|| before.join(" "))
    });
    let authors = labelled(&["BYLINE", "AUTHOR"]).map(|line| vec![byline(&line)]).unwrap_or_default();
    let metadata = Metadata { title, published: Some(head[dated].1.to_owned()), publisher: Some(head[dated - 1].1.to_owned()), authors };
    Some((slice(text, &lines[body + 1..end]), metadata))
}

/// Factiva, without tags.
fn factiva(text: &str, lines: &[Line<'_>]) -> Option<(String, Metadata)> {
    let count = lines.iter().position(|(_, line)| is_count_of_words(line))?;
    let rights = count + lines[count..].iter().take(14).position(|(_, line)| is_copyright(line))?;
    let (mut before, mut authors) = (lines[..count].iter().map(|(_, line)| *line).collect::<Vec<_>>(), Vec::new());
    if before.len() > 1 && before.last().is_some_and(|line| byline(line) != *line) {
        authors.extend(before.pop().map(byline));
    }
    let date = count + lines[count..rights].iter().position(|(_, line)| has_year(line))?;
    // Behind the date stands the hour, if it is known, then the paper.
    let is_hour = |line: &str| line.starts_with(|c: char| c.is_ascii_digit()) && line.contains(':');
    let publisher = lines[date + 1..rights].iter().map(|(_, line)| *line).find(|line| !is_hour(line));
    let end = lines.iter().rposition(|(_, line)| !is_number_of_document(line))? + 1;
    let metadata = Metadata {
        // A section's name may stand above the headline, which is longer.
        title: before.iter().max_by_key(|line| line.len()).map(|line| (*line).to_owned()),
        published: Some(lines[date].1.to_owned()),
        publisher: publisher.map(str::to_owned),
        authors,
    };
    Some((slice(text, lines.get(rights + 1..end)?), metadata))
}

/// Factiva, with tags.
fn tagged(lines: &[Line<'_>]) -> Option<(String, Metadata)> {
    let value = |tag: &str| {
        let at = lines.iter().position(|(_, line)| *line == tag || line.strip_prefix(tag).is_some_and(|rest| rest.starts_with([' ', '\t'])))?;
        let own = lines[at].1[tag.len()..].trim();
        let rest = lines[at + 1..].iter().map(|(_, line)| *line).take_while(|line| !opens_tag(line));
        let all: Vec<&str> = Some(own).filter(|own| !own.is_empty()).into_iter().chain(rest).collect();
        (!all.is_empty()).then_some(all)
    };
    value("WC")?;
    let line = |tag: &str| value(tag).map(|lines| lines.join(" "));
    let text: Vec<&str> = ["LP", "TD"].into_iter().filter_map(value).flatten().collect();
    let authors = line("BY").map(|line| vec![byline(&line)]).unwrap_or_default();
    Some((text.join("\n\n"), Metadata { title: line("HD"), published: line("PD"), publisher: line("SN"), authors }))
}

/// "HD" alone, or "HD  Headline": a tag and its value in one line.
fn opens_tag(line: &str) -> bool {
    const TAGS: [&str; 24] = [
        "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "ART", "CO", "IN", "NS", "RE", "IPD", "PUB",
        "AN",
    ];
    let rest = TAGS.iter().find_map(|tag| line.strip_prefix(tag));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("  ") || rest.starts_with('\t'))
}

/// The text from the first of these lines to the last.
fn slice(text: &str, lines: &[Line<'_>]) -> String {
    match (lines.first(), lines.last()) {
        (Some(&(start, _)), Some(&(at, last))) => text[start..at + last.len()].to_owned(),
        _ => String::new(),
    }
}

/// "LENGTH: 812 words": the label in capitals and what stands behind it.
fn label(line: &str) -> Option<(String, &str)> {
    let (name, value) = line.split_once(':')?;
    let word = !name.is_empty() && name.len() <= 20 && name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
    word.then(|| (name.to_uppercase(), value.trim()))
}

fn is_body(line: &str) -> bool {
    line == "Body" || label(line).is_some_and(|(name, value)| name == "BODY" && value.is_empty())
}

/// "3 of 20 DOCUMENTS"
fn is_counter(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().take(5).collect();
    let number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    matches!(words[..], [this, "of", all, "DOCUMENTS" | "DOCUMENT"] if number(this) && number(all))
}

/// "812 words"
fn is_count_of_words(line: &str) -> bool {
    line.strip_suffix(" words").is_some_and(|count| !count.is_empty() && count.bytes().all(|b| b.is_ascii_digit() || b == b','))
}

/// "Document EXTM000020240619ek6j0001a"
fn is_number_of_document(line: &str) -> bool {
    let number = line.strip_prefix("Document ").unwrap_or_default();
    number.len() >= 15 && number.bytes().all(|b| b.is_ascii_alphanumeric()) && number.bytes().any(|b| b.is_ascii_digit())
}

fn is_copyright(line: &str) -> bool {
    let start = line.trim_start_matches(['(', ' ']);
    start.starts_with("Copyright") || start.starts_with('©') || line.starts_with("(c)")
}

/// Whether a year stands in a short line.
fn has_year(line: &str) -> bool {
    let mut words = line.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    line.len() < 80 && words.any(|word| word.len() == 4 && word.parse::<u16>().is_ok_and(|year| (1800..2100).contains(&year)))
}

/// The name in "By Jane Roe".
fn byline(line: &str) -> String {
    let named = line.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).map(|_| line[3..].trim());
    named.unwrap_or(line).to_owned()
}
