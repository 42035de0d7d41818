//! Edge types as people type them: the name ("arms-transfer", "arms transfers"), the PLOVER class ("THREATEN"), or the verb ("sanctioned").

use indexmap::IndexSet;

use super::names::nearest;
use crate::error::{Error, Result};
use crate::knowledge::edges::{EdgeType, EdgeTypes};
use crate::types::graph::SAYS_ABOUT;
use crate::types::{Edge, Graph, Plover};

/// How an edge of speech reads from either end. The files of the other types say it for them.
const SPEAKS: [&str; 2] = ["says something about", "is spoken about by"];

/// The types that were meant by a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeLookup {
    /// As it was typed.
    typed: String,
    /// Names of types.
    kinds: IndexSet<String>,
    /// A PLOVER class, to which other types may belong as well.
    class: Option<String>,
}

impl TypeLookup {
    /// What a word means; nothing may be.
    ///
    /// "sanction" is the type, "SANCTION" the class that ruptures belong to as well; where no type has the name, case does not matter.
    pub fn of(typed: &str, known: &EdgeTypes, graph: &Graph) -> Self {
        let name = typed.trim().to_lowercase().replace([' ', '_'], "-");
        let kinds = kinds(known, graph);
        let classes: IndexSet<&str> = graph
            .links()
            .filter_map(|link| link.edge.plover.as_deref())
            .chain(known.types.iter().filter_map(|t| t.plover.map(Plover::name)))
            .collect();
        let class = |form: &str| classes.iter().find(|class| class.eq_ignore_ascii_case(form)).map(|class| (*class).to_owned());
        let capitals = typed.trim().len() > 1 && !typed.contains(char::is_lowercase);
        let mut found = Self { typed: typed.trim().to_owned(), kinds: IndexSet::new(), class: None };
        let is_kind = kinds.contains(name.as_str());
        if is_kind {
            found.kinds.insert(name.clone());
        }
        if !is_kind || capitals {
            found.class = class(&name);
        }
        if found.is_unknown() {
            let forms = stems(&name);
            let alike = |word: &str| stems(word).iter().any(|stem| forms.contains(stem));
            let by_name = kinds.iter().filter(|kind| alike(kind) || alike(&label(kind).replace(' ', "-")));
            found.kinds = by_name.map(|kind| (*kind).to_owned()).collect();
            if found.is_unknown() {
                let does = |kind: &&&str| active(known, kind).and_then(|does| does.split(' ').next()).is_some_and(alike);
                found.kinds = kinds.iter().filter(does).map(|kind| (*kind).to_owned()).collect();
            }
            if found.is_unknown() {
                found.class = forms.iter().find_map(|form| class(form));
            }
        }
        found
    }

    /// Whether an edge is of one of the types.
    pub fn has(&self, edge: &Edge) -> bool {
        self.kinds.contains(&edge.kind) || (self.class.is_some() && self.class == edge.plover)
    }

    fn is_unknown(&self) -> bool {
        self.kinds.is_empty() && self.class.is_none()
    }

    /// What to tell somebody whose word means no type, or a type of which the graph has no edge.
    pub fn missing(&self, known: &EdgeTypes, graph: &Graph) -> Option<String> {
        if self.is_unknown() {
            return Some(self.no_type(known, graph));
        }
        if graph.links().any(|link| self.has(link.edge)) {
            return None;
        }
        let there: IndexSet<&str> = graph.links().map(|link| link.edge.kind.as_str()).collect();
        let mut there: Vec<&str> = there.into_iter().collect();
        there.sort_unstable();
        Some(format!("No edge of this graph is of the type “{}”. It has: {}.", self.typed, there.join(", ")))
    }

    fn no_type(&self, known: &EdgeTypes, graph: &Graph) -> String {
        let kinds = kinds(known, graph);
        let forms = stems(&self.typed.to_lowercase());
        // What the word does in articles, else what is spelled like it.
        let opened = known.triggers().filter(|(word, _)| forms.contains(word)).map(|(_, kind)| kind.to_owned());
        let verbs = kinds.iter().filter_map(|kind| Some((active(known, kind)?.split(' ').next()?, *kind)));
        let alike = nearest(&self.typed, kinds.iter().map(|kind| (*kind, *kind)).chain(verbs));
        let near: IndexSet<String> = opened.chain(alike).collect();
        let near: Vec<String> = near.into_iter().take(5).collect();
        let hint = if near.is_empty() { String::new() } else { format!("; nearest: {}", near.join(", ")) };
        format!("“{}” is not an edge type{hint} (`newsgraph list edges`)", self.typed)
    }

