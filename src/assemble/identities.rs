//! What a user says of who is who: a file of lines `NAME = NAME` (the same), `NAME != NAME` (not the same), and `NAME: kind = ...`, `NAME: country = ...`,
//! `NAME: post = ...` (what he or it is); names in full or ids.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::local_ids::plain_id;
use super::names::words;
use crate::error::{Error, Result};
use crate::knowledge::Knowledge;
use crate::knowledge::actors::Actors;
use crate::knowledge::actors::words::ActorWords;
use crate::types::{Actor, EntityKind, Record, Role};

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

/// What the user says that an actor is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Trait {
    Kind(EntityKind),
    /// ISO 3166-1 alpha-3; none: of no state.
    Country(Option<String>),
    /// As typed, with what it is a post of; none: holds none.
    Post(Option<String>),
}

/// A line that says what an actor is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Setting {
    name: String,
    set: Trait,
    place: String,
}

/// All that a user says of who is who.
///
/// ```
/// # fn main() -> newsgraph::Result<()> {
/// let knowledge = newsgraph::Knowledge::load()?;
/// let text = "Bob Smith = Robert Smith\nSmith Ltd != Smith Inc\nBob Smith: country = Norway";
/// newsgraph::Identities::parse("identities.txt", text, &knowledge)?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identities {
    list: Vec<Verdict>,
    settings: Vec<Setting>,
}

impl Identities {
    /// Reads the file's text; `file` is its name for messages.
    ///
    /// # Errors
    /// [`Error::Data`] with file and line for a line of another form, for one that contradicts others, and for a kind or state that there is not.
    pub fn parse(file: &str, text: &str, knowledge: &Knowledge) -> Result<Self> {
        let actors = &knowledge.actors;
        let (mut list, mut settings): (Vec<Verdict>, Vec<Setting>) = Default::default();
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.split_once('#').map_or(line, |(before, _)| before).trim();
            if line.is_empty() {
                continue;
            }
            let place = format!("{file}:{number}");
            // An id has its colon inside.
            if let Some((name, rest)) = line.split_once(": ") {
                let setting = Setting::parse(name.trim(), rest, &place, actors)?;
                if let Some(known) = settings.iter().find(|known| known.contradicts(&setting)) {
                    return Err(Error::data(place, format!("{} says something else of “{}”", known.place, setting.name)));
                }
                settings.push(setting);
                continue;
            }
            let parts = line.split_once("!=").map(|(a, b)| (a, b, false)).or_else(|| line.split_once('=').map(|(a, b)| (a, b, true)));
            let Some((a, b, same)) = parts.map(|(a, b, same)| (a.trim(), b.trim(), same)).filter(|(a, b, _)| is_name(a) && is_name(b)) else {
                return Err(Error::data(
                    place,
                    format!(
                        "“{line}” is none of “NAME = NAME” (the same actor), “NAME != NAME” (two actors) and “NAME: kind = ...” (or country, post)"
                    ),
                ));
            };
            if key(a) == key(b) {
                return Err(Error::data(place, format!("“{a}” stands on both sides")));
            }
            list.push(Verdict { a: a.to_owned(), b: b.to_owned(), same, place });
        }
        check(&list)?;
        Ok(Self { list, settings })
    }

    /// The lines, in their order.
    pub(super) fn verdicts(&self) -> impl Iterator<Item = &Verdict> {
        self.list.iter()
    }
}

/// What the user says that actors are, while it is set.
pub struct Traits<'a> {
    settings: &'a [Setting],
    words: &'a ActorWords,
    /// Ids of the actors that the user's posts may be of, by their names and ids.
    bodies: IndexMap<String, String>,
    used: Vec<bool>,
}

impl Identities {
    /// Whether the user says of anybody what he or it is.
    pub(super) fn has_traits(&self) -> bool {
        !self.settings.is_empty()
    }

    /// What the user says that actors are.
    pub(super) fn traits<'a>(&'a self, words: &'a ActorWords) -> Traits<'a> {
        Traits { settings: &self.settings, words, bodies: IndexMap::new(), used: vec![false; self.settings.len()] }
    }
}

impl<'a> Traits<'a> {
    /// Whether all actors have to be seen before anything is set, because a post may be of one of them.
    pub(super) fn need_bodies(&self) -> bool {
        self.settings.iter().any(|setting| matches!(setting.set, Trait::Post(Some(_))))
    }

