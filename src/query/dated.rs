//! When things happened, as far as an article tells: by the time that the text gives, else by the article's date.

use indexmap::IndexMap;

use crate::types::{Evidence, Graph};

/// The dates of the articles.
pub struct Dates<'a>(IndexMap<&'a str, &'a str>);

impl<'a> Dates<'a> {
    /// The dates of a graph's articles.
    pub fn of(graph: &'a Graph) -> Self {
        Self(graph.articles.iter().filter_map(|article| Some((article.id.as_str(), article.published.as_deref()?))).collect())
    }

    /// The day on which an article was published.
    pub fn published(&self, article: &str) -> Option<&'a str> {
        self.0.get(article).copied()
    }

    /// First and last day of a piece of evidence; nothing if it cannot be dated.
    pub fn span(&self, piece: &Evidence) -> Option<(String, String)> {
        let stated = piece.time.as_ref().and_then(|time| Some((time.from.clone().or(time.to.clone())?, time.to.clone().or(time.from.clone())?)));
        stated.or_else(|| self.published(&piece.article).map(|day| (day.to_owned(), day.to_owned())))
    }

    /// Whether a piece of evidence lies between two days. What cannot be dated does not, if one of them is given.
    pub fn is_within(&self, piece: &Evidence, since: Option<&str>, until: Option<&str>) -> bool {
        if since.is_none() && until.is_none() {
            return true;
        }
        self.span(piece)
            .is_some_and(|(first, last)| since.is_none_or(|since| last.as_str() >= since) && until.is_none_or(|until| first.as_str() <= until))
    }
}
