//! Public figures whose state the news does not always tell (`data/lexicon/leaders.tsv`).

use std::collections::HashMap;

use crate::knowledge::Origin;

/// A head of state or government, or another public figure of long standing.
#[derive(Debug, Clone)]
pub struct Leader {
    /// Full name.
    pub name: String,
    /// Alpha-3 of the state; none for those of international bodies.
    pub country: Option<String>,
    /// First year in the news.
    pub from: u16,
    /// Last year in the news.
    pub to: u16,
    /// Where it is written.
    pub origin: Origin,
}

/// All of them, by name.
#[derive(Default)]
pub struct Leaders {
    list: Vec<Leader>,
    by_name: HashMap<String, usize>,
    by_surname: HashMap<String, Vec<usize>>,
    other_names: HashMap<String, usize>,
}

/// The words of a person's name, folded for comparison: lower case, ASCII, without stops, apostrophes and hyphens.
pub fn name_words(name: &str) -> Vec<String> {
    let plain = deunicode::deunicode(&name.replace(['.', '\'', '\u{2019}'], "")).to_lowercase();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

impl Leaders {
    pub(super) fn add(&mut self, leader: Leader, words: &[String], surname: String) {
        let index = self.list.len();
        self.by_name.entry(words.concat()).or_insert(index);
        // "Saad al-Hariri" is also written without the article.
        let bare: String = words.iter().filter(|w| !matches!(w.as_str(), "al" | "el")).map(String::as_str).collect();
        self.by_name.entry(bare).or_insert(index);
        self.by_surname.entry(surname).or_default().push(index);
        self.list.push(leader);
    }

    /// A person of a user's lexicon, who comes before those of the same name.
    pub(super) fn add_own(&mut self, leader: Leader, words: &[String], surname: String, names: &[&str]) {
        let index = self.list.len();
        self.by_name.insert(words.concat(), index);
        self.by_surname.insert(surname, vec![index]);
        for name in names {
            self.other_names.insert(name_words(name).concat(), index);
        }
        self.list.push(leader);
    }

    /// The full name of a person of a user's lexicon by any of the names given there.
    pub fn own_name(&self, name: &str) -> Option<&str> {
        if self.other_names.is_empty() {
            return None;
        }
        self.other_names.get(&name_words(name).concat()).map(|&index| self.list[index].name.as_str())
    }

    /// The figure of a full name, with or without initials in its middle.
    pub fn by_name(&self, words: &[String]) -> Option<&Leader> {
        let inner = |i: usize| i > 0 && i + 1 < words.len();
        let plain = || words.iter().enumerate().filter(|(i, word)| !inner(*i) || word.len() > 1).map(|(_, word)| word.as_str()).collect::<String>();
        self.by_name.get(&words.concat()).or_else(|| self.by_name.get(&plain())).map(|&i| &self.list[i])
    }

    /// Country and, if only one person fits, full name of those with this last name who were in the news in a year, or some years before.
    pub fn by_surname(&self, surname: &str, year: Option<u16>) -> Option<(Option<String>, Option<String>)> {
        let in_view = |leader: &&Leader| year.is_none_or(|year| leader.from <= year && year <= leader.to.saturating_add(5));
        let fits: Vec<&Leader> = self.by_surname.get(surname)?.iter().map(|&i| &self.list[i]).filter(in_view).collect();
        let first = fits.first()?;
        // One person may stand in the table under several spellings.
        let alike = |other: &&Leader| other.country == first.country && other.name.get(..2) == first.name.get(..2);
        let country = fits.iter().all(|other| other.country == first.country).then(|| first.country.clone());
        country.map(|country| (country, fits.iter().all(alike).then(|| first.name.clone())))
    }
}
