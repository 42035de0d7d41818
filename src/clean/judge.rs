//! Which lines are article: what a line is by itself ([`super::facts`]) together with where it stands.
//!
//! The body runs from the first to the last line of prose. Before it stand headline, standfirst and captions among menus; inside it headings; behind it
//! nothing that is not prose. Headings such as "Related stories" open a box that ends where prose resumes; "Leave a reply" ends the article.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{Facts, facts};
use super::line::{Line, Role};
use super::words::{is_quoted, key};
use crate::knowledge::Knowledge;
use crate::knowledge::furniture::Kind;
use crate::types::BlockKind;

/// Words that a paragraph needs to show that the article goes on behind a box.
const RESUMES: usize = 20;
/// A heading inside the article has at most this many words.
const HEADING: usize = 14;
/// A sentence that stands again within so many lines is a caption or standfirst shown twice.
const NEAR: usize = 3;
/// A label of a page or menu has at most this many words.
const LABEL: usize = 2;

/// The judgement on a line.
pub enum Verdict {
    /// Article text of this kind.
    Keep(BlockKind),
    /// Furniture, and why.
    Drop(&'static str),
}

/// The facts and the judgement of every line. `title`: the headline, where the input or the page's markup gives it.
pub fn judge(lines: &[Line<'_>], title: Option<&str>, knowledge: &Knowledge) -> (Vec<Facts>, Vec<Verdict>) {
    let facts: Vec<Facts> = lines.iter().map(|line| facts(line, knowledge)).collect();
    let mut judge = Judge { lines, facts: &facts, knowledge, dropped: facts.iter().map(|f| f.furniture).collect(), captions: BTreeSet::new() };
    judge.foreign_lines();
    judge.boxes();
    judge.authors();
    judge.repetitions();
    judge.places();
    let kinds = judge.kinds(title);
    let verdicts = judge.dropped.iter().zip(kinds).map(|(why, kind)| why.map_or(Verdict::Keep(kind), Verdict::Drop)).collect();
    (facts, verdicts)
}

/// The kinds of words by which a line is dropped for a reason; none where place or form decide.
pub fn words_of(why: &str) -> Option<&'static [Kind]> {
    Some(match why {
        "control" => &[Kind::Control],
        "credit" => &[Kind::Credit],
        "contributors" => &[Kind::Tail],
        "address to the visitor" => &[Kind::Lead, Kind::Page, Kind::Verb],
        "about the author" => &[Kind::Bio],
        "label of metadata" => &[Kind::Label],
        "byline" => &[Kind::Byline],
        "date line" => &[Kind::Dating],
        "heading of a box" | "link to another story" => &[Kind::Aside, Kind::End],
        _ => return None,
    })
}

struct Judge<'a> {
    lines: &'a [Line<'a>],
    facts: &'a [Facts],
    knowledge: &'a Knowledge,
    dropped: Vec<Option<&'static str>>,
    /// Lines that stand again with a credit.
    captions: BTreeSet<usize>,
}

