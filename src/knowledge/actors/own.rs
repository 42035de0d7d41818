//! The actors of users' lexicons: their names win over those of the embedded tables.

use super::{Actors, Bloc, Known, Leader, Organisation, name_words};
use crate::error::{Error, Result};
use crate::knowledge::Origin;
use crate::knowledge::lexicon::{Lexicon, OwnActor};
use crate::types::EntityKind;

impl Actors {
    /// The embedded files and users' lexicons.
    pub fn load_with(lexicons: &[Lexicon]) -> Result<Self> {
        let mut actors = Self::load()?;
        for lexicon in lexicons {
            for actor in &lexicon.actors {
                actors.add_own(actor.as_ref(), lexicon.origin(actor))?;
            }
        }
        Ok(actors)
    }

    fn add_own(&mut self, own: &OwnActor, origin: Origin) -> Result<()> {
        let OwnActor { name, kind, country, sector, aliases } = own;
        let state = match country {
            Some(code) => Some(self.state(code).ok_or_else(|| Error::data(origin.to_string(), format!("no state has the code {code}")))?),
            None => None,
        };
        let names: Vec<&str> = std::iter::once(name).chain(aliases).map(|name| name.trim().trim_start_matches("the ")).collect();
        if names.iter().any(|name| !name.chars().any(char::is_alphanumeric)) {
            return Err(Error::data(origin.to_string(), "a name has letters"));
        }
        let known = match (kind, state) {
            (EntityKind::Organisation, _) => {
                self.organisations.push(Organisation { name: name.clone(), country: country.clone(), sector: sector.clone() });
                Known::Organisation(self.organisations.len() - 1)
            }
            (EntityKind::Group, _) => {
                self.blocs.push(Bloc { name: name.clone(), single: true, country: country.clone() });
                Known::Bloc(self.blocs.len() - 1)
            }
            (EntityKind::State, Some(state)) => Known::State(state),
            (EntityKind::State, None) => {
                return Err(Error::data(
                    origin.to_string(),
                    "more names for a state need its code: country = \"...\" (data/lexicon/states.tsv has all)",
                ));
            }
            (EntityKind::Person, _) => {
                let words = name_words(name);
                let surname = if self.family_first(&words) { words.first() } else { words.last() }.cloned().unwrap_or_default();
                let leader = Leader { name: name.clone(), country: country.clone(), from: 0, to: u16::MAX, origin };
                self.leaders.add_own(leader, &words, surname, &names);
                Known::Person
            }
            _ => return Err(Error::data(origin.to_string(), "an actor is a person, organisation, group or state")),
        };
        names.iter().for_each(|name| self.phrases.put(name, known, origin));
        Ok(())
    }
}
