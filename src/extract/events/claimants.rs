//! Who has claimed what somebody denies: "The agency said that X's army had fired. The army denied the allegation."

use crate::extract::events::actors::{End, Finder};
use crate::types::{EntityIndex, EntityKind, Statement};

/// How many sentences before the denial a claim may stand.
const REACH: usize = 2;

/// The speakers of the last words before the trigger that are about one of the deniers, or about the state whose organ or official a denier is.
/// Who speaks for the denier's own state accuses nobody there.
pub fn of(finder: &Finder<'_>, trigger: usize, deniers: &[End]) -> Vec<End> {
    let (doc, at) = (finder.doc, finder.doc.span(trigger..trigger + 1));
    let sentence = doc.sentence_of(trigger);
    let near = |s: &&Statement| {
        let last = s.content.last().filter(|c| c.start < at.start).map(|c| doc.tokens_in(*c).start);
        last.is_some_and(|token| token < trigger && doc.sentence_of(token) + REACH >= sentence)
    };
    let mut claims: Vec<&Statement> = finder.statements.iter().filter(near).collect();
    claims.sort_by_key(|s| s.content.last().map(|c| c.start));
    let deniers: Vec<EntityIndex> = deniers.iter().filter_map(|end| if let End::Entity(e) = end { Some(*e) } else { None }).collect();
    let accuses = |s: &Statement| {
        let speaker = s.speaker?;
        let concerned = deniers.iter().any(|&denier| speaks_of(finder, s, denier) && !on_one_side(finder, speaker, denier));
        concerned.then_some(End::Entity(speaker))
    };
    let Some(last) = claims.iter().rposition(|s| accuses(s).is_some()) else { return vec![] };
    // Joint speakers have a statement each, of the same words.
    let mut out: Vec<End> = claims.iter().filter(|s| s.content == claims[last].content).filter_map(|s| accuses(s)).collect();
    out.dedup();
    out
}

/// Whether the words are about the actor, or about the state or whomever else it speaks for.
fn speaks_of(finder: &Finder<'_>, statement: &Statement, actor: EntityIndex) -> bool {
    let list = &finder.entities.list;
    let his_state = |e: EntityIndex| list[e].kind == EntityKind::State && list[e].country.is_some() && list[e].country == list[actor].country;
    let principal = |e: EntityIndex| list[actor].roles.iter().any(|role| role.of.as_deref() == Some(list[e].id.as_str()));
    statement.about.iter().any(|&e| e == actor || his_state(e) || principal(e))
}

fn on_one_side(finder: &Finder<'_>, one: EntityIndex, other: EntityIndex) -> bool {
    let list = &finder.entities.list;
    one == other || list[one].country.is_some() && list[one].country == list[other].country && list[other].kind != EntityKind::Person
}
