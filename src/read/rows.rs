//! A row of a table, an object of JSON, an item of a feed to an article: what its keys hold is told by
//! [`FieldNames`].

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Map, Value};

use super::Source;
use crate::error::{Error, Result};
use crate::knowledge::fields::{Field, FieldNames, normal};
use crate::types::{Article, Metadata};

/// Where rows come from.
pub struct Origin {
    /// The file.
    pub path: String,
    /// Its name without folder and ending.
    pub stem: String,
    /// Bare numbers as ids stand alone, as in newsgraph's own format; elsewhere the file's name stands before them.
    pub own_numbers: bool,
}

impl Origin {
    /// Of a source.
    pub fn of(source: &Source) -> Self {
        Self { path: source.path.clone(), stem: source.stem(), own_numbers: false }
    }
}

/// An object under this many words has no text in it that went unnoticed.
const PROSE: usize = 20;
/// So many keys are named in a message.
const KEYS: usize = 24;
/// The keys under which an object holds what it is about, in order of preference.
const INNER: [&str; 9] = ["value", "name", "title", "rendered", "text", "content", "#text", "$t", "$oid"];

/// The article of a row. `number`: which row of its source it is, counted from 1; `place`: where, for messages.
///
/// # Errors
/// There is no text in it, and the message names the keys that there are.
pub fn article(row: &Map<String, Value>, names: &FieldNames, origin: &Origin, number: usize, place: &str) -> Result<Article> {
    let row = Row::new(row);
    let one = |field| row.first(names.of(field));
    let title = one(Field::Title);
    let whole = |field| row.value(names.of(field)).filter(|value| !value.is_number()).and_then(words);
    let (text, html) = match (whole(Field::Text), whole(Field::Html), whole(Field::Summary)) {
        (Some(text), ..) => (text, false),
        (None, Some(html), _) => (html, true),
        (None, None, Some(summary)) if !row.has_prose(&summary) => (summary, false),
        (None, None, None) if title.as_ref().is_some_and(|title| !row.has_prose(title)) => (title.clone().unwrap_or_default(), false),
        _ => return Err(Error::input(place, row.without_text(names))),
    };
    let number = || format!("{}:{number}", origin.stem);
    let id = one(Field::Id).map(|id| {
        let bare = id.bytes().all(|b| b.is_ascii_digit()) && !origin.own_numbers;
        if bare { format!("{}:{id}", origin.stem) } else { id }
    });
    Ok(Article {
        // An address says where an article stands, not which one it is.
        id: id.filter(|id| !id.contains("://")).unwrap_or_else(number),
        path: one(Field::Url).unwrap_or_else(|| origin.path.clone()),
        html: html || is_markup(&text),
        text,
        metadata: Metadata {
            title,
            published: one(Field::Published).map(|date| day(&date)),
            publisher: one(Field::Publisher),
            authors: row.value(names.of(Field::Authors)).map(persons).unwrap_or_default(),
        },
        ..Article::default()
    })
}

/// Whether a table with these columns may hold articles: one of them has a text, a summary or a headline.
pub fn holds_articles<'a>(columns: impl Iterator<Item = &'a str>, names: &FieldNames) -> bool {
    let columns: Vec<String> = columns.map(normal).collect();
    let fields = [Field::Text, Field::Html, Field::Summary, Field::Title];
    fields.iter().any(|&field| names.of(field).any(|name| columns.iter().any(|column| column == name)))
}

/// Whether a text is the source of a page or of a part of one.
pub fn is_markup(text: &str) -> bool {
    let start = text.trim_start();
    let opens = start.starts_with('<') && start[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '!');
    opens || text.contains("</p>") || text.contains("<br>") || text.contains("<br/>") || text.contains("<br />")
}

/// The keys of a row as they are compared, and its values.
struct Row<'a> {
    keys: Vec<(String, &'a str, &'a Value)>,
}

impl<'a> Row<'a> {
    fn new(row: &'a Map<String, Value>) -> Self {
        Self { keys: row.iter().map(|(key, value)| (normal(key), key.as_str(), value)).collect() }
    }