    /// An actor that posts may be of.
    pub(super) fn see(&mut self, id: &str, name: &str) {
        if self.need_bodies() {
            self.bodies.entry(key(id)).or_insert_with(|| id.to_owned());
            self.bodies.entry(key(name)).or_insert_with(|| id.to_owned());
        }
    }

    /// Sets what the user says of the entities of a record.
    pub(super) fn apply(&mut self, record: &mut Record) {
        for entity in &mut record.entities {
            let meant: Vec<usize> = (0..self.settings.len()).filter(|&i| is_called(&entity.id, &entity.name, &self.settings[i].name)).collect();
            meant.iter().for_each(|&i| self.used[i] = true);
            let set = meant.iter().map(|&i| &self.settings[i].set);
            apply(set, (&mut entity.kind, &mut entity.country, &mut entity.roles), &self.bodies, self.words);
        }
    }

    /// The same for an actor that entities became: an article may know one by less than the name that the user writes.
    pub(super) fn apply_to_merged(&self, actor: &mut Actor) {
        let called =
            |name: &str| is_called(&actor.id, &actor.name, name) || actor.joined.iter().any(|joined| is_called(&joined.id, &joined.name, name));
        let set: Vec<&Trait> = self.settings.iter().filter(|setting| called(&setting.name)).map(|setting| &setting.set).collect();
        apply(set.into_iter(), (&mut actor.kind, &mut actor.country, &mut actor.roles), &self.bodies, self.words);
    }

    /// Forgets the actors seen, for those that they were merged to are to be seen.
    pub(super) fn forget(&mut self) {
        self.bodies.clear();
    }

    /// Remarks on names that nobody has.
    pub(super) fn remarks(&self) -> Vec<String> {
        let unused = self.settings.iter().zip(&self.used).filter(|(_, used)| !**used);
        unused.map(|(setting, _)| format!("{}: nobody in these articles has the name or id “{}”", setting.place, setting.name)).collect()
    }
}

impl Setting {
    fn parse(name: &str, rest: &str, place: &str, actors: &Actors) -> Result<Self> {
        let error = |message: String| Err(Error::data(place, message));
        let Some((what, value)) = rest.split_once('=').map(|(what, value)| (what.trim().to_lowercase(), value.trim())) else {
            return error(format!("“{name}: {rest}” sets nothing; write “{name}: country = ...”, or kind, or post"));
        };
        if !is_name(name) || value.is_empty() {
            return error(format!("“{name}: {rest}” lacks {}", if value.is_empty() { "what to set" } else { "a name" }));
        }
        let given = Some(value).filter(|value| !value.eq_ignore_ascii_case("none"));
        let set = match what.as_str() {
            "kind" => {
                let kinds = [EntityKind::Person, EntityKind::State, EntityKind::Organisation, EntityKind::Group];
                let Some(kind) = kinds.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(value)) else {
                    return error(format!("“{value}” is not a kind of actor; there are person, state, organisation and group"));
                };
                Trait::Kind(kind)
            }
            "country" => match given.map(|state| actors.state_called(state).ok_or(state)).transpose() {
                Ok(state) => Trait::Country(state.map(|state| actors.states[state].code.clone())),
                Err(other) => {
                    return error(format!("no state is called “{other}”; write its English name, its code of three letters (ISO 3166-1), or none"));
                }
            },
            "post" => Trait::Post(given.map(str::to_owned)),
            other => return error(format!("“{other}” cannot be set; kind, country and post can")),
        };
        Ok(Self { name: name.to_owned(), set, place: place.to_owned() })
    }

    /// Several posts are no contradiction.
    fn contradicts(&self, other: &Self) -> bool {
        let differ = match (&self.set, &other.set) {
            (Trait::Kind(a), Trait::Kind(b)) => a != b,
            (Trait::Country(a), Trait::Country(b)) => a != b,
            (Trait::Post(a), Trait::Post(b)) => a.is_none() != b.is_none(),
            _ => false,
        };
        differ && key(&self.name) == key(&other.name)
    }
}

