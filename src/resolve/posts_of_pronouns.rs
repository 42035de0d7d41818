//! Posts whose state or body is named by a pronoun: "its foreign minister, Jane Roe", "his spokesman John Doe". What the pronoun means is
//! known only after the walk through the text.

use super::cast::Cast;
use crate::types::{EntityKind, Form};

/// Gives those posts the state or body that their pronoun means, and their holders its country.
pub fn add(cast: &mut Cast<'_>) {
    for (person, title, pronoun) in std::mem::take(&mut cast.posts_of_pronouns) {
        let Some(owner) =
            cast.headed[pronoun].filter(|&owner| owner != person && cast.mentions.iter().any(|m| m.head == pronoun && m.form == Form::Pronoun))
        else {
            continue;
        };
        let country = cast.country(owner).map(str::to_owned);
        let of = match cast.kind(owner) {
            EntityKind::State | EntityKind::Organisation => Some(owner.to_string()),
            _ => None,
        };
        let entity = &mut cast.actors[person].entity;
        if entity.country.is_none() {
            entity.country = country;
        }
        if let Some(role) = entity.roles.iter_mut().find(|role| role.title == title && role.of.is_none()) {
            role.of = of;
        }
    }
}
