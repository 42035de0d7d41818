//! Words and shapes of page furniture (`data/lexicon/furniture*.tsv`), and the phrases of them in a line's words.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Origin;
use super::files::data_file;
use super::table::rows;
use crate::error::{Error, Result};

const FILE: &str = "data/lexicon/furniture.tsv";
const AGENCIES: &str = "data/lexicon/furniture-agencies.tsv";
const DATELINES: &str = "data/lexicon/furniture-datelines.tsv";

/// What a phrase of the page is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A label of a control or of a page's section: lines made of these alone are furniture.
    Control,
    /// Filler words between such labels.
    Function,
    /// A heading after which nothing of the article follows.
    End,
    /// A heading of a box inside the article, which goes on after it.
    Aside,
    /// The beginning of a sentence that is addressed to the page's visitor.
    Lead,
    /// Who helped to write; editors.
    Tail,
    /// Topics of sentences that sites, not articles, address to "you".
    Page,
    /// Words of address.
    Address,
    /// What visitors are told to do.
    Verb,
    /// Credits of pictures.
    Credit,
    /// The opening of a caption.
    Caption,
    /// Words of an author's biography.
    Bio,
    /// Words before an author's name.
    Byline,
    /// Words after an author's name.
    Role,
    /// Bylines that name no person.
    Anonymous,
    /// Words beside a date of publication.
    Dating,
    /// The name of a piece of metadata, before a colon.
    Label,
    /// Function words that every English text has many of.
    English,
}

const KINDS: &[(&str, Kind)] = &[
    ("control", Kind::Control),
    ("function", Kind::Function),
    ("end", Kind::End),
    ("aside", Kind::Aside),
    ("lead", Kind::Lead),
    ("tail", Kind::Tail),
    ("page", Kind::Page),
    ("address", Kind::Address),
    ("verb", Kind::Verb),
    ("credit", Kind::Credit),
    ("caption", Kind::Caption),
    ("bio", Kind::Bio),
    ("byline", Kind::Byline),
    ("role", Kind::Role),
    ("anonymous", Kind::Anonymous),
    ("dating", Kind::Dating),
    ("label", Kind::Label),
    ("english", Kind::English),
];

/// How many words a `*` may stand for.
const GAP: usize = 6;

/// Phrases by their first word, the longest first, each with its line.
type Phrases = HashMap<String, Vec<(Vec<String>, usize)>>;

/// What newsgraph knows of page furniture.
pub struct Furniture {
    phrases: BTreeMap<Kind, Phrases>,
    agencies: HashMap<String, Option<String>>,
    places: HashSet<String>,
}

impl Furniture {
    /// Parses the embedded files.
    pub fn load() -> Result<Self> {
        let mut phrases: BTreeMap<Kind, Phrases> = KINDS.iter().map(|&(_, kind)| (kind, Phrases::new())).collect();
        for (line, [name, phrase]) in rows::<2>(FILE, data_file(FILE, include_str!("../../data/lexicon/furniture.tsv"))?)? {
            let kind = KINDS.iter().find(|(n, _)| *n == name).map(|&(_, kind)| kind);
            let kind = kind.ok_or_else(|| Error::data(format!("{FILE}:{line}"), format!("`{name}` is not a kind of furniture")))?;
            let words: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
            phrases.entry(kind).or_default().entry(words[0].clone()).or_default().push((words, line));
        }
        for lists in phrases.values_mut().flat_map(HashMap::values_mut) {
            lists.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        }
        let agencies = rows::<2>(AGENCIES, data_file(AGENCIES, include_str!("../../data/lexicon/furniture-agencies.tsv"))?)?;
        let agencies = agencies.into_iter().map(|(_, [words, name])| (words.to_owned(), Some(name.to_owned()).filter(|n| !n.is_empty()))).collect();
        let places = rows::<1>(DATELINES, data_file(DATELINES, include_str!("../../data/lexicon/furniture-datelines.tsv"))?)?;
        Ok(Self { phrases, agencies, places: places.into_iter().map(|(_, [place])| place.to_owned()).collect() })
    }

