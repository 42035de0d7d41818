//! Which ids of the records mean the same actor, and why. Ids that are equal are the same; everything else needs a reason.
//!
//! Two different full names never become one: a short form must fit one full name alone, a spelling variant needs the same country or post.

use indexmap::{IndexMap, IndexSet};

use super::names::{Likeness, likeness, without_initials, words};
use super::unnamed::is_set_apart;
use crate::types::{EntityKind, Joined, Record};

/// Record ids to graph ids.
#[derive(Default)]
pub struct Identity {
    joined: IndexMap<String, (String, String)>,
}

/// What all records together know of one id.
struct Profile {
    id: String,
    kind: EntityKind,
    name: String,
    forms: IndexSet<String>,
    country: Option<String>,
    posts: IndexSet<String>,
    records: usize,
    words: Vec<String>,
    initials: Vec<String>,
}

impl Identity {
    /// Finds the ids that mean the same actor.
    pub fn of(records: &[Record]) -> Self {
        let profiles = profiles(records);
        let mut identity = Self::default();
        identity.join_spellings(&profiles);
        identity.join_short_forms(&profiles);
        identity.join_organisations(&profiles);
        identity
    }

    /// The graph's id for an id of a record.
    pub fn of_id<'a>(&'a self, id: &'a str) -> &'a str {
        let mut at = id;
        while let Some((next, _)) = self.joined.get(at) {
            at = next;
        }
        at
    }

    /// The other ids that were joined to each id, with their reasons.
    pub fn joined(&self) -> IndexMap<&str, Vec<Joined>> {
        let mut all: IndexMap<&str, Vec<Joined>> = IndexMap::new();
        for (from, (_, reason)) in &self.joined {
            all.entry(self.of_id(from)).or_default().push(Joined { id: from.clone(), reason: reason.clone() });
        }
        all
    }

    fn join(&mut self, from: &Profile, to: &Profile, reason: String) {
        let target = self.of_id(&to.id).to_owned();
        if self.of_id(&from.id) != target && !self.joined.contains_key(&from.id) {
            self.joined.insert(from.id.clone(), (target, reason));
        }
    }

    /// "Antony Blinken" and "Anthony Blinken". Names that differ in one word share a key in which that word is left out.
    fn join_spellings(&mut self, profiles: &[Profile]) {
        let mut by_gap: IndexMap<String, Vec<usize>> = IndexMap::new();
        // The best known spelling comes first and is the one that others join.
        let mut order: Vec<usize> = (0..profiles.len()).filter(|&i| profiles[i].kind == EntityKind::Person && profiles[i].words.len() >= 2).collect();
        order.sort_by_key(|&i| std::cmp::Reverse(profiles[i].records));
        for i in order {
            let profile = &profiles[i];
            let keys: Vec<String> = (0..profile.words.len()).map(|gap| gap_key(&profile.words, gap)).collect();
            let mut fits: Vec<(usize, String)> = Vec::new();
            for &other in keys.iter().filter_map(|key| by_gap.get(key)).flatten() {
                if let Some(reason) = profiles[other].may_be_spelled(profile) {
                    fits.push((other, reason));
                }
            }
            fits.dedup_by_key(|(other, _)| *other);
            fits.sort();
            fits.dedup_by_key(|(other, _)| *other);
            match &fits[..] {
                [(other, reason)] => self.join(profile, &profiles[*other], reason.clone()),
                _ => keys.into_iter().for_each(|key| by_gap.entry(key).or_default().push(i)),
            }
        }
    }

    /// "Putin" in an article that never names him in full.
    fn join_short_forms(&mut self, profiles: &[Profile]) {
        let mut by_family: IndexMap<&str, Vec<usize>> = IndexMap::new();
        for (i, profile) in profiles.iter().enumerate().filter(|(_, p)| p.kind == EntityKind::Person && p.words.len() >= 2) {
            if self.joined.contains_key(&profile.id) {
                continue;
            }
            let mut short: IndexSet<&str> = profile.words.last().map(String::as_str).into_iter().collect();
            // The forms that articles use alone tell which word is the family name ("Kim").
            short.extend(profile.words.iter().filter(|w| profile.forms.iter().any(|form| words(form) == [(*w).clone()])).map(String::as_str));
            short.into_iter().for_each(|word| by_family.entry(word).or_default().push(i));
        }
        for profile in profiles.iter().filter(|p| p.kind == EntityKind::Person && p.words.len() == 1) {
            let candidates: Vec<&Profile> =
                by_family.get(profile.words[0].as_str()).into_iter().flatten().map(|&i| &profiles[i]).filter(|p| !p.is_foreign_to(profile)).collect();
            if let [full] = candidates[..] {
                self.join(profile, full, format!("short form of {}, the only such name in these articles", full.name));
            }
        }
    }

