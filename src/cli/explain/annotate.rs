//! The language model's analysis: trees, tags and names, sentence by sentence.

use std::io::Write;

use anyhow::Result;

use super::paint::{ACTOR, DIM, GOOD};
use super::{View, heading, sentence_line};
use crate::types::Pos;

/// The trees only where they were asked for: they are long.
pub fn print(view: &View<'_>, trees: bool, out: &mut impl Write) -> Result<()> {
    let doc = &view.found.doc;
    let more = if trees { "" } else { " (--stage annotate prints the trees)" };
    heading(out, "annotate", &format!("{} sentences, {} tokens, {} names{more}", doc.sentences.len(), doc.tokens.len(), doc.names.len()))?;
    if !trees {
        return Ok(());
    }
    for (number, sentence) in doc.sentences.iter().enumerate() {
        writeln!(out)?;
        sentence_line(view, number, out)?;
        let widest = sentence.clone().map(|t| doc.form(t).chars().count()).max().unwrap_or(0).min(24);
        for token in sentence.clone().filter(|&t| doc.tokens[t].pos != Pos::Space) {
            let t = &doc.tokens[token];
            let name = doc.name_at(token).map(|name| format!("  {ACTOR}{}{ACTOR:#}", name.label)).unwrap_or_default();
            let head = if t.head == token { String::new() } else { format!(" → {}", doc.form(t.head)) };
            writeln!(
                out,
                "     {:widest$}  {DIM}{:<5} {:<5}{DIM:#} {:widest$}  {GOOD}{}{GOOD:#}{head}{name}",
                doc.form(token),
                t.pos,
                t.tag,
                t.lemma.as_str(),
                t.dep
            )?;
        }
    }
    Ok(())
}
