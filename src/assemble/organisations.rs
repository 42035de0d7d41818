//! Organisations under several names: "the Kremlin" and "Kremlin"; "NSC" where another article writes "National Security Council (NSC)".

use indexmap::IndexMap;

use super::clusters::Clusters;
use super::names::words;
use super::profile::Profile;
use crate::types::EntityKind;

/// Joins organisations.
pub fn join(profiles: &[Profile], clusters: &mut Clusters<'_>) {
    let (mut by_name, mut by_acronym): (IndexMap<String, usize>, IndexMap<&str, Vec<usize>>) = Default::default();
    let organisations = || profiles.iter().enumerate().filter(|(_, p)| p.kind == EntityKind::Organisation);
    for (i, profile) in organisations() {
        let key = words(&profile.name).into_iter().filter(|word| word != "the").collect::<Vec<_>>().join(" ");
        let &mut first = by_name.entry(key).or_insert(i);
        if first != i && !profile.is_foreign_to(&profiles[first]) {
            clusters.join(first, i, "the same name but for case, marks or “the”");
        }
        if !is_acronym(&profile.name) {
            profile.forms.iter().filter(|form| is_acronym(form)).for_each(|form| by_acronym.entry(form).or_default().push(i));
        }
    }
    for (i, profile) in organisations().filter(|(_, p)| is_acronym(&p.name)) {
        let candidates = by_acronym.get(&*profile.name).into_iter().flatten().copied();
        let candidates: Vec<usize> = candidates.filter(|&j| j != i && !clusters.exclude(i, j) && !profile.is_foreign_to(&profiles[j])).collect();
        if let [full] = candidates[..] {
            clusters.join(full, i, &format!("another article expands it as {}", profiles[full].name));
        }
    }
}

fn is_acronym(form: &str) -> bool {
    (2..=6).contains(&form.len()) && form.chars().all(|c| c.is_ascii_uppercase())
}