    /// "The Kremlin" and "Kremlin"; "NSC" where another article writes "National Security Council (NSC)".
    fn join_organisations(&mut self, profiles: &[Profile]) {
        let (mut by_name, mut by_acronym): (IndexMap<String, usize>, IndexMap<&str, Vec<usize>>) = Default::default();
        let organisations = || profiles.iter().enumerate().filter(|(_, p)| p.kind == EntityKind::Organisation);
        for (i, profile) in organisations() {
            let key = profile.words.iter().filter(|word| *word != "the").cloned().collect::<Vec<_>>().join(" ");
            let &mut first = by_name.entry(key).or_insert(i);
            if first != i && !profile.is_foreign_to(&profiles[first]) {
                self.join(profile, &profiles[first], "the same name but for case, marks or “the”".into());
            }
            if !is_acronym(&profile.name) {
                profile.forms.iter().filter(|form| is_acronym(form)).for_each(|form| by_acronym.entry(form).or_default().push(i));
            }
        }
        for (_, profile) in organisations().filter(|(_, p)| is_acronym(&p.name)) {
            let candidates = by_acronym.get(profile.name.as_str()).into_iter().flatten().map(|&i| &profiles[i]);
            let candidates: Vec<&Profile> = candidates.filter(|p| p.id != profile.id && !p.is_foreign_to(profile)).collect();
            if let [full] = candidates[..] {
                self.join(profile, full, format!("another article expands it as {}", full.name));
            }
        }
    }
}

impl Profile {
    /// Both belong to a state, and to different ones.
    fn is_foreign_to(&self, other: &Self) -> bool {
        matches!((&self.country, &other.country), (Some(a), Some(b)) if a != b)
    }

    fn shares_country(&self, other: &Self) -> bool {
        self.country.is_some() && self.country == other.country
    }

    fn shares_post(&self, other: &Self) -> bool {
        self.posts.iter().any(|post| other.posts.contains(post))
    }

    /// Why the other full name may be this one spelled otherwise.
    fn may_be_spelled(&self, other: &Self) -> Option<String> {
        if self.is_foreign_to(other) || self.words.len() != other.words.len() {
            return None;
        }
        let clash = |a: &[String], b: &[String]| !a.is_empty() && !b.is_empty() && a != b;
        if clash(&self.initials, &other.initials) {
            return None;
        }
        let differing: Vec<usize> = (0..self.words.len()).filter(|&i| self.words[i] != other.words[i]).collect();
        let [at] = differing[..] else {
            return differing.is_empty().then(|| format!("{} but for marks, hyphens or a middle initial", self.name));
        };
        let enough = match likeness(&self.words[at], &other.words[at], at + 1 == self.words.len())? {
            Likeness::Spelling => self.shares_country(other) || self.shares_post(other),
            Likeness::Letter => self.shares_post(other),
        };
        let agreement = if self.shares_post(other) { "post" } else { "country" };
        enough.then(|| format!("{} in another spelling, with the same {agreement}", self.name))
    }
}

fn gap_key(words: &[String], gap: usize) -> String {
    let with_gap: Vec<&str> = words.iter().enumerate().map(|(i, word)| if i == gap { "*" } else { word.as_str() }).collect();
    with_gap.join(" ")
}

fn is_acronym(form: &str) -> bool {
    (2..=6).contains(&form.len()) && form.chars().all(|c| c.is_ascii_uppercase())
}

fn profiles(records: &[Record]) -> Vec<Profile> {
    let mut all: IndexMap<&str, Profile> = IndexMap::new();
    for entity in records.iter().flat_map(|record| &record.entities).filter(|entity| entity.kind.is_actor() && !is_set_apart(&entity.id)) {
        let profile = all.entry(&entity.id).or_insert_with(|| {
            let (words, initials) = without_initials(&words(&entity.name));
            let (name, posts) = (entity.name.clone(), IndexSet::new());
            Profile { id: entity.id.clone(), kind: entity.kind, name, forms: IndexSet::new(), country: None, posts, records: 0, words, initials }
        });
        profile.records += 1;
        profile.forms.extend(std::iter::once(&entity.name).chain(&entity.aliases).cloned());
        profile.country = profile.country.take().or_else(|| entity.country.clone());
        profile.posts.extend(entity.roles.iter().map(|role| format!("{} @ {}", role.title.to_lowercase(), role.of.as_deref().unwrap_or(""))));
    }
    all.into_values().collect()
}