/// Sets kind, country and posts of one actor. Posts take the place of those that were read.
fn apply<'a>(
    set: impl Iterator<Item = &'a Trait>,
    (kind, country, roles): (&mut EntityKind, &mut Option<String>, &mut Vec<Role>),
    bodies: &IndexMap<String, String>,
    words: &ActorWords,
) {
    let mut posts: Option<Vec<Role>> = None;
    for item in set {
        match item {
            Trait::Kind(set) => *kind = *set,
            Trait::Country(set) => country.clone_from(set),
            Trait::Post(post) => posts.get_or_insert_default().extend(post.as_deref().map(|post| role(post, bodies, words))),
        }
    }
    if let Some(posts) = posts {
        *roles = posts;
    }
}

/// "Former mayor of Lund": of Lund, if an actor is called so.
fn role(post: &str, bodies: &IndexMap<String, String>, words: &ActorWords) -> Role {
    let parts = post.match_indices(" of ").map(|(at, of)| (&post[..at], post[at + of.len()..].trim_start_matches("the ")));
    let found = parts.into_iter().find_map(|(title, body)| Some((title, bodies.get(&key(body))?.clone())));
    let (title, of) = found.map_or((post, None), |(title, of)| (title, Some(of)));
    Role { title: title.to_owned(), of, tenure: words.tenure_of(title) }
}

/// Whether a user who writes this name or id means the actor.
pub fn is_called(id: &str, name: &str, typed: &str) -> bool {
    let wanted = key(typed);
    if typed.contains(':') {
        return id.to_lowercase() == wanted || plain_id(id).is_some_and(|id| id.to_lowercase() == wanted);
    }
    key(name) == wanted
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

    fn parse(file: &str, text: &str) -> Result<Identities> {
        Identities::parse(file, text, &Knowledge::load()?)
    }

    #[test]
    fn lines_are_read_with_comments_and_ids() {
        let read = parse("f", "# who is who\n\nAnna Berg = Anna Lund-Berg\nperson:jo-berg != Joan Berg # her sister\n").unwrap();
        let lines: Vec<(&str, &str, bool, &str)> = read.list.iter().map(|v| (v.a.as_str(), v.b.as_str(), v.same, v.place.as_str())).collect();
        assert_eq!(lines, [("Anna Berg", "Anna Lund-Berg", true, "f:3"), ("person:jo-berg", "Joan Berg", false, "f:4")]);
    }

    #[test]
    fn a_line_of_another_form_is_an_error_at_its_place() {
        for line in ["Anna Berg", "Anna = ", " != Anna", "Anna = Berg = Lund", "Anna Berg = anna-berg", "Anna == Berg"] {
            let error = parse("who.txt", &format!("\n{line}")).unwrap_err().to_string();
            assert!(error.starts_with("who.txt:2: "), "{error}");
        }
    }

    #[test]
    fn a_contradiction_through_a_chain_names_all_its_lines() {
        let error = parse("who.txt", "A = B\nX = Y\nB = C\nC != A\n").unwrap_err().to_string();
        assert_eq!(error, "who.txt:4: “C” and “A” are said to be two, but the same at who.txt:1, who.txt:3");
        assert!(parse("who.txt", "A = B\nC = D\nA != C\n").is_ok());
    }

    #[test]
    fn mistakes_in_what_an_actor_is_are_told_with_what_can_be_written() {
        for (line, message) in [
            ("Anna Berg: kind = mayor", "“mayor” is not a kind of actor; there are person, state, organisation and group"),
            ("Anna Berg: country = Lundia", "no state is called “Lundia”; write its English name, its code of three letters (ISO 3166-1), or none"),
            ("Anna Berg: colour = red", "“colour” cannot be set; kind, country and post can"),
            ("Anna Berg: post =", "“Anna Berg: post =” lacks what to set"),
            ("Anna Berg: mayor", "“Anna Berg: mayor” sets nothing; write “Anna Berg: country = ...”, or kind, or post"),
            ("anna berg: country = Chile", "who.txt:1 says something else of “anna berg”"),
        ] {
            let error = parse("who.txt", &format!("Anna Berg: country = Peru\n{line}\n")).unwrap_err().to_string();
            assert_eq!(error, format!("who.txt:2: {message}"));
        }
        let good = "person:anna-berg: kind = Person\nAnna Berg: country = chile # as she says\nLund: country = none\nAnna Berg: post = mayor\nAnna Berg: post = judge\n";
        assert_eq!(parse("who.txt", good).unwrap().settings.len(), 5);
    }
}
