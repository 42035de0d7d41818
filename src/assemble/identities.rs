//! What a user says of who is who: a file of lines `NAME = NAME` (the same) and `NAME != NAME` (not the same), names in full or ids.

use std::collections::HashMap;

use super::names::words;
use crate::error::{Error, Result};

/// One line of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// A name or id.
    pub a: String,
    /// The other name or id.
    pub b: String,
    /// Whether they are the same.
    pub same: bool,
    /// `FILE:LINE`.
    pub place: String,
}

/// All that a user says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identities {
    list: Vec<Verdict>,
}

impl Identities {
    /// Reads the file's text; `file` is its name for messages.
    ///
    /// # Errors
    /// [`Error::Data`] with file and line for a line of another form, and for one that contradicts others.
    pub fn parse(file: &str, text: &str) -> Result<Self> {
        let mut list: Vec<Verdict> = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.split_once('#').map_or(line, |(before, _)| before).trim();
            if line.is_empty() {
                continue;
            }
            let place = format!("{file}:{number}");
            let parts = line.split_once("!=").map(|(a, b)| (a, b, false)).or_else(|| line.split_once('=').map(|(a, b)| (a, b, true)));
            let Some((a, b, same)) = parts.map(|(a, b, same)| (a.trim(), b.trim(), same)).filter(|(a, b, _)| is_name(a) && is_name(b)) else {
                return Err(Error::data(place, format!("“{line}” is neither “NAME = NAME” (the same actor) nor “NAME != NAME” (two actors)")));
            };
            if key(a) == key(b) {
                return Err(Error::data(place, format!("“{a}” stands on both sides")));
            }
            list.push(Verdict { a: a.to_owned(), b: b.to_owned(), same, place });
        }
        check(&list)?;
        Ok(Self { list })
    }

    /// The lines, in their order.
    pub fn verdicts(&self) -> impl Iterator<Item = &Verdict> {
        self.list.iter()
    }
}

/// What makes two names of the file one.
pub fn key(name: &str) -> String {
    if name.contains(':') { name.to_lowercase() } else { words(name).join(" ") }
}

fn is_name(text: &str) -> bool {
    !text.contains(['=', '!']) && !key(text).is_empty()
}

/// Names that are the same by a chain of lines must not be said to be two.
fn check(list: &[Verdict]) -> Result<()> {
    let mut group: HashMap<String, usize> = HashMap::new();
    for (i, verdict) in list.iter().enumerate() {
        let of = [&verdict.a, &verdict.b].map(|name| *group.entry(key(name)).or_insert_with_key(|_| 2 * i + usize::from(name == &verdict.b)));
        if verdict.same {
            group.values_mut().filter(|other| **other == of[1]).for_each(|other| *other = of[0]);
        }
    }
    for verdict in list.iter().filter(|verdict| !verdict.same) {
        if group.get(&key(&verdict.a)) == group.get(&key(&verdict.b)) {
            let same: Vec<&str> =
                list.iter().filter(|v| v.same && group.get(&key(&v.a)) == group.get(&key(&verdict.a))).map(|v| v.place.as_str()).collect();
            let message = format!("“{}” and “{}” are said to be two, but the same at {}", verdict.a, verdict.b, same.join(", "));
            return Err(Error::data(&verdict.place, message));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_with_comments_and_ids() {
        let read = Identities::parse("f", "# who is who\n\nAnna Berg = Anna Lund-Berg\nperson:jo-berg != Joan Berg # her sister\n").unwrap();
        let lines: Vec<(&str, &str, bool, &str)> = read.list.iter().map(|v| (v.a.as_str(), v.b.as_str(), v.same, v.place.as_str())).collect();
        assert_eq!(lines, [("Anna Berg", "Anna Lund-Berg", true, "f:3"), ("person:jo-berg", "Joan Berg", false, "f:4")]);
    }

    #[test]
    fn a_line_of_another_form_is_an_error_at_its_place() {
        for line in ["Anna Berg", "Anna = ", " != Anna", "Anna = Berg = Lund", "Anna Berg = anna-berg", "Anna == Berg"] {
            let error = Identities::parse("who.txt", &format!("\n{line}")).unwrap_err().to_string();
            assert!(error.starts_with("who.txt:2: "), "{error}");
        }
    }

    #[test]
    fn a_contradiction_through_a_chain_names_all_its_lines() {
        let error = Identities::parse("who.txt", "A = B\nX = Y\nB = C\nC != A\n").unwrap_err().to_string();
        assert_eq!(error, "who.txt:4: “C” and “A” are said to be two, but the same at who.txt:1, who.txt:3");
        assert!(Identities::parse("who.txt", "A = B\nC = D\nA != C\n").is_ok());
    }
}
