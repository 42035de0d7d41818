//! Web pages: one article a file. What is article and what is page is decided by cleaning; here bytes only become characters.

use super::{Articles, Context, Source, dated, decode, once};
use crate::error::{Error, Result};
use crate::types::Article;

/// The article of an HTML file.
pub fn read(mut source: Source, _context: &Context) -> Articles {
    once(article(&mut source))
}

fn article(source: &mut Source) -> Result<Article> {
    let text = decode(&source.rest()?, true).map_err(|e| e.at(&source.path))?;
    if text.trim().is_empty() {
        return Err(Error::input(&source.path, "only white space: nothing to read"));
    }
    let article = Article { id: source.stem(), path: source.path.clone(), text, html: true, ..Article::default() };
    Ok(dated(article, source))
}
