//! Stable ids: `state:PRK`, `person:kim-jong-un`, `org:stimson-center`, `group:prk/officials`.

use std::collections::HashSet;

use super::cast::Actor;
use crate::types::EntityKind;

/// A name as part of an id: ASCII letters and digits in lower case, joined by hyphens.
pub fn slug(name: &str) -> String {
    let ascii = deunicode::deunicode(&name.replace(['\'', '\u{2019}', '.'], "")).to_lowercase();
    let words: Vec<&str> = ascii.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let words = if words.len() > 1 && words[0] == "the" { &words[1..] } else { &words[..] };
    if words.is_empty() { "unnamed".to_owned() } else { words.join("-") }
}

/// Gives each entity its id. A role's `of` still holds the position before the final order (as a number): `place` leads to the entity.
pub fn assign(list: &mut [Actor], place: &[usize]) {
    let mut used = HashSet::new();
    for actor in list.iter_mut() {
        let (entity, canonical) = (&mut actor.entity, actor.canonical.as_deref());
        let name = canonical.unwrap_or(&entity.name);
        let base = match entity.kind {
            EntityKind::State => format!("state:{}", entity.country.as_deref().unwrap_or("unknown")),
            EntityKind::Person => format!("person:{}", slug(name)),
            EntityKind::Organisation => match &entity.country {
                // Many states have a parliament and an army: the generic ones carry their state.
                Some(country) if name.chars().all(|c| !c.is_uppercase()) => format!("org:{}/{}", country.to_lowercase(), slug(name)),
                _ => format!("org:{}", slug(name)),
            },
            EntityKind::Group => match &entity.country {
                Some(country) => format!("group:{}/{}", country.to_lowercase(), slug(name)),
                None => format!("group:{}", slug(name)),
            },
            EntityKind::Place => format!("place:{}", slug(name)),
            EntityKind::Agreement => format!("agreement:{}", slug(name)),
            EntityKind::Event => format!("event:{}", slug(name)),
        };
        let mut id = base.clone();
        for n in 2.. {
            if used.insert(id.clone()) {
                break;
            }
            id = format!("{base}-{n}");
        }
        entity.id = id;
    }
    let ids: Vec<String> = list.iter().map(|actor| actor.entity.id.clone()).collect();
    for role in list.iter_mut().flat_map(|actor| actor.entity.roles.iter_mut()) {
        role.of = role.of.as_deref().and_then(|old| old.parse::<usize>().ok()).and_then(|old| place.get(old)).map(|&new| ids[new].clone());
    }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn slugs_are_ascii_kebab_case() {
        assert_eq!(slug("Recep Tayyip Erdoğan"), "recep-tayyip-erdogan");
        assert_eq!(slug("The People’s Protection Units"), "peoples-protection-units");
        assert_eq!(slug("…"), "unnamed");
    }
}
