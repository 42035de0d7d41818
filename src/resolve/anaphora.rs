//! One walk through the text: nouns for people and pronouns, each tied to an actor that a reader has in mind at that place.

use super::cast::Cast;
use super::trail::Trail;
use super::{nominals, pronouns};

/// Resolves nominals and pronouns in text order.
pub fn add(cast: &mut Cast<'_>) {
    let mut named: Vec<(usize, usize, crate::types::Form)> = cast.mentions.iter().map(|m| (m.head, m.entity, m.form)).collect();
    named.sort_by_key(|&(head, ..)| head);
    let (mut trail, mut next) = (Trail::default(), 0);
    for token in 0..cast.doc.tokens.len() {
        while let Some(&(head, actor, form)) = named.get(next).filter(|(head, ..)| *head <= token) {
            trail.push(cast, actor, head, form);
            next += 1;
        }
        let before = cast.mentions.len();
        if cast.named[token].is_none() && !cast.consumed[token] && !nominals::resolve(cast, &trail, token) {
            pronouns::resolve(cast, &trail, token);
        }
        for mention in before..cast.mentions.len() {
            let (actor, form) = (cast.mentions[mention].entity, cast.mentions[mention].form);
            trail.push(cast, actor, token, form);
        }
    }
}
