//! Actors by name as people type them: case, hyphens, accents and "the" do not matter; ids, aliases, family names and state codes do.

use deunicode::deunicode;
use indexmap::IndexSet;

use crate::knowledge::Knowledge;
use crate::knowledge::actors::{Known, states_typed};
use crate::types::{Actor, EntityKind, Graph};

/// Who was meant by a name.
pub struct Lookup {
    /// As it was typed.
    pub typed: String,
    /// Ids of the actors that have this name.
    pub ids: IndexSet<String>,
    /// The usual name of whom the lexicons know by it.
    known: Option<String>,
}

impl Lookup {
    /// The actors of a graph that a typed name means: the one of this id, else those that have just this name, else those whose name holds all its
    /// words, else what a few letters stand for that are nobody's name ("NK", "GB").
    pub fn of(typed: &str, graph: &Graph, knowledge: &Knowledge) -> Self {
        let wanted = words(typed);
        let all = |fits: &dyn Fn(&Actor) -> bool| -> IndexSet<String> {
            graph.actors().filter(|actor| fits(actor)).map(|actor| actor.id.clone()).collect()
        };
        let known = known(typed, knowledge);
        // The tables are embedded: they parse, or a test fails.
        let codes = if known.is_none() { states_typed(typed).unwrap_or_default() } else { Vec::new() };
        let mut ids = all(&|actor| actor.id.eq_ignore_ascii_case(typed.trim()));
        if ids.is_empty() && !wanted.is_empty() {
            ids = all(&|actor| known.as_ref().is_some_and(|known| known.is(actor)) || is_called(actor, &wanted));
        }
        if ids.is_empty() && !wanted.is_empty() {
            ids = all(&|actor| forms(actor).any(|form| holds_all(&words(form), &wanted)));
        }
        if ids.is_empty() {
            ids = all(&|actor| codes.iter().any(|code| KnownActor::State(code).is(actor)));
        }
        let known = known.or_else(|| codes.first().map(|code| KnownActor::State(code)));
        Self { typed: typed.to_owned(), ids, known: known.map(|known| known.name(knowledge)) }
    }

    /// Whether the actor is one of those meant.
    pub fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// What to tell somebody whose name means nobody.
    pub fn unknown(&self, graph: &Graph) -> Option<String> {
        if !self.ids.is_empty() {
            return None;
        }
        if let Some(name) = &self.known {
            let typed = if name.eq_ignore_ascii_case(self.typed.trim()) { String::new() } else { format!(" (“{}”)", self.typed) };
            return Some(format!("{name}{typed} is not in this graph (`newsgraph query actors` lists who is)."));
        }
        let near = nearest(&self.typed, graph.actors().flat_map(|actor| forms(actor).map(move |form| (form, actor.name.as_str()))));
        Some(if near.is_empty() {
            format!("Nobody in this graph is called “{}” (`newsgraph query actors` lists who is).", self.typed)
        } else {
            format!("Nobody in this graph is called “{}”. Nearest: {}.", self.typed, near.join(", "))
        })
    }
}

/// Whom the lexicons know by a name, whether or not the articles used it.
enum KnownActor<'a> {
    /// A state, by its code.
    State(&'a str),
    /// An organisation, by its usual name.
    Organisation(&'a str),
}

impl KnownActor<'_> {
    fn name(&self, knowledge: &Knowledge) -> String {
        let state = |code: &str| knowledge.actors.states.get(knowledge.actors.state(code)?).map(|state| state.name.clone());
        match self {
            Self::State(code) => state(code).unwrap_or_else(|| (*code).to_owned()),
            Self::Organisation(name) => (*name).to_owned(),
        }
    }

    fn is(&self, actor: &Actor) -> bool {
        match self {
            Self::State(code) => actor.id.strip_prefix("state:") == Some(code),
            Self::Organisation(name) => actor.kind == EntityKind::Organisation && is_called(actor, &words(name)),
        }
    }
}

/// A state by its code, name, adjective, people or capital, or an organisation by its name, in whatever case: "north-korea", "dprk", "prk", "eu".
fn known<'a>(typed: &str, knowledge: &'a Knowledge) -> Option<KnownActor<'a>> {
    let words: Vec<&str> =
        typed.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("the")).collect();
    let plain = words.join(" ");
    let capitalised: Vec<String> =
        words.iter().map(|word| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect()).collect();
    let actors = &knowledge.actors;
    let state = |index: usize| actors.states.get(index).map(|state| KnownActor::State(&state.code));
    if let Some(found) = actors.state(&plain.to_uppercase()).and_then(state) {
        return Some(found);
    }
    let forms = [typed.trim().to_owned(), plain.clone(), capitalised.join(" "), plain.to_uppercase()];
    forms.iter().find_map(|form| match actors.phrases.get(form)?.known {
        Known::State(index) | Known::Demonym(index) | Known::National(index) | Known::Capital(index) => state(index),
        Known::Organisation(index) => actors.organisations.get(index).map(|organisation| KnownActor::Organisation(&organisation.name)),
        _ => None,
    })
}

fn forms(actor: &Actor) -> impl Iterator<Item = &str> {
    std::iter::once(actor.name.as_str())
        .chain(actor.aliases.iter().map(String::as_str))
        .chain(actor.joined.iter().filter_map(|j| slug(&j.id)))
        .chain(slug(&actor.id))
}

fn slug(id: &str) -> Option<&str> {
    id.split_once(':').map(|(_, slug)| slug)
}

fn is_called(actor: &Actor, wanted: &[String]) -> bool {
    let family = actor.kind == EntityKind::Person && wanted.len() == 1 && words(&actor.name).last() == wanted.first();
    family || forms(actor).any(|form| joined(&words(form)) == joined(wanted))
}

fn joined(words: &[String]) -> String {
    words.concat()
}

fn holds_all(form: &[String], wanted: &[String]) -> bool {
    wanted.iter().all(|word| form.contains(word))
}

/// The words of a name in plain lower case, "the" left out.
pub fn words(name: &str) -> Vec<String> {
    let plain = deunicode(name).to_lowercase().replace(['\'', '.'], "");
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && *word != "the").map(str::to_owned).collect()
}

/// Up to five names that are spelled most like the typed one, from pairs of a form and the name to show.
pub fn nearest<'a>(typed: &str, forms: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    /// Below this the likeness means nothing (Jaro-Winkler, 0 to 1).
    const LEAST: f64 = 0.75;
    let wanted = words(typed).join(" ");
    let mut scored: Vec<(f64, &str)> = forms
        .map(|(form, shown)| {
            let form = words(form);
            // A misspelled family name is near the name that it is part of.
            let parts = form.iter().map(|word| strsim::jaro_winkler(&wanted, word) * 0.98);
            (parts.fold(strsim::jaro_winkler(&wanted, &form.join(" ")), f64::max), shown)
        })
        .filter(|(score, _)| *score >= LEAST)
        .collect();
    scored.sort_by(|(a, x), (b, y)| b.total_cmp(a).then_with(|| x.cmp(y)));
    scored.into_iter().map(|(_, shown)| shown.to_owned()).collect::<IndexSet<_>>().into_iter().take(5).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelled_names_find_what_was_meant() {
        let names = ["Vladimir Putin", "North Korea", "South Korea", "Kim Jong Un", "Iran"];
        let near = |typed: &str| nearest(typed, names.iter().map(|name| (*name, *name)));
        assert_eq!(near("putn")[0], "Vladimir Putin");
        assert_eq!(near("Noth Korea")[0], "North Korea");
        assert!(near("zzz").is_empty());
    }
}
