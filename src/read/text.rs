//! Plain text: one article a file.

use super::{Articles, Context, Source, dated, decode, once};
use crate::error::{Error, Result};
use crate::types::Article;

/// The article of a text file.
pub fn read(mut source: Source, _context: &Context) -> Articles {
    once(article(&mut source))
}

fn article(source: &mut Source) -> Result<Article> {
    let text = decode(&source.rest()?, false).map_err(|e| e.at(&source.path))?;
    if text.trim().is_empty() {
        return Err(Error::input(&source.path, "only white space: nothing to read"));
    }
    Ok(dated(Article { id: source.stem(), path: source.path.clone(), text, ..Article::default() }, source))
}
