//! Which keys of JSON and which columns of tables hold the text, the title, the date and the rest of an article:
//! `data/read/fields.tsv`, and what users say with `--map`.

use super::files::data_file;
use super::table::rows;
use crate::error::{Error, Result};

const PATH: &str = "data/read/fields.tsv";
const FILE: &str = include_str!("../../data/read/fields.tsv");

/// What a key or column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The article's text.
    Text,
    /// The source of its page.
    Html,
    /// What it says in short: read where there is no text.
    Summary,
    /// The headline.
    Title,
    /// When it was published.
    Published,
    /// The paper, agency or site.
    Publisher,
    /// Who wrote it.
    Authors,
    /// Its address.
    Url,
    /// What it is called in the collection.
    Id,
    /// In an object: the array of its articles.
    Articles,
}

impl Field {
    const ALL: [(&'static str, Field); 10] = [
        ("text", Field::Text),
        ("html", Field::Html),
        ("summary", Field::Summary),
        ("title", Field::Title),
        ("published", Field::Published),
        ("publisher", Field::Publisher),
        ("authors", Field::Authors),
        ("url", Field::Url),
        ("id", Field::Id),
        ("articles", Field::Articles),
    ];

    fn by_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|&(_, field)| field)
    }
}

/// The names of keys by field, in order of preference.
#[derive(Debug, Clone)]
pub struct FieldNames {
    names: Vec<(Field, String)>,
}

impl FieldNames {
    /// The names of the data file.
    ///
    /// # Errors
    /// The data file is wrong.
    pub fn load() -> Result<Self> {
        let mut names = Vec::new();
        for (line, [field, name]) in rows::<2>(PATH, data_file(PATH, FILE)?)? {
            let place = || format!("{PATH}:{line}");
            let field = Field::by_name(field).ok_or_else(|| Error::data(place(), format!("no such field: `{field}`")))?;
            if normal(name) != name {
                return Err(Error::data(place(), format!("`{name}` must be written `{}`", normal(name))));
            }
            names.push((field, name.to_owned()));
        }
        Ok(Self { names })
    }

    /// Follows a user's choice, such as `text=content`: only this key holds the field.
    ///
    /// # Errors
    /// It is not of this form, or names no field.
    pub fn map(&mut self, word: &str) -> Result<()> {
        let fields = || Field::ALL.map(|(name, _)| name).join(", ");
        let wrong = |what: String| Error::input(format!("`--map {word}`"), what);
        let Some((field, key)) = word.split_once('=').filter(|(_, key)| !normal(key).is_empty()) else {
            return Err(wrong(format!("a field, “=” and a key or column, such as text=content; the fields are {}", fields())));
        };
        // Any known name of a field will do: `date=day` is `published=day`.
        let known = |name: String| self.names.iter().find(|(_, known)| *known == name).map(|&(field, _)| field);
        let field = Field::by_name(&normal(field)).or_else(|| known(normal(field)));
        let field = field.ok_or_else(|| wrong(format!("no such field; the fields are {}", fields())))?;
        self.names.retain(|(known, _)| *known != field && (field != Field::Text || *known != Field::Summary));
        self.names.push((field, normal(key)));
        Ok(())
    }

    /// The names of a field.
    pub fn of(&self, field: Field) -> impl Iterator<Item = &str> {
        self.names.iter().filter(move |(known, _)| *known == field).map(|(_, name)| name.as_str())
    }
}

/// A key as it is compared: letters, digits and dots in lower case.
pub fn normal(key: &str) -> String {
    let kept = key.chars().filter(|c| c.is_alphanumeric() || *c == '.');
    kept.flat_map(char::to_lowercase).collect::<String>().trim_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_users_choice_replaces_all_names_of_a_field() {
        let mut names = FieldNames::load().unwrap();
        names.map("text=Story Body").unwrap();
        names.map("date=when.day").unwrap();
        assert_eq!(names.of(Field::Text).collect::<Vec<_>>(), ["storybody"]);
        assert_eq!(names.of(Field::Published).collect::<Vec<_>>(), ["when.day"]);
        assert!(names.of(Field::Title).any(|name| name == "headline"));
        for wrong in ["text", "text=", "words=content"] {
            let error = names.map(wrong).unwrap_err().to_string();
            assert!(error.contains("published") && error.contains(wrong), "{error}");
        }
    }
}
