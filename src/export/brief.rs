//! Briefs in Markdown: a page for each actor with roles, relations and quotations, each with its source, and an index.

use std::fmt::Write;

use super::{Files, Options};
use crate::error::Result;
use crate::types::{Actor, Category, Graph, GraphStatement, Link};

/// Relations and quotations of each kind on one page.
const MOST: usize = 60;

/// `index.md` and a page for each actor that does or says something.
pub fn write(graph: &Graph, _options: &Options, files: &mut Files<'_>) -> Result<()> {
    let mut actors: Vec<&Actor> = graph.actors().filter(|actor| graph.links().any(|link| touches(link, actor))).collect();
    actors.sort_by(|a, b| b.mentions.cmp(&a.mentions).then_with(|| a.id.cmp(&b.id)));
    let file = |actor: &Actor| format!("{}.md", actor.id.replace(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_' | '.'), "-"));
    files.file("index.md", |out| {
        writeln!(out, "# {}\n\n{} articles, {} actors.\n", plain(&heading(graph)), graph.articles.len(), actors.len())?;
        for actor in &actors {
            writeln!(out, "- [{}]({}): {}, {} mentions", plain(&actor.name), file(actor), actor.kind.name(), actor.mentions)?;
        }
        Ok(())
    })?;
    actors.iter().try_for_each(|actor| files.file(&file(actor), |out| Ok(out.write_all(page(actor, graph).as_bytes())?)))
}

fn heading(graph: &Graph) -> String {
    if graph.title.is_empty() { "Who did what to whom, who said what about whom".into() } else { graph.title.clone() }
}

fn touches(link: Link<'_>, actor: &Actor) -> bool {
    link.source.id == actor.id || link.target.id == actor.id
}

fn page(actor: &Actor, graph: &Graph) -> String {
    let mut out = format!("# {}\n\n{}", plain(&actor.name), actor.kind.name());
    if let Some(country) = actor.country.as_ref() {
        let _ = write!(out, ", {}", plain(graph.name_of(&format!("state:{country}")).trim_start_matches("state:")));
    }
    let _ = writeln!(out, "; {} mentions in {} articles\n", actor.mentions, actor.articles.len());
    if !actor.aliases.is_empty() {
        let _ = writeln!(out, "Also: {}\n", plain(&actor.aliases.join(", ")));
    }
    let roles: Vec<String> = actor
        .roles
        .iter()
        .map(|role| role.of.as_ref().map_or_else(|| role.title.clone(), |of| format!("{}, {}", role.title, graph.name_of(of))))
        .collect();
    section(&mut out, "Roles", &roles.iter().map(|role| format!("- {}\n", plain(role))).collect::<Vec<_>>());
    let (mut does, mut undergoes) = (Vec::new(), Vec::new());
    let mut links: Vec<Link<'_>> = graph.links().filter(|link| link.edge.category != Category::Statement && touches(*link, actor)).collect();
    links.sort_by_key(|link| std::cmp::Reverse(link.edge.evidence.len()));
    for link in links {
        let (list, other) = if link.source.id == actor.id || link.edge.symmetric {
            (&mut does, if link.source.id == actor.id { link.target } else { link.source })
        } else {
            (&mut undergoes, link.source)
        };
        list.push(relation(link, other, graph));
    }
    section(&mut out, "Relations", &does);
    section(&mut out, "Done to them", &undergoes);
    let said = |about: bool| {
        let fits = move |statement: &&GraphStatement| {
            let speaks = statement.said.speaker.as_deref() == Some(&actor.id);
            if about { !speaks && statement.said.about.contains(&actor.id) } else { speaks }
        };
        graph.statements.iter().filter(fits).map(|statement| quotation(statement, about, graph)).collect::<Vec<_>>()
    };
    section(&mut out, "Says", &said(false));
    section(&mut out, "Said about them", &said(true));
    out
}

fn section(out: &mut String, title: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(out, "## {title}\n");
    items.iter().take(MOST).for_each(|item| out.push_str(item));
    if items.len() > MOST {
        let _ = writeln!(out, "\nand {} more", items.len() - MOST);
    }
    out.push('\n');
}

fn relation(link: Link<'_>, other: &Actor, graph: &Graph) -> String {
    let edge = link.edge;
    let label = if edge.tenure.is_held() { edge.key.as_str().into() } else { link.label() };
    let claimed = if edge.claimed_only {
        format!(", claimed by {}", edge.attributed_to.iter().map(|id| graph.name_of(id)).collect::<Vec<_>>().join(", "))
    } else {
        String::new()
    };
    let mut out = format!("- **{}**: {}{}\n", plain(&label), plain(&other.name), plain(&claimed));
    for piece in edge.evidence.iter().take(3) {
        let _ = writeln!(out, "  > {}  \n  > — {}\n", plain(&piece.sentence.text), plain(&source(&piece.article, graph)));
    }
    out
}

fn quotation(statement: &GraphStatement, with_speaker: bool, graph: &Graph) -> String {
    let said = &statement.said;
    let words: Vec<&str> = said.content.iter().map(|span| span.text.as_str()).collect();
    let speaker = said.speaker.as_deref().filter(|_| with_speaker).map(|id| format!("**{}** ", plain(graph.name_of(id)))).unwrap_or_default();
    let cue = said.cue.as_ref().map(|cue| format!("{}: ", plain(&cue.text))).unwrap_or_default();
    format!("- {speaker}{cue}{}  \n  — {}\n", plain(&words.join(" … ")), plain(&source(&statement.article, graph)))
}

fn source(id: &str, graph: &Graph) -> String {
    let Some(article) = graph.article(id) else { return id.to_owned() };
    let parts = [article.publisher.as_deref(), Some(article.title.as_deref().unwrap_or(id)), article.published.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A text on one line in which nothing is Markdown or HTML.
fn plain(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}
