//! Names of one word in articles that never give the full one: each article's name is somebody of its own until its post, its state or the actors beside it say who.

use indexmap::{IndexMap, IndexSet};

use super::clusters::Clusters;
use super::cooccurrence::{Cooccurrence, Fit};
use super::names::words;
use super::profile::Profile;
use crate::types::EntityKind;

/// The least share of articles with the same other actors that must name the one who is meant.
const LEAST_SHARE: f64 = 0.15;

/// So many times as often as anybody else of that name.
const LEAD: f64 = 3.0;

/// So many members of a cluster, and so many groups of one single name, are compared with each name: what others there are costs time that grows
/// with the square of their number and tells no more.
const MOST_MEMBERS: usize = 64;
const MOST_GROUPS: usize = 64;

fn first(members: &[usize]) -> &[usize] {
    &members[..members.len().min(MOST_MEMBERS)]
}

/// Joins names of one word to full names, and then to each other where no full name has the word.
pub fn join(profiles: &[Profile], cooccurrence: &Cooccurrence, clusters: &mut Clusters<'_>) {
    let bearers = bearers(profiles);
    let mut nameless: IndexMap<&str, Vec<usize>> = IndexMap::new();
    for (i, profile) in profiles.iter().enumerate().filter(|(_, p)| p.kind == EntityKind::Person && p.person.words.len() == 1) {
        if clusters.is_joined(i) {
            continue;
        }
        let word = profile.person.words[0].as_str();
        let Some(full) = bearers.get(word) else {
            nameless.entry(word).or_default().push(i);
            continue;
        };
        if let Some((who, reason)) = meant(i, full, profiles, cooccurrence, clusters) {
            clusters.join(who, i, &reason);
        }
    }
    for list in nameless.into_values() {
        join_alike(&list, profiles, cooccurrence, clusters);
    }
}

/// The persons with a full name by the words that may stand for it alone: the family name, and the forms that articles use.
fn bearers(profiles: &[Profile]) -> IndexMap<String, Vec<usize>> {
    let mut by_word: IndexMap<String, Vec<usize>> = IndexMap::new();
    for (i, profile) in profiles.iter().enumerate().filter(|(_, p)| p.kind == EntityKind::Person && p.person.words.len() >= 2) {
        let mut short: IndexSet<String> = profile.family().map(str::to_owned).into_iter().collect();
        for form in &profile.forms {
            if let [word] = &words(form)[..]
                && profile.person.words.contains(word)
            {
                short.insert(word.clone());
            }
        }
        short.into_iter().for_each(|word| by_word.entry(word).or_default().push(i));
    }
    by_word
}

/// Whom a name of one word means, and why.
fn meant(at: usize, full: &[usize], profiles: &[Profile], cooccurrence: &Cooccurrence, clusters: &Clusters<'_>) -> Option<(usize, String)> {
    let profile = &profiles[at];
    // An article that names a bearer in full and keeps this one apart means somebody else or does not say whom.
    if full.iter().any(|&i| cooccurrence.meet(&profiles[i].id, &profile.id)) {
        return None;
    }
    let mut seen = IndexSet::new();
    let mut candidates: Vec<(usize, i16, Fit)> = Vec::new();
    for &i in full.iter().filter(|&&i| !clusters.exclude(i, at) && !profiles[i].is_foreign_to(profile)) {
        let members = first(clusters.members(i));
        if !seen.insert(members[0]) {
            continue;
        }
        let ids: Vec<&str> = members.iter().map(|&m| &*profiles[m].id).collect();
        let evidence = members.iter().map(|&m| profiles[m].own_evidence(profile, &|_, _| false).points).max().unwrap_or(0);
        candidates.push((i, evidence, cooccurrence.fit(&profile.id, &ids)));
    }
    let short = |i: usize| format!("short for {}", profiles[i].name);
    let posts: Vec<&(usize, i16, Fit)> = candidates.iter().filter(|(_, points, _)| *points >= 2).collect();
    if let [(i, ..)] = posts[..] {
        return Some((*i, format!("{}, of the same post or title and country", short(*i))));
    }
    candidates.sort_by(|(i, _, a), (j, _, b)| b.share.total_cmp(&a.share).then(i.cmp(j)));
    match &candidates[..] {
        [(i, points, fit)] if *points >= 1 || fit.is_telling() => {
            let why = if *points >= 1 { "country or title" } else { "actors named beside it" };
            Some((*i, format!("{}, the only one of that name in these articles, with the same {why}", short(*i))))
        }
        [(i, _, best), (_, _, next), ..] if best.companions >= 2 && best.share >= LEAST_SHARE && best.share >= LEAD * next.share => {
            let percent = (100.0 * best.share).round();
            Some((*i, format!("{}, who is in {percent} % of the articles that name the same others", short(*i))))
        }
        _ => None,
    }
}

/// Joins equal names of one word whose articles name the same other actors, or that share state or title.
fn join_alike(list: &[usize], profiles: &[Profile], cooccurrence: &Cooccurrence, clusters: &mut Clusters<'_>) {
    let mut groups: Vec<usize> = Vec::new();
    for &at in list {
        let profile = &profiles[at];
        let fits = |&&group: &&usize| {
            let members = first(clusters.members(group));
            let ids: Vec<&str> = members.iter().map(|&m| &*profiles[m].id).collect();
            let fit = cooccurrence.fit(&profile.id, &ids);
            !members.iter().any(|&m| profiles[m].is_foreign_to(profile)) && fit.is_telling()
                || members.iter().any(|&m| profiles[m].own_evidence(profile, &|_, _| false).points >= 1)
        };
        match groups.iter().take(MOST_GROUPS).find(fits).copied() {
            Some(group) if clusters.join(group, at, "the same single name, with the same actors beside it, country or title") => {}
            _ => groups.push(at),
        }
    }
}
