//! `newsgraph annotate`: the language model's analysis, so that anyone can look.

use std::io::{BufWriter, Write};

use anyhow::Result;

use super::args::AnnotateArgs;
use super::{Status, complain};
use crate::pipeline::Extractor;
use crate::read;
use crate::types::Article;

/// Prints CoNLL-U.
pub fn annotate(args: &AnnotateArgs) -> Result<Status> {
    let articles = read::articles(&args.source.inputs, &args.source.options())?;
    let extractor = Extractor::new()?;
    let (mut out, mut status) = (BufWriter::new(std::io::stdout().lock()), Status::Done);
    for article in articles {
        let document = |article: &Article| if args.raw { Ok(extractor.annotator().annotate(&article.text)) } else { extractor.annotate(article) };
        match article.and_then(|article| Ok((document(&article)?, article))) {
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