    /// How many of the words a phrase of this kind takes at the start of `words`; the longest one.
    pub fn at<S: AsRef<str>>(&self, kind: Kind, words: &[S]) -> Option<usize> {
        let lists = self.phrases.get(&kind)?.get(words.first()?.as_ref())?;
        lists.iter().filter_map(|(phrase, _)| length(phrase, words)).max()
    }

    /// The first phrase of one of these kinds in the words, longest and earliest, with where it is written.
    pub fn find<S: AsRef<str>>(&self, kinds: &[Kind], words: &[S]) -> Option<(String, Origin)> {
        (0..words.len()).find_map(|at| {
            let lists = kinds.iter().filter_map(|kind| self.phrases.get(kind)?.get(words[at].as_ref()));
            let fits = lists.flatten().filter_map(|(phrase, line)| Some((length(phrase, &words[at..])?, phrase, *line)));
            let (_, phrase, line) = fits.max_by_key(|(length, ..)| *length)?;
            Some((phrase.join(" "), Origin { file: FILE, line }))
        })
    }

    /// Whether the words as a whole are one phrase of this kind.
    pub fn is<S: AsRef<str>>(&self, kind: Kind, words: &[S]) -> bool {
        self.at(kind, words) == Some(words.len())
    }

    /// How many phrases of this kind stand in the words, and how many words they cover.
    pub fn count<S: AsRef<str>>(&self, kind: Kind, words: &[S]) -> (usize, usize) {
        let (mut phrases, mut covered, mut at) = (0, 0, 0);
        while at < words.len() {
            match self.at(kind, &words[at..]) {
                Some(length) => {
                    phrases += 1;
                    covered += length;
                    at += length;
                }
                None => at += 1,
            }
        }
        (phrases, covered)
    }

    /// Whether a phrase of this kind stands anywhere in the words.
    pub fn has<S: AsRef<str>>(&self, kind: Kind, words: &[S]) -> bool {
        (0..words.len()).any(|at| self.at(kind, &words[at..]).is_some())
    }

    /// An agency or picture service by its words joined with spaces; the publisher's name where it is one.
    pub fn agency(&self, words: &str) -> Option<Option<&str>> {
        self.agencies.get(words).map(Option::as_deref)
    }

    /// Whether a place (lower case) often stands in datelines.
    pub fn is_dateline_place(&self, words: &str) -> bool {
        self.places.contains(words)
    }
}

/// The words that `phrase` takes at the start of `words`.
fn length<S: AsRef<str>>(phrase: &[String], words: &[S]) -> Option<usize> {
    let Some((first, rest)) = phrase.split_first() else { return Some(0) };
    if first == "*" {
        return (1..=GAP).find_map(|gap| Some(gap + length(rest, words.get(gap..)?)?));
    }
    (words.first()?.as_ref() == first).then(|| length(rest, &words[1..])).flatten().map(|n| n + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        text.split(' ').collect()
    }

    #[test]
    fn phrases_are_found_with_gaps_and_the_longest_wins() {
        let furniture = Furniture::load().unwrap();
        assert_eq!(furniture.at(Kind::Lead, &words("follow ann lee on twitter annlee")), Some(5));
        assert_eq!(furniture.at(Kind::Lead, &words("follow the money")), None);
        assert!(furniture.is(Kind::End, &words("leave a reply")));
        assert!(!furniture.is(Kind::End, &words("leave a reply open")));
        assert_eq!(furniture.count(Kind::Control, &words("share this article today")), (2, 3));
        assert_eq!(furniture.agency("reuters"), Some(Some("Reuters")));
        assert_eq!(furniture.agency("file photo"), Some(None));
        assert!(furniture.is_dateline_place("abu dhabi"));
    }
}
