//! When two personal names may be two forms of one, and how much evidence each kind of difference needs.

use deunicode::deunicode;

use super::likeness::{Likeness, likeness};
use crate::knowledge::actors::{Actors, GivenNames};

/// The words of a name in plain lower case: "Park Min-un" gives `park min un`.
pub fn words(name: &str) -> Vec<String> {
    let plain = deunicode(name).to_lowercase();
    // "O'Brien" and "N'Dour" are one word each.
    let joined: String = plain.chars().filter(|c| !matches!(c, '\'' | '`' | '.')).collect();
    joined.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A person's name taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonName {
    /// Its words without middle initials and generation.
    pub words: Vec<String>,
    initials: Vec<String>,
    generation: Option<String>,
}

/// Why two names may be one, and how many points of evidence that needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// In words, for people.
    pub what: &'static str,
    /// Points of evidence.
    pub needs: u8,
}

impl PersonName {
    /// "Peter W. Marsh Jr." gives `peter marsh`, the initial `w` and the generation `jr`.
    pub fn of(name: &str, actors: &Actors) -> Self {
        let mut all = words(name);
        let generation = if all.len() > 1 { all.pop_if(|last| actors.words.generations.contains(last)) } else { None };
        let last = all.len().saturating_sub(1);
        let inner = |i: usize| i > 0 && i < last;
        let (initials, full): (Vec<_>, Vec<_>) = all.into_iter().enumerate().partition(|(i, word)| inner(*i) && is_initials(word));
        let plain = |list: Vec<(usize, String)>| list.into_iter().map(|(_, word)| word).collect();
        Self { words: plain(full), initials: plain(initials), generation }
    }

    /// One that the same person cannot bear beside the other.
    pub fn clashes(&self, other: &Self) -> bool {
        let initials = (self.initials.concat(), other.initials.concat());
        let clash = !initials.0.is_empty() && !initials.1.is_empty() && !initials.0.starts_with(&initials.1) && !initials.1.starts_with(&initials.0);
        clash || matches!((&self.generation, &other.generation), (Some(a), Some(b)) if a != b)
    }

    /// Why the other name may be this one; `None` if nothing speaks for it. `family_first`: the family name stands first.
    pub fn relation(&self, other: &Self, family_first: bool, actors: &Actors) -> Option<Relation> {
        if self.clashes(other) {
            return None;
        }
        let (a, b) = (&self.words, &other.words);
        let more = u8::from(self.generation != other.generation);
        let relation = |what, needs| Some(Relation { what, needs: needs + more });
        if a == b {
            let other_initials = !self.initials.is_empty() && !other.initials.is_empty() && self.initials.concat() != other.initials.concat();
            return relation("the same name but for marks, hyphens or a middle initial", if other_initials { 2 } else { 0 });
        }
        if a.len() != b.len() {
            let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
            let (first, last) = (short.first()? == long.first()?, short.last()? == long.last()?);
            return match (first, last) {
                _ if short.len() < 2 => None,
                (true, true) if is_subsequence(short, long) => relation("the same name with a middle name", 1),
                (_, true) if long.ends_with(short) => relation("the same name without its first part", 2),
                (true, _) if long.starts_with(short) => relation("the same name without its last part", 2),
                _ => None,
            };
        }
        let differing: Vec<usize> = (0..a.len()).filter(|&i| a[i] != b[i]).collect();
        let [at] = differing[..] else {
            let mut sorted = (a.clone(), b.clone());
            sorted.0.sort();
            sorted.1.sort();
            return (sorted.0 == sorted.1).then(|| relation("the same names in another order", 1)).flatten();
        };
        let (x, y) = (a[at].as_str(), b[at].as_str());
        let family = at == if family_first { 0 } else { a.len() - 1 };
        let spelled = match likeness(x, y, family) {
            Some(Likeness::Spelling) => relation("another spelling", if family { 2 } else { 1 }),
            Some(Likeness::Letter) => relation("one letter exchanged", if family { 2 } else { 3 }),
            None => None,
        };
        if at != 0 || family {
            return spelled;
        }
        match actors.given_names(x, y) {
            GivenNames::OneName => relation("two forms of one given name", 1),
            GivenNames::OtherGender => None,
            GivenNames::Different => spelled.map(|s| Relation { needs: s.needs + 1, ..s }),
            GivenNames::Unknown if x.starts_with(y) && y.len() == 1 || y.starts_with(x) && x.len() == 1 => {
                relation("the given name as an initial", 2)
            }
            GivenNames::Unknown => spelled,
        }
    }

