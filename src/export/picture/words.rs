//! The words around a picture: what it shows, what it leaves out, and the articles behind it.

use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};

pub use crate::types::numbers::grouped;
use crate::types::{Category, Edge, Graph};

/// How much is drawn, of how much.
pub struct Counted {
    /// Actors.
    pub actors: (usize, usize),
    /// Ties.
    pub ties: (usize, usize),
}

/// Actors that a heading names.
const MOST_NAMED: usize = 3;

/// A heading that says who and what is drawn: "Russia, North Korea and 7 others: arms transfer and sanction".
pub fn title(edges: &[&Edge], names: &[&str]) -> String {
    /// More types than this are told in general words.
    const FEW_TYPES: usize = 2;
    let has = |category: Category| edges.iter().any(|edge| edge.category == category);
    let types: IndexSet<String> = edges.iter().filter(|edge| edge.category == Category::Event).map(|edge| edge.kind.replace('-', " ")).collect();
    let what = match (has(Category::Event), has(Category::Statement), has(Category::Affiliation)) {
        (true, false, false) if types.len() <= FEW_TYPES => listed(&types.into_iter().collect::<Vec<_>>()),
        (true, false, _) => "who did what to whom".into(),
        (true, true, _) => "who did what to whom, who spoke about whom".into(),
        (false, true, _) => "who spoke about whom".into(),
        (false, false, _) => "posts and memberships".into(),
    };
    // One more is named rather than counted.
    let named = if names.len() == MOST_NAMED + 1 { names.len() } else { names.len().min(MOST_NAMED) };
    let mut who: Vec<String> = names[..named].iter().map(|name| shorten(name, 40)).collect();
    if names.len() > named {
        who.push(format!("{} others", names.len() - named));
    }
    let text = if who.is_empty() { what } else { format!("{}: {what}", listed(&who)) };
    capitalised(&text)
}

/// What was asked for, and how much of it is shown.
pub fn subtitle(scope: &[String], counts: &Counted) -> String {
    let ((actors, all_actors), (ties, all_ties)) = (counts.actors, counts.ties);
    let shown = if (actors, ties) == (all_actors, all_ties) {
        format!("{} and {}", counted(actors, "actor"), counted(ties, "tie"))
    } else {
        format!("the strongest {ties} of {}, between {actors} of {}", counted(all_ties, "tie"), counted(all_actors, "actor"))
    };
    capitalised(&scope.iter().map(String::as_str).chain([shown.as_str()]).collect::<Vec<_>>().join("; "))
}

/// How many articles of whom and of when tell what is drawn. Nothing of the clock: the same graph gives the same line.
pub fn source(graph: &Graph, drawn: &[&Edge]) -> String {
    /// More publishers than this are only counted.
    const MOST_PUBLISHERS: usize = 5;
    let behind: HashSet<&str> = drawn.iter().flat_map(|edge| edge.evidence.iter().map(|piece| piece.article.as_str())).collect();
    let articles: Vec<_> = graph.articles.iter().filter(|article| behind.contains(article.id.as_str())).collect();
    let mut publishers: IndexMap<&str, usize> = IndexMap::new();
    articles.iter().filter_map(|article| article.publisher.as_deref()).for_each(|name| *publishers.entry(name).or_default() += 1);
    publishers.sort_by(|a, x, b, y| y.cmp(x).then_with(|| a.cmp(b)));
    let unnamed = articles.len() - publishers.values().sum::<usize>();
    let mut of: Vec<String> = publishers.iter().take(MOST_PUBLISHERS).map(|(name, n)| format!("{n} by {}", shorten(name, 30))).collect();
    if publishers.len() > MOST_PUBLISHERS {
        let rest: usize = publishers.values().skip(MOST_PUBLISHERS).sum();
        of.push(format!("{rest} by {}", counted(publishers.len() - MOST_PUBLISHERS, "other publisher")));
    }
    let of = match (&of[..], unnamed) {
        ([], _) => String::new(),
        ([_], 0) => format!(" by {}", shorten(publishers.keys().next().unwrap_or(&""), 30)),
        (_, 0) => format!(" ({})", of.join(", ")),
        _ => format!(" ({}, {unnamed} of unknown publishers)", of.join(", ")),
    };
    let dates: Vec<&str> = articles.iter().filter_map(|article| article.published.as_deref()).collect();
    let undated = match articles.len() - dates.len() {
        0 => String::new(),
        _ if dates.is_empty() => ", undated".into(),
        n => format!(", {n} undated"),
    };
    let dates = match (dates.iter().min(), dates.iter().max()) {
        (Some(first), Some(last)) if first == last => format!(", {}", day(first)),
        (Some(first), Some(last)) => format!(", {} to {}", day(first), day(last)),
        _ => String::new(),
    };
    format!("Source: {}{of}{dates}{undated}. Drawn by newsgraph {}.", counted(articles.len(), "article"), env!("CARGO_PKG_VERSION"))
}

/// "20 June 2024" for "2024-06-20"; what is no day stays as it is.
fn day(iso: &str) -> String {
    iso.get(..10)
        .and_then(|date| date.parse::<jiff::civil::Date>().ok())
        .map_or_else(|| iso.to_owned(), |date| date.strftime("%-d %B %Y").to_string())
}

/// "a, b and c".
fn listed(items: &[String]) -> String {
    match items.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} and {last}", first.join(", ")),
        None => String::new(),
    }
}

/// "1 actor", "3,000 actors".
pub fn counted(n: usize, what: &str) -> String {
    format!("{} {what}{}", grouped(n), if n == 1 { "" } else { "s" })
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A text in lines of about `width` characters, at most `lines` of them.
pub fn wrap(text: &str, width: usize, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match out.last_mut() {
            Some(line) if unicode_width::UnicodeWidthStr::width(line.as_str()) + 1 + unicode_width::UnicodeWidthStr::width(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => out.push(shorten(word, 2 * width)),
        }
    }
    if out.len() > lines {
        out.truncate(lines);
        if let Some(last) = out.last_mut() {
            last.push('…');
        }
    }
    if out.is_empty() { vec![String::from("?")] } else { out }
}

/// A text of at most `length` characters, without line breaks.
pub fn shorten(text: &str, length: usize) -> String {
    let line: Vec<char> = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    if line.len() <= length { line.into_iter().collect() } else { line[..length - 1].iter().collect::<String>() + "…" }
}
