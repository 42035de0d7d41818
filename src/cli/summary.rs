//! What a build has found, told on the terminal.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use indexmap::IndexMap;

use super::ask::on_graph;
use super::extract::Tally;
use super::{output, screen};
use crate::query;
use crate::types::{Archive, Category, EntityKind, Graph, Link, Modality};

/// How many actors, edges and speakers are named.
const SHOWN: usize = 6;

/// Prints the summary.
pub fn print(graph: &Graph, graph_file: &Path, tally: Tally, files: &[(PathBuf, &str)]) -> Result<()> {
    let mut out = screen::stdout();
    let bold = anstyle::Style::new().bold();
    articles(&mut out, graph.articles.iter().map(|article| article.published.as_deref()), tally)?;

    let kinds =
        [(EntityKind::State, "state"), (EntityKind::Person, "person"), (EntityKind::Organisation, "organisation"), (EntityKind::Group, "group")];
    let kinds: Vec<String> = kinds.iter().map(|(kind, name)| plural(graph.actors().filter(|a| a.kind == *kind).count(), name)).collect();
    writeln!(out, "\n{bold}{}{bold:#}: {}", plural(graph.actors().count(), "actor"), kinds.join(", "))?;
    let mut ties: Vec<(&str, usize)> = graph.actors().zip(query::ties(graph)).map(|(actor, ties)| (actor.name.as_str(), ties.len())).collect();
    ties.sort_by(|(a, x), (b, y)| y.cmp(x).then_with(|| a.cmp(b)));
    let most: Vec<String> = ties.iter().take(SHOWN).filter(|(_, n)| *n > 0).map(|(name, n)| format!("{name} ({n})")).collect();
    lines(&mut out, "most ties: ", &most.join(", "))?;

    let events: Vec<Link<'_>> = graph.links().filter(|link| link.edge.category == Category::Event).collect();
    let of_category = |category| graph.links().filter(|link| link.edge.category == category).count();
    let of = |modality| events.iter().filter(|link| link.edge.modality == modality).count();
    writeln!(
        out,
        "\n{bold}{}{bold:#}: {} of events ({} actual, {} planned, {} possible), {} of posts and memberships, {} of words about others",
        plural(graph.links().count(), "edge"),
        events.len(),
        of(Modality::Actual),
        of(Modality::Planned),
        of(Modality::Possible),
        of_category(Category::Affiliation),
        of_category(Category::Statement),
    )?;
    let classes = counted(events.iter().map(|link| link.edge.plover.as_deref().unwrap_or("?")));
    lines(&mut out, "events by class: ", &classes.iter().map(|(class, n)| format!("{class} {n}")).collect::<Vec<_>>().join(", "))?;
    let contested = events.iter().filter(|link| link.edge.contested && !link.edge.negated).count();
    if contested > 0 {
        lines(
            &mut out,
            "contested: ",
            &format!("{contested}, claimed by one side and denied by another (`{}`)", on_graph("newsgraph query contested", graph_file)),
        )?;
    }
    strongest_edges(&mut out, graph, events)?;

    let said = &graph.statements;
    writeln!(out, "\n{bold}{}{bold:#}", plural(said.len(), "statement"))?;
    let speakers = counted(said.iter().filter_map(|s| s.said.speaker.as_deref()));
    let speakers: Vec<String> = speakers.iter().take(SHOWN).map(|(id, n)| format!("{} ({n})", graph.name_of(id))).collect();
    lines(&mut out, "most quoted: ", &speakers.join(", "))?;

    list(&mut out, files)
}

/// Prints the summary of a graph that is too large for memory, with the strongest of a part of it.
pub fn of_archive(archive: &Archive, part: &Graph, tally: Tally, files: &[(PathBuf, &str)]) -> Result<()> {
    let mut out = screen::stdout();
    let bold = anstyle::Style::new().bold();
    let mut days = Vec::new();
    archive.each_article(&mut |article| {
        days.push(article.published);
        Ok(())
    })?;
    articles(&mut out, days.iter().map(Option::as_deref), tally)?;
    writeln!(out, "\n{bold}{}{bold:#}", plural(archive.actor_count(), "actor"))?;
    writeln!(out, "\n{bold}{}{bold:#}", plural(archive.edge_count(), "edge"))?;
    let events = part.links().filter(|link| link.edge.category == Category::Event).collect();
    strongest_edges(&mut out, part, events)?;
    writeln!(out, "\n{bold}{}{bold:#}", plural(archive.statement_count(), "statement"))?;
    list(&mut out, files)?;
    if files.iter().all(|(path, _)| path.extension().is_none_or(|ending| ending != "json")) {
        lines(&mut out, "", "Page and picture hold the most important part. The whole graph is large: --also json writes graph.json.")?;
    }
    Ok(())
}

fn plural(n: usize, word: &str) -> String {
    format!("{n} {word}{}", if n == 1 { "" } else { "s" })
}

