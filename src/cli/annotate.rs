//! `newsgraph annotate`: the language model's analysis, so that anyone can look.

use std::io::{BufWriter, Write};

use anyhow::Result;

use super::args::AnnotateArgs;
use super::{Status, complain};
use crate::pipeline::Extractor;
use crate::read::{Options, read_all};

/// Prints CoNLL-U.
pub fn annotate(args: &AnnotateArgs) -> Result<Status> {
    let articles = read_all(&args.inputs, &Options::default())?;
    let extractor = Extractor::new()?;
    let (mut out, mut status) = (BufWriter::new(std::io::stdout().lock()), Status::Done);
    for article in articles {
        match article.and_then(|article| Ok((extractor.annotate(&article)?, article))) {
            Ok((doc, article)) => crate::types::conllu::write(&doc, &article.id, &mut out)?,
            Err(error) => {
                complain(&error);
                status = Status::Failed;
            }
        }
    }
    out.flush()?;
    Ok(status)
}