    /// Keys of which two names that may be one share at least one: the name without one of its words, its two ends, its words in order.
    pub fn keys(&self) -> Vec<String> {
        let words = &self.words;
        let mut keys: Vec<String> = (0..words.len())
            .map(|gap| words.iter().enumerate().map(|(i, word)| if i == gap { "*" } else { word.as_str() }).collect::<Vec<_>>().join(" "))
            .collect();
        if let [first, .., last] = &words[..] {
            keys.push(format!("{first} .. {last}"));
            keys.push(format!("{first} {} ..", words[1]));
            keys.push(format!(".. {} {last}", words[words.len() - 2]));
            let mut sorted = words.clone();
            sorted.sort();
            keys.push(format!("{{{}}}", sorted.join(" ")));
        }
        keys
    }
}

/// "W", "HW".
fn is_initials(word: &str) -> bool {
    word.len() == 1 || (word.len() == 2 && !word.contains(['a', 'e', 'i', 'o', 'u', 'y']))
}

fn is_subsequence(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|other| other == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relation(a: &str, b: &str) -> Option<(&'static str, u8)> {
        let actors = Actors::load().unwrap();
        PersonName::of(a, &actors).relation(&PersonName::of(b, &actors), false, &actors).map(|r| (r.what, r.needs))
    }

    #[test]
    fn hyphens_marks_and_middle_initials_do_not_count() {
        assert_eq!(words("Park Min-Ŭn"), ["park", "min", "un"]);
        assert_eq!(words("Conor O’Brien"), words("Conor O'Brien"));
        assert_eq!(relation("Peter Marsh", "Peter H.W. Marsh").map(|r| r.1), Some(0));
        assert_eq!(relation("Peter H. Marsh", "Peter H.W. Marsh").map(|r| r.1), Some(2));
        assert_eq!(relation("Peter W. Marsh", "Peter H.W. Marsh"), None);
        assert_eq!(relation("Peter Marsh Jr.", "Peter Marsh Sr."), None);
        assert_eq!(relation("Peter Marsh Jr.", "Peter Marsh").map(|r| r.1), Some(1));
    }

    #[test]
    fn the_more_a_name_differs_the_more_evidence_it_needs() {
        for (a, b, needs) in [
            ("Anna Berg", "Anna Lund Berg", 1),
            ("Bill Marsh", "William Marsh", 1),
            ("Rui Tan Berg", "Tan Berg", 2),
            ("Abe Shinzaburo", "Shinzaburo Abe", 1),
            ("J. Marsh", "Joan Marsh", 2),
            ("Marco Berg", "Mario Berg", 4),
            ("Anna Karimov", "Anna Karmov", 2),
        ] {
            assert_eq!(relation(a, b).map(|r| r.1), Some(needs), "{a}, {b}");
        }
        for (a, b) in [("Carl Berg", "Carla Berg"), ("Anna Berg", "Otto Berg"), ("Park Min-un", "Park Min-il"), ("Lund", "Anna Lund")] {
            assert_eq!(relation(a, b), None, "{a}, {b}");
        }
    }

    #[test]
    fn names_that_may_be_one_share_a_key() {
        for (a, b) in
            [("Anna Berg", "Anna Lund Berg"), ("Rui Tan Berg", "Tan Berg"), ("Abe Shinzaburo", "Shinzaburo Abe"), ("Bill Marsh", "William Marsh")]
        {
            let actors = Actors::load().unwrap();
            let (a, b) = (PersonName::of(a, &actors).keys(), PersonName::of(b, &actors).keys());
            assert!(a.iter().any(|key| b.contains(key)), "{a:?} {b:?}");
        }
    }
}
