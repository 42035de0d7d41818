//! The statements of a sentence: who, by which word of saying, what, about whom.

use std::io::Write;

use anyhow::Result;

use super::View;
use super::paint::{ACTOR, BOLD, DIM, FILE, hanging};
use crate::types::{Statement, StatementMode};

pub fn print(view: &View<'_>, sentence: usize, out: &mut impl Write) -> Result<()> {
    let (doc, entities) = (&view.found.doc, &view.found.entities);
    let name = |entity: usize| entities.list[entity].name.as_str();
    let here = |s: &&Statement| {
        let start = s.cue.as_ref().map(|cue| cue.start).or_else(|| s.content.first().map(|c| doc.tokens_in(*c).start));
        start.is_some_and(|token| token < doc.tokens.len() && doc.sentence_of(token) == sentence)
    };
    for statement in view.found.statements.iter().filter(here) {
        let speaker = statement.speaker.map_or("(nobody known)", name);
        let mode = match statement.mode {
            StatementMode::Direct => "in their own words",
            StatementMode::Indirect => "as reported",
            StatementMode::Mixed => "as reported, partly quoted",
        };
        writeln!(out, "  {BOLD}says{BOLD:#}  {ACTOR}{speaker}{ACTOR:#}  {DIM}{mode} · confidence {:.2}{DIM:#}", statement.confidence)?;
        let words = statement.speaker_tokens.as_ref().map(|t| doc.phrase(t.clone())).filter(|words| *words != speaker);
        if let Some(words) = words {
            writeln!(out, "    {DIM}{:<11}{DIM:#}“{words}”", "speaker")?;
        }
        let cue = statement.cue.clone().map_or_else(|| "none: the quotation before goes on".to_owned(), |cue| format!("“{}”", doc.phrase(cue)));
        let origin = cue_origin(view, statement).map(|at| format!("  {FILE}{at}{FILE:#}")).unwrap_or_default();
        writeln!(out, "    {DIM}{:<11}{DIM:#}{cue}{origin}", "cue")?;
        for part in &statement.content {
            hanging(out, &format!("    {DIM}{:<11}{DIM:#}", "content"), 15, part.of(&doc.text), anstyle::Style::new(), view.width)?;
        }
        if !statement.about.is_empty() {
            let about: Vec<&str> = statement.about.iter().map(|&entity| name(entity)).collect();
            writeln!(out, "    {DIM}{:<11}{DIM:#}{}", "about", about.join(", "))?;
        }
        if let Some(hearer) = statement.addressee {
            writeln!(out, "    {DIM}{:<11}{DIM:#}{}", "to", name(hearer))?;
        }
        writeln!(out, "    {DIM}{:<11}{}{DIM:#}", "grounds", statement.grounds.join(" "))?;
    }
    Ok(())
}

/// The line of the lexicon that has the word of saying.
fn cue_origin(view: &View<'_>, statement: &Statement) -> Option<String> {
    let (doc, speech) = (&view.found.doc, &view.knowledge.speech);
    let cue = statement.cue.clone()?;
    cue.clone().find_map(|token| {
        let next = doc.tokens[token + 1..].iter().map(|t| t.lower.as_str());
        let verb = speech.verb(&doc.tokens[token].lemma, next).map(|verb| verb.origin);
        verb.or_else(|| speech.noun_origin(&doc.tokens[token].lemma)).map(|origin| origin.to_string())
    })
}