    /// The types that were typed, for a caller to whom an unknown word is an error.
    ///
    /// # Errors
    /// [`Error::Query`] with the nearest types.
    pub fn all(typed: &[String], known: &EdgeTypes, graph: &Graph) -> Result<Vec<Self>> {
        let lookup = |word: &String| {
            let found = Self::of(word, known, graph);
            if found.is_unknown() { Err(Error::Query(found.no_type(known, graph))) } else { Ok(found) }
        };
        typed.iter().map(lookup).collect()
    }
}

/// The names of all types, those of users' lexicons included where the graph has their edges.
fn kinds<'a>(known: &'a EdgeTypes, graph: &'a Graph) -> IndexSet<&'a str> {
    let there = graph.links().map(|link| link.edge.kind.as_str());
    known.types.iter().map(|edge| edge.name).chain([SAYS_ABOUT]).chain(there).collect()
}

fn active<'a>(known: &'a EdgeTypes, kind: &str) -> Option<&'a str> {
    if kind == SAYS_ABOUT { Some(SPEAKS[0]) } else { known.get(kind)?.active.as_deref() }
}

/// The words between the two ends of an edge, read from its source or, if `backwards`, from its target: "accuses", "is accused by".
pub fn verb(known: &EdgeTypes, kind: &str, backwards: bool) -> String {
    if kind == SAYS_ABOUT {
        return SPEAKS[usize::from(backwards)].to_owned();
    }
    let own = |edge: &EdgeType| if backwards { edge.passive.clone() } else { edge.active.clone() };
    // A type of a user's lexicon may have none: its name, a noun, is used instead.
    known.get(kind).and_then(own).unwrap_or_else(|| if backwards { format!("{kind} by") } else { format!("{kind} of") })
}

/// What an edge type is called in answers for people.
pub fn label(kind: &str) -> &str {
    if kind == SAYS_ABOUT { "said about" } else { kind }
}

/// A word without the endings of plurals and of verbs, as far as they can be told by the letters: "treaties", "sanctioned", "accusing".
fn stems(word: &str) -> IndexSet<String> {
    /// Less is no word.
    const SHORTEST: usize = 3;
    let endings = [("", ""), ("s", ""), ("es", ""), ("ies", "y"), ("ied", "y"), ("d", ""), ("ed", ""), ("ing", ""), ("ing", "e")];
    let stems = endings.iter().filter_map(|(ending, base)| Some(format!("{}{base}", word.strip_suffix(ending)?)));
    stems.filter(|stem| stem.len() >= SHORTEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_found_by_name_plural_verb_and_class() {
        let (known, graph) = (EdgeTypes::load().unwrap(), Graph::default());
        let found = |typed: &str| {
            let found = TypeLookup::of(typed, &known, &graph);
            found.kinds.into_iter().chain(found.class).collect::<Vec<_>>().join(" ")
        };
        for (typed, meant) in [
            ("sanction", "sanction"),
            ("sanctions", "sanction"),
            ("sanctioned", "sanction"),
            ("SANCTION", "sanction SANCTION"),
            ("treaties", "treaty"),
            ("Arms Transfers", "arms-transfer"),
            ("arms_transfer", "arms-transfer"),
            ("accused", "accusation"),
            ("accusing", "accusation"),
            ("warns", "warning"),
            ("meets", "meeting"),
            ("criticised", "criticism"),
            ("threaten", "THREATEN"),
            ("agree", "AGREE"),
            ("said about", "says-about"),
            ("says about", "says-about"),
            ("", ""),
        ] {
            assert_eq!(found(typed), meant, "{typed}");
        }
    }

    #[test]
    fn a_word_that_is_no_type_gets_the_nearest_by_name_and_by_trigger() {
        let (known, graph) = (EdgeTypes::load().unwrap(), Graph::default());
        let told = |typed: &str| TypeLookup::of(typed, &known, &graph).missing(&known, &graph).unwrap();
        assert!(told("metting").contains("nearest: meeting"), "{}", told("metting"));
        assert!(told("bombing").contains("attack"), "{}", told("bombing"));
        assert!(
            TypeLookup::all(&["zzzz".into()], &known, &graph)
                .unwrap_err()
                .to_string()
                .ends_with("“zzzz” is not an edge type (`newsgraph list edges`)")
        );
    }

    #[test]
    fn an_edge_is_read_from_either_end() {
        let known = EdgeTypes::load().unwrap();
        assert_eq!(verb(&known, "accusation", false), "accuses");
        assert_eq!(verb(&known, "accusation", true), "is accused by");
        assert_eq!(verb(&known, "meeting", true), "meets");
        assert_eq!(verb(&known, SAYS_ABOUT, true), "is spoken about by");
        assert_eq!(verb(&known, "espionage", true), "espionage by");
    }
}
