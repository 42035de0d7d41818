//! The actors, each with its mentions and the rule that tied each mention to it.

use std::io::Write;

use anyhow::Result;
use indexmap::IndexMap;

use super::paint::{ACTOR, BOLD, DIM, FILE};
use super::{View, heading};
use crate::knowledge::Knowledge;
use crate::knowledge::actors::{Known, name_words};
use crate::types::{EntityKind, Form};

pub fn print(view: &View<'_>, out: &mut impl Write) -> Result<()> {
    let (doc, entities) = (&view.found.doc, &view.found.entities);
    heading(out, "resolve", &format!("{} actors and places, {} mentions", entities.list.len(), entities.mentions.len()))?;
    for (index, entity) in entities.list.iter().enumerate() {
        let kind = entity.kind.name();
        let traits: Vec<&str> = [Some(kind), entity.country.as_deref(), entity.sector.as_deref()].into_iter().flatten().collect();
        writeln!(out, "\n  {BOLD}{ACTOR}{}{ACTOR:#}{BOLD:#}  {DIM}{} · {}{DIM:#}", entity.name, traits.join(" · "), entity.id)?;
        for role in &entity.roles {
            let of = role.of.as_ref().map(|of| format!(" of {of}")).unwrap_or_default();
            writeln!(out, "    {DIM}role{DIM:#}  {}{of}", role.title)?;
        }
        // The same words joined by the same rule are one line.
        let mut lines: IndexMap<(&str, &str), (Form, Vec<usize>)> = IndexMap::new();
        for mention in entities.mentions.iter().filter(|m| m.entity == index) {
            let words = doc.phrase(mention.tokens.clone());
            let place = lines.entry((words, mention.rule)).or_insert_with(|| (mention.form, Vec::new()));
            place.1.push(doc.sentence_of(mention.head) + 1);
        }
        for ((words, rule), (form, sentences)) in lines {
            let form = match form {
                Form::Name => "name",
                Form::Nominal => "noun",
                Form::Pronoun => "pronoun",
            };
            let known = origin(view.knowledge, words, entity.kind, form).map(|at| format!("  {FILE}{at}{FILE:#}")).unwrap_or_default();
            let at = sentences.iter().map(|s| format!("s{s}")).collect::<Vec<_>>().join(" ");
            writeln!(out, "    {DIM}{form:<7}{DIM:#} “{}”  {rule}  {DIM}{at}{DIM:#}{known}", words.split_whitespace().collect::<Vec<_>>().join(" "))?;
        }
    }
    choices(view, out)
}

/// Whom each noun and pronoun may mean, the likeliest first.
fn choices(view: &View<'_>, out: &mut impl Write) -> Result<()> {
    let (doc, entities) = (&view.found.doc, &view.found.entities);
    if !view.found.decisions.is_empty() {
        writeln!(out, "\n  {BOLD}whom nouns and pronouns mean{BOLD:#}")?;
    }
    for decision in &view.found.decisions {
        let mut ranked: Vec<usize> = (0..decision.candidates.len()).collect();
        ranked.sort_by(|&a, &b| decision.probabilities[b].total_cmp(&decision.probabilities[a]));
        let answers = ranked.iter().take(3).map(|&i| {
            let names: Vec<&str> = decision.candidates[i].actors.iter().map(|&actor| entities.list[actor].name.as_str()).collect();
            let who = if names.is_empty() { "nobody known".to_owned() } else { names.join(" and ") };
            format!("{who} {:.2}", decision.probabilities[i])
        });
        let words = doc.phrase(decision.tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
        let sentence = doc.sentence_of(decision.tokens.start) + 1;
        writeln!(out, "    “{words}” {DIM}s{sentence}{DIM:#}  {}", answers.collect::<Vec<_>>().join(" · "))?;
    }
    Ok(())
}

/// The line of the lexicon that knows these words.
fn origin(knowledge: &Knowledge, words: &str, kind: EntityKind, form: &str) -> Option<String> {
    let actors = &knowledge.actors;
    if form == "noun" {
        let last = words.split_whitespace().last()?.to_lowercase();
        let title = actors.titles.get(&words.to_lowercase()).or_else(|| actors.titles.get(&last))?;
        return Some(title.0.origin.to_string());
    }
    if kind == EntityKind::Person {
        let own = actors.phrases.get(words).filter(|phrase| phrase.known == Known::Person).map(|phrase| phrase.origin);
        return own.or_else(|| actors.leaders.by_name(&name_words(words)).map(|leader| leader.origin)).map(|origin| origin.to_string());
    }
    actors.phrases.get(words).map(|phrase| phrase.origin.to_string())
}