    /// The value under a name; a dot is part of a key, or leads into an object.
    fn get(&self, name: &str) -> Option<&'a Value> {
        if let Some((_, _, value)) = self.keys.iter().find(|(key, ..)| key == name) {
            return Some(value);
        }
        name.match_indices('.').find_map(|(dot, _)| {
            let inner = match self.keys.iter().find(|(key, ..)| *key == name[..dot])?.2 {
                Value::Array(items) => items.first()?,
                value => value,
            };
            Row::new(inner.as_object()?).get(&name[dot + 1..])
        })
    }

    /// The first value with words in it.
    fn value<'n>(&self, mut names: impl Iterator<Item = &'n str>) -> Option<&'a Value> {
        names.find_map(|name| self.get(name).filter(|value| words(value).is_some()))
    }

    fn first<'n>(&self, names: impl Iterator<Item = &'n str>) -> Option<String> {
        self.value(names).and_then(words).map(|text| text.trim().to_owned())
    }

    /// Whether something beside `known` reads like an article's text.
    fn has_prose(&self, known: &str) -> bool {
        let prose = |value: &Value| value.as_str().is_some_and(|text| text.trim() != known.trim() && text.split_whitespace().count() >= PROSE);
        self.keys.iter().any(|(_, _, value)| prose(value) || value.as_object().is_some_and(|inner| inner.values().any(prose)))
    }

    fn without_text(&self, names: &FieldNames) -> String {
        let mut keys: Vec<String> = Vec::new();
        for (_, key, value) in &self.keys {
            match value.as_object() {
                Some(inner) if !inner.is_empty() => keys.extend(inner.keys().map(|inner| format!("{key}.{inner}"))),
                _ => keys.push((*key).to_owned()),
            }
        }
        let more = if keys.len() > KEYS { format!(" and {} more", keys.len() - KEYS) } else { String::new() };
        keys.truncate(KEYS);
        let keys = keys.join(", ").chars().filter(|c| !c.is_control()).collect::<String>();
        let known = names.of(Field::Text).take(6).collect::<Vec<_>>().join(", ");
        if keys.is_empty() {
            return format!("no text: there is nothing in it (expected: {known} ...)");
        }
        format!("no text: none of {known} ... is filled; the keys are {keys}{more}: name the one with the text, `--map text=KEY`")
    }
}

/// What a value says, if it says anything.
fn words(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => items.iter().filter_map(words).collect::<Vec<_>>().join("\n\n"),
        Value::Object(object) => INNER.iter().find_map(|key| object.get(*key).and_then(words))?,
        Value::Null | Value::Bool(_) => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// Names in a value: an array of them or of objects with names, or a text. A text that is a list as Python and JSON
/// print it is a list.
fn persons(value: &Value) -> Vec<String> {
    let names = match value {
        Value::Array(items) => items.iter().filter_map(words).collect(),
        _ => {
            let text = words(value).unwrap_or_default();
            match text.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                Some(list) => list.split(',').map(str::to_owned).collect::<Vec<_>>(),
                None => text.split([';', '|']).map(str::to_owned).collect(),
            }
        }
    };
    let bare = |name: String| name.trim_matches(|c: char| c.is_whitespace() || c == '\'' || c == '"').to_owned();
    names.into_iter().map(bare).filter(|name| !name.is_empty()).collect()
}

/// Days that counts of seconds since 1970 may mean in a news archive: 1973 to 2100.
const SECONDS: std::ops::Range<i64> = 100_000_000..4_102_444_800;

/// A date as cleaning takes it: counts of (milli-, micro-, nano-) seconds and compact dates become ISO dates, the rest
/// stays as it is worded.
fn day(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 8 && text[8..].chars().next().is_none_or(|c| !c.is_ascii_digit() && c != '.') {
        let date = format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..8]);
        return date.parse::<Date>().map_or_else(|_| text.to_owned(), |date| date.to_string());
    }
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let count = whole.parse::<i64>().ok().filter(|_| digits >= 9 && digits == whole.len());
    let seconds = count.and_then(|count| [1, 1_000, 1_000_000, 1_000_000_000].iter().map(|unit| count / unit).find(|s| SECONDS.contains(s)));
    match seconds.and_then(|seconds| Timestamp::from_second(seconds).ok()) {
        Some(time) => time.to_string().chars().take(10).collect(),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_machines_are_days() {
        for (written, day_of) in [
            ("20240619T101500Z", "2024-06-19"),
            ("20240619", "2024-06-19"),
            ("1718791200", "2024-06-19"),
            ("1718791200.5", "2024-06-19"),
            ("1718791200000", "2024-06-19"),
            ("1718791200000000000", "2024-06-19"),
            ("2024-06-19T10:00:00Z", "2024-06-19T10:00:00Z"),
            ("Wed, 19 Jun 2024 10:00:00 GMT", "Wed, 19 Jun 2024 10:00:00 GMT"),
            ("20249999", "20249999"),
        ] {
            assert_eq!(day(written), day_of);
        }
    }

    #[test]
    fn keys_are_found_in_whatever_case_and_depth() {
        let row: Value = serde_json::from_str(
            r#"{"Published At": "2024-06-19", "source": {"id": null, "NAME": "Wire"}, "Content": "Words.", "author": "['A B', 'C D']",
                "uri": 12, "source.title": "x"}"#,
        )
        .unwrap();
        let origin = Origin { path: "in.json".into(), stem: "in".into(), own_numbers: false };
        let article = article(row.as_object().unwrap(), &FieldNames::load().unwrap(), &origin, 3, "in.json").unwrap();
        assert_eq!((article.id.as_str(), article.text.as_str()), ("in:12", "Words."));
        assert_eq!(article.metadata.published.as_deref(), Some("2024-06-19"));
        assert_eq!(article.metadata.publisher.as_deref(), Some("Wire"));
        assert_eq!(article.metadata.authors, ["A B", "C D"]);
    }
}
