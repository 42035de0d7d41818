//! Which ids of the records mean the same actor, and why. Ids that are equal are the same; everything else needs a reason.
//!
//! A user's word comes first. Then forms of full names with the evidence that their difference asks for; names of one word, each article's by itself;
//! organisations. What one article keeps apart is never joined.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::clusters::Clusters;
use super::cooccurrence::Cooccurrence;
use super::identities::{Identities, Verdict};
use super::local_ids::plain_id;
use super::namesakes::Parting;
use super::profile::{Profile, Profiles};
use super::{bare, organisations, spellings};
use crate::knowledge::actors::Actors;
use crate::types::{Apart, Joined};

/// Record ids to graph ids.
#[derive(Default)]
pub struct Identity {
    ids: HashMap<String, String>,
    joined: IndexMap<String, Vec<Joined>>,
    apart: IndexMap<String, Vec<Apart>>,
    /// Lines of the user's file that had no effect: nobody here has such a name, or something else excludes it.
    pub remarks: Vec<String>,
}

impl Identity {
    /// Finds the ids that mean the same actor, from what all records tell of them.
    pub fn of(profiles: Profiles<'_>, cooccurrence: &Cooccurrence, actors: &Actors, wishes: &Identities, partings: Vec<Parting>) -> Self {
        let profiles = profiles.finish();
        let mut clusters = Clusters::new(&profiles, cooccurrence);
        let mut remarks = Vec::new();
        // What must not be joined has to be known before anything is.
        for verdict in wishes.verdicts().filter(|v| !v.same).chain(wishes.verdicts().filter(|v| v.same)) {
            remarks.extend(obey(verdict, &profiles, &mut clusters));
        }
        let parted: HashSet<&str> = partings.iter().flat_map(|parting| &parting.ids).map(String::as_str).collect();
        let at: HashMap<&str, usize> =
            profiles.iter().enumerate().map(|(i, profile)| (&*profile.id, i)).filter(|(id, _)| parted.contains(id)).collect();
        for Parting { ids: [a, b], .. } in &partings {
            if let (Some(&a), Some(&b)) = (at.get(a.as_str()), at.get(b.as_str())) {
                clusters.keep_apart(a, b);
            }
        }
        spellings::join(&profiles, cooccurrence, actors, &mut clusters);
        bare::join(&profiles, cooccurrence, &mut clusters);
        organisations::join(&profiles, &mut clusters);
        let mut identity = Self::named(&profiles, &clusters);
        identity.remarks = remarks;
        identity.tell_apart(partings, &profiles);
        identity
    }

    /// The graph's id for an id of a record.
    pub fn of_id<'a>(&'a self, id: &'a str) -> &'a str {
        self.ids.get(id).map_or(id, String::as_str)
    }

    /// The other ids that were joined to an id, with their reasons.
    pub fn joined(&self, id: &str) -> Vec<Joined> {
        self.joined.get(id).cloned().unwrap_or_default()
    }

    /// Those of the same name that an id is not, with the reasons.
    pub fn apart(&self, id: &str) -> Vec<Apart> {
        self.apart.get(id).cloned().unwrap_or_default()
    }

    fn tell_apart(&mut self, partings: Vec<Parting>, profiles: &[Profile]) {
        for Parting { ids: [a, b], reason } in partings {
            let (x, y) = (self.of_id(&a).to_owned(), self.of_id(&b).to_owned());
            // The user's word may have made one of them.
            if x == y {
                continue;
            }
            let name = profiles.iter().find(|profile| *profile.id == *a).map(|profile| profile.name.to_string()).unwrap_or_default();
            for (here, there) in [(&x, &y), (&y, &x)] {
                let apart = Apart { id: there.clone(), name: name.clone(), reason: reason.clone() };
                self.apart.entry(here.clone()).or_default().push(apart);
            }
        }
    }

    fn named(profiles: &[Profile], clusters: &Clusters<'_>) -> Self {
        let mut identity = Self::default();
        let groups = clusters.groups();
        // A name of one word keeps its plain id if all who bear it are one.
        let mut bearers: HashMap<String, usize> = HashMap::new();
        for &first in groups.keys() {
            *bearers.entry(plain_id(&profiles[first].id).unwrap_or_else(|| profiles[first].id.to_string())).or_default() += 1;
        }
        for (&first, members) in &groups {
            let head = &profiles[first];
            let id = plain_id(&head.id).filter(|plain| bearers.get(plain) == Some(&1)).unwrap_or_else(|| head.id.to_string());
            let joined = members.iter().filter(|&&(member, _)| member != first).map(|&(member, reason)| {
                let Profile { id, name, .. } = &profiles[member];
                Joined { id: id.to_string(), name: name.to_string(), reason: reason.to_owned() }
            });
            let joined: Vec<Joined> = joined.collect();
            for &(member, _) in members.iter().filter(|&&(member, _)| *profiles[member].id != *id) {
                identity.ids.insert(profiles[member].id.to_string(), id.clone());
            }
            if !joined.is_empty() {
                identity.joined.insert(id, joined);
            }
        }
        identity
    }
}

/// Does what the user wishes; says what cannot be done.
fn obey(verdict: &Verdict, profiles: &[Profile], clusters: &mut Clusters<'_>) -> Option<String> {
    let meant = |name: &str| (0..profiles.len()).filter(|&i| profiles[i].is_called(name)).collect::<Vec<_>>();
    let (a, b) = (meant(&verdict.a), meant(&verdict.b));
    if let Some(nobody) = [(&a, &verdict.a), (&b, &verdict.b)].iter().find(|(ids, _)| ids.is_empty()).map(|(_, name)| name) {
        return Some(format!("{}: nobody in these articles has the name or id “{nobody}”", verdict.place));
    }
    if !verdict.same {
        if let Some(both) = a.iter().find(|i| b.contains(i)) {
            return Some(format!("{}: “{}” and “{}” are one actor of one article, {}", verdict.place, verdict.a, verdict.b, profiles[*both].id));
        }
        a.iter().for_each(|&i| b.iter().for_each(|&j| clusters.keep_apart(i, j)));
        return None;
    }
    let all: Vec<usize> = a.into_iter().chain(b).collect();
    all.windows(2).for_each(|pair| clusters.join_by_order(pair[1], all[0], &format!("said to be the same in {}", verdict.place)));
    None
}
