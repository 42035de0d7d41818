//! Article ids, unique in a run and the same in every run over the same inputs.

use std::collections::HashSet;
use std::path::{Component, Path};

/// The ids given so far.
#[derive(Default)]
pub struct Ids {
    used: HashSet<String>,
}

impl Ids {
    /// `wanted` if it is free; else with the names of the folders above the file, nearest first; else with a number.
    pub fn claim(&mut self, wanted: &str, path: &str) -> String {
        let mut id = wanted.to_owned();
        let folders = Path::new(path).parent().into_iter().flat_map(Path::components);
        let names: Vec<_> = folders.filter_map(|part| if let Component::Normal(name) = part { name.to_str() } else { None }).collect();
        for folder in names.iter().rev() {
            if !self.used.contains(&id) {
                break;
            }
            id = format!("{folder}-{id}");
        }
        let stem = id.clone();
        let mut number = 2;
        while !self.used.insert(id.clone()) {
            id = format!("{stem}-{number}");
            number += 1;
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_stems_take_their_folders_names_and_equal_ids_a_number() {
        let mut ids = Ids::default();
        assert_eq!(ids.claim("001", "a/001.txt"), "001");
        assert_eq!(ids.claim("001", "b/001.txt"), "b-001");
        assert_eq!(ids.claim("001", "c/b/001.txt"), "c-b-001");
        assert_eq!(ids.claim("x", "all.jsonl"), "x");
        assert_eq!(ids.claim("x", "all.jsonl"), "x-2");
        assert_eq!(ids.claim("x", "all.jsonl"), "x-3");
    }
}