/// How many articles there are, and of when.
fn articles<'a>(out: &mut impl Write, days: impl Iterator<Item = Option<&'a str>>, tally: Tally) -> Result<()> {
    let bold = anstyle::Style::new().bold();
    let (mut known, mut undated) = (BTreeSet::new(), 0);
    for day in days {
        match day {
            Some(day) => {
                known.insert(day);
            }
            None => undated += 1,
        }
    }
    let failed = if tally.failed > 0 { format!(", {} left out (see above)", tally.failed) } else { String::new() };
    writeln!(out, "{bold}{}{failed}{bold:#}{}", plural(tally.done, "article"), dates(&known))?;
    if undated > 0 {
        let of = if undated == tally.done { String::new() } else { format!(" of {}", tally.done) };
        lines(out, "without a date: ", &format!("{undated}{of} (a date in the file's name counts, and --published)"))?;
    }
    Ok(())
}

/// The edges with the most sources, each with a sentence.
fn strongest_edges(out: &mut impl Write, graph: &Graph, mut edges: Vec<Link<'_>>) -> Result<()> {
    edges.sort_by_key(|link| {
        let c = link.edge.corroboration;
        (
            std::cmp::Reverse((c.publishers, c.articles, link.edge.evidence.len())),
            link.source.id.as_str(),
            link.target.id.as_str(),
            link.edge.key.as_str(),
        )
    });
    // One edge a pair says more than many about the same two.
    let mut pairs = indexmap::IndexSet::new();
    edges.retain(|link| pairs.insert([link.source.id.as_str().min(&link.target.id), link.source.id.as_str().max(&link.target.id)]));
    edges.iter().take(SHOWN).try_for_each(|link| strong_edge(out, graph, link))
}

/// The files that were written.
fn list(out: &mut impl Write, files: &[(PathBuf, &str)]) -> Result<()> {
    let bold = anstyle::Style::new().bold();
    writeln!(out, "\n{bold}Files{bold:#}")?;
    let longest = files.iter().map(|(path, _)| path.display().to_string().chars().count()).max().unwrap_or(0);
    for (path, about) in files {
        writeln!(out, "  {:longest$}  {about}", path.display().to_string())?;
    }
    Ok(())
}

/// The first and last of the days on which articles were published.
fn dates(days: &BTreeSet<&str>) -> String {
    match (days.first(), days.last()) {
        (Some(first), Some(last)) if first == last => format!(", {}", spoken(first)),
        (Some(first), Some(last)) => format!(", {} to {}", spoken(first), spoken(last)),
        _ => String::new(),
    }
}

/// "19 June 2024" of an ISO day; what is none stays as it is.
fn spoken(day: &str) -> String {
    day.parse::<jiff::civil::Date>().map_or_else(|_| day.to_owned(), |date| date.strftime("%-d %B %Y").to_string())
}

fn strong_edge(out: &mut impl Write, graph: &Graph, link: &Link<'_>) -> Result<()> {
    let edge = link.edge;
    let arrow = if edge.symmetric { "–" } else { "→" };
    let modality = match edge.modality {
        Modality::Actual => "",
        Modality::Planned => "planned ",
        Modality::Possible => "possible ",
    };
    let not = if edge.negated { "no " } else { "" };
    let by: Vec<&str> = edge.attributed_to.iter().map(|id| graph.name_of(id)).collect();
    let others = if by.len() > 2 { format!(" and {} more", by.len() - 2) } else { String::new() };
    let by = if edge.claimed_only { format!(", claimed by {}{others}", by[..by.len().min(2)].join(", ")) } else { String::new() };
    let count = edge.evidence.len();
    let style = anstyle::Style::new().fg_color(Some(anstyle::AnsiColor::Cyan.into()));
    writeln!(
        out,
        "  {style}{} {arrow} {}{style:#}: {not}{modality}{} ({count} report{} in {} article{}{by})",
        link.source.name,
        link.target.name,
        link.label(),
        if count == 1 { "" } else { "s" },
        edge.corroboration.articles,
        if edge.corroboration.articles == 1 { "" } else { "s" },
    )?;
    match edge.evidence.iter().filter(|piece| !piece.sentence.text.is_empty()).min_by_key(|piece| piece.sentence.text.len()) {
        Some(piece) => lines(out, "    ", &format!("“{}” [{}]", piece.sentence.text.split_whitespace().collect::<Vec<_>>().join(" "), piece.article)),
        None => Ok(()),
    }
}

/// How often each occurs, most frequent first.
fn counted<'a>(items: impl Iterator<Item = &'a str>) -> IndexMap<&'a str, usize> {
    let mut counts: IndexMap<&str, usize> = IndexMap::new();
    items.for_each(|item| *counts.entry(item).or_default() += 1);
    counts.sort_by(|a, x, b, y| y.cmp(x).then_with(|| a.cmp(b)));
    counts
}

/// A text behind a label, wrapped to the terminal with the later lines indented.
fn lines(out: &mut impl Write, label: &str, text: &str) -> Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    let width = output::width().min(120);
    let mut line = format!("  {}", label.trim_start());
    let indent = if label.trim().is_empty() { "      " } else { "    " };
    if label.trim().is_empty() {
        line = "    ".into();
    }
    let mut empty = true;
    for word in text.split_whitespace() {
        if !empty && unicode_width::UnicodeWidthStr::width(line.as_str()) + 1 + unicode_width::UnicodeWidthStr::width(word) > width {
            writeln!(out, "{}", line.trim_end())?;
            line = indent.into();
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    Ok(writeln!(out, "{}", line.trim_end())?)
}
