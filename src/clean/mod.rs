//! Articles to clean text: page furniture off, title, date, publisher and authors found, every span leading back to the input.

use crate::knowledge::Knowledge;
use crate::types::{Article, CleanText};

/// The article's own text.
pub fn clean(article: &Article, _knowledge: &Knowledge) -> CleanText {
    let mut clean = CleanText::plain(&article.text);
    clean.metadata = article.metadata.clone();
    clean
}
