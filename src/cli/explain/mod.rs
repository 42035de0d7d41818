//! `newsgraph explain`: what each stage made of an article, and which rule in which file and line fired.

mod annotate;
mod clean;
mod events;
mod paint;
mod resolve;
mod statements;

use std::io::Write;

use anyhow::Result;

use super::args::{ExplainArgs, Stage};
use super::{Status, complain};
use crate::knowledge::Knowledge;
use crate::pipeline::{Explanation, Extractor};
use crate::read;
use crate::types::Article;
use paint::{BOLD, DIM, HEAD};

/// An article with what each stage made of it.
struct View<'a> {
    article: &'a Article,
    found: &'a Explanation,
    knowledge: &'a Knowledge,
    /// Columns to write in.
    width: usize,
}

/// Prints what each stage made of each article.
pub fn explain(args: &ExplainArgs) -> Result<Status> {
    let articles = read::articles(&args.source.inputs, &args.source.options())?;
    let extractor = Extractor::with(args.lexicon.knowledge()?)?;
    let (mut out, mut status) = (super::screen::stdout(), Status::Done);
    for article in articles {
        match article.and_then(|article| Ok((extractor.explain(&article)?, article))) {
            Ok((found, article)) => {
                let width = super::output::width().min(140);
                print(&View { article: &article, found: &found, knowledge: extractor.knowledge(), width }, args.stage, &mut out)?;
            }
            Err(error) => {
                complain(&error);
                status = Status::Failed;
            }
        }
    }
    out.flush()?;
    Ok(status)
}

fn print(view: &View<'_>, stage: Option<Stage>, out: &mut impl Write) -> Result<()> {
    let wanted = |which: Stage| stage.is_none_or(|stage| stage == which);
    let metadata = &view.found.clean.metadata;
    let title = metadata.title.as_deref().unwrap_or("(no headline)");
    writeln!(out, "{BOLD}{title}{BOLD:#}  {DIM}{}{DIM:#}", view.article.id)?;
    let said = [metadata.published.as_deref(), metadata.publisher.as_deref()].into_iter().flatten();
    let known: Vec<&str> = said.chain(metadata.authors.iter().map(String::as_str)).chain([view.article.path.as_str()]).collect();
    writeln!(out, "{DIM}{}{DIM:#}", known.join(" · "))?;
    if wanted(Stage::Clean) {
        clean::print(view, out)?;
    }
    if wanted(Stage::Annotate) {
        annotate::print(view, stage.is_some(), out)?;
    }
    if wanted(Stage::Resolve) {
        resolve::print(view, out)?;
    }
    if wanted(Stage::Extract) {
        heading(out, "extract", &format!("{} events, {} statements", view.found.events.len(), view.found.statements.len()))?;
        for sentence in 0..view.found.doc.sentences.len() {
            extracted(view, sentence, out)?;
        }
    }
    writeln!(out)?;
    Ok(())
}

/// A sentence with its events, statements and near misses.
fn extracted(view: &View<'_>, sentence: usize, out: &mut impl Write) -> Result<()> {
    let doc = &view.found.doc;
    let mut body = Vec::new();
    events::print(view, sentence, &mut body)?;
    statements::print(view, sentence, &mut body)?;
    events::print_near(view, sentence, &mut body)?;
    if body.is_empty() && doc.phrase(doc.sentences[sentence].clone()).split_whitespace().count() < 3 {
        return Ok(());
    }
    writeln!(out)?;
    sentence_line(view, sentence, out)?;
    out.write_all(&body)?;
    Ok(())
}

/// `s12  The sentence itself.`
fn sentence_line(view: &View<'_>, sentence: usize, out: &mut impl Write) -> Result<()> {
    let doc = &view.found.doc;
    let label = format!("s{}", sentence + 1);
    paint::hanging(out, &format!("{DIM}{label:<4}{DIM:#} "), 5, doc.phrase(doc.sentences[sentence].clone()), BOLD, view.width)
}

fn heading(out: &mut impl Write, stage: &str, summary: &str) -> Result<()> {
    Ok(writeln!(out, "\n{HEAD} {} {HEAD:#} {summary}", stage.to_uppercase())?)
}