impl Judge<'_> {
    fn is_prose(&self, i: usize) -> bool {
        self.facts[i].prose && self.dropped[i].is_none()
    }

    fn body(&self) -> Option<(usize, usize)> {
        let first = (0..self.facts.len()).find(|&i| self.is_prose(i))?;
        Some((first, (0..self.facts.len()).rev().find(|&i| self.is_prose(i))?))
    }

    /// Lines in another script beside a text that is Latin.
    fn foreign_lines(&mut self) {
        let count = |foreign: bool| self.facts.iter().filter(|f| f.lettered && f.foreign == foreign).map(|f| f.words.len()).sum::<usize>();
        if count(false) > count(true) {
            for (dropped, _) in self.dropped.iter_mut().zip(self.facts).filter(|(_, f)| f.foreign) {
                dropped.get_or_insert("another script");
            }
        }
    }

    /// Boxes of related stories, and the end of the article.
    fn boxes(&mut self) {
        let Some((first, _)) = self.body() else { return };
        let prose: Vec<usize> = (0..self.facts.len()).map(|i| if self.is_prose(i) { self.facts[i].words.len() } else { 0 }).collect();
        let total: usize = prose.iter().sum();
        let (mut before, mut inside) = (0, false);
        for (i, &length) in prose.iter().enumerate() {
            let resumes = length >= RESUMES;
            if resumes && i > first {
                inside = false;
            }
            before += length;
            if self.opens(i, Kind::End) && i > first && before * 2 >= total {
                for dropped in &mut self.dropped[i..] {
                    dropped.get_or_insert("after the article");
                }
                return;
            }
            if self.opens(i, Kind::End) || self.opens(i, Kind::Aside) {
                self.dropped[i].get_or_insert("heading of a box");
                // Before the article, a box has no end that could be told: its headline may follow.
                inside = i > first;
            } else if inside {
                self.dropped[i].get_or_insert("in a box");
            } else if self.is_inline_link(i) {
                self.dropped[i].get_or_insert("link to another story");
            }
        }
    }

    /// Whether a line is a heading that opens a box.
    fn opens(&self, i: usize, kind: Kind) -> bool {
        // In a page, the markup says where a box ends.
        if matches!(self.lines[i].role, Role::Page | Role::Beside) {
            return false;
        }
        let facts = &self.facts[i];
        let ends = |n: usize| facts.words.len() <= n + if kind == Kind::End { 1 } else { 0 };
        facts.words.len() <= 7
            && (!facts.terminal || self.lines[i].text.ends_with([':', '…', '?']))
            && self.knowledge.furniture.at(kind, &facts.words).is_some_and(ends)
    }

    /// "Read more: Ministers meet in Oslo".
    fn is_inline_link(&self, i: usize) -> bool {
        let (facts, furniture) = (&self.facts[i], &self.knowledge.furniture);
        let length = furniture.at(Kind::Aside, &facts.words).unwrap_or(0);
        let Some(next) = facts.words.get(length).filter(|_| length > 0) else { return false };
        facts.words.len() <= 30 && self.lines[i].text[facts.words[length - 1].at.end..next.at.start].trim() == ":"
    }

    /// Lines about the authors: their names alone, and short biographies.
    fn authors(&mut self) {
        let names: BTreeSet<String> =
            self.facts.iter().filter_map(|f| f.byline.as_ref()).flatten().map(|name| key(&super::words::words(name))).collect();
        let Some((first, last)) = self.body() else { return };
        for i in 0..self.facts.len() {
            let facts = &self.facts[i];
            let named = names.iter().any(|name| facts.key.starts_with(name.as_str()));
            let (bio, _) = self.knowledge.furniture.count(Kind::Bio, &facts.words);
            let late = i > first && (i == last || self.facts[i + 1..=last.max(i)].iter().all(|f| f.words.len() < RESUMES));
            let quoted = is_quoted(&self.lines[i].text);
            if (named && facts.words.len() <= 6 && !facts.terminal) || (!quoted && bio > 0 && ((named && (late || i < first)) || (late && bio > 2))) {
                self.dropped[i].get_or_insert("about the author");
            }
        }
    }

    /// Lines that stand twice, and captions that stand again with their credit. A sentence may come again far below, as in a running report.
    fn repetitions(&mut self) {
        let mut seen = BTreeMap::new();
        let mut before: Option<usize> = None;
        for i in 0..self.facts.len() {
            let facts = &self.facts[i];
            if self.dropped[i].is_some() || facts.words.len() < 4 {
                continue;
            }
            let again = before.is_some_and(|b| {
                let rest = facts.key.strip_prefix(self.facts[b].key.as_str()).map(|rest| rest.split_whitespace().count());
                rest.is_some_and(|n| n <= 10 && facts.words.len() > self.facts[b].words.len() && self.is_credit_tail(i, n))
            });
            let earlier = seen.insert(facts.key.as_str(), i).filter(|&e| !facts.terminal || i - e <= NEAR);
            match before.filter(|_| again).or(earlier) {
                Some(first) => {
                    self.dropped[i] = Some("repeated");
                    if self.facts[first].terminal {
                        self.captions.insert(first);
                    }
                }
                None => before = Some(i),
            }
        }
    }

    fn is_credit_tail(&self, i: usize, length: usize) -> bool {
        let words = &self.facts[i].words;
        self.knowledge.furniture.has(Kind::Credit, &words[words.len() - length..])
    }

    /// Decides by the place in the page.
    fn places(&mut self) {
        let Some((first, last)) = self.body() else { return };
        // A text of one or two lines is what somebody gave, not a page.
        let page = self.facts.iter().filter(|f| f.lettered).count() >= 3;
        if !page {
            return;
        }
        for i in 0..self.facts.len() {
            let facts = &self.facts[i];
            let labelled = matches!(self.lines[i].role, Role::Title | Role::Heading | Role::Caption);
            let length = facts.words.len();
            let why = if facts.terminal || facts.prose || labelled {
                None
            } else if i > last {
                Some("behind the article")
            } else if facts.small && !facts.bullet && length <= HEADING {
                Some("fragment")
            } else if i < first && length <= LABEL && !facts.bullet {
                Some("label")
            } else {
                None
            };
            if why.is_some() && self.dropped[i].is_none() {
                self.dropped[i] = why;
            }
        }
        self.lists(first, last);
    }

    /// Runs of unfinished lines: menus before the article, links to other stories inside it.
    fn lists(&mut self, first: usize, last: usize) {
        let mut at = 0;
        while at < last {
            let loose = |i: usize| {
                self.dropped[i].is_none()
                    && !self.facts[i].terminal
                    && !self.facts[i].prose
                    && !self.facts[i].bullet
                    && self.lines[i].role == Role::Text
            };
            let menu = |i: usize| loose(i) && self.facts[i].words.len() <= 4;
            let run = (at..last).take_while(|&i| if i < first { menu(i) } else { loose(i) }).count();
            let long = if at < first { 4 } else { 3 };
            if run >= long {
                self.dropped[at..at + run].fill(Some("list of links"));
            }
            at += run.max(1);
        }
    }

    /// The kinds of the kept lines.
    fn kinds(&self, title: Option<&str>) -> Vec<BlockKind> {
        let body = self.body();
        let first = body.map_or(0, |(first, _)| first);
        let title = title.map(|t| key(&super::words::words(t))).filter(|t| !t.is_empty());
        let kept: Vec<usize> = (0..self.facts.len()).filter(|&i| self.dropped[i].is_none()).collect();
        let marked = kept.iter().copied().find(|&i| self.lines[i].role == Role::Title);
        let given = title.and_then(|title| {
            kept.iter().copied().find(|&i| self.facts[i].key == title || (self.facts[i].words.len() >= 4 && title.starts_with(&self.facts[i].key)))
        });
        let found = kept.iter().copied().find(|&i| i <= first && body.is_some() && self.is_headline(i, &kept));
        let headline = given.or(marked).or(found);
        (0..self.facts.len())
            .map(|i| match self.lines[i].role {
                _ if Some(i) == headline => BlockKind::Headline,
                Role::Caption => BlockKind::Caption,
                _ if self.captions.contains(&i) => BlockKind::Caption,
                Role::Heading | Role::Title => BlockKind::Heading,
                _ if self.facts[i].terminal || self.facts[i].words.len() > HEADING || self.facts[i].bullet => BlockKind::Paragraph,
                _ if body.is_some_and(|(first, last)| first < i && i < last) => BlockKind::Heading,
                _ => BlockKind::Paragraph,
            })
            .collect()
    }

    /// Whether a line before the body reads like a headline: unfinished, or most of its words capitalised.
    fn is_headline(&self, i: usize, kept: &[usize]) -> bool {
        let facts = &self.facts[i];
        let words = facts.words.iter().filter(|w| w.lower.len() > 3).count();
        let capitals = facts.words.iter().filter(|w| w.lower.len() > 3 && w.capital).count();
        let capitalised = kept.first() == Some(&i) && words >= 3 && capitals * 10 >= words * 8;
        let caption = self.knowledge.furniture.at(Kind::Caption, &facts.words).is_some();
        !caption
            && kept.len() > 1
            && facts.words.len() >= 3
            && facts.words.len() <= 30
            && (!facts.terminal || capitalised || self.lines[i].text.ends_with(['?', '\'', '’', '"']))
    }
}
