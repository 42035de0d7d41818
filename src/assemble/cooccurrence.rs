//! Who is named beside whom: articles that name the same people and bodies are likely to mean the same person by a name.

use std::collections::{BTreeSet, HashMap};

use crate::types::Record;

/// Articles of a person beyond this number say nothing new about who is named beside that person.
const MOST_ARTICLES: usize = 20;

/// In which articles each actor is.
pub struct Cooccurrence<'a> {
    articles: HashMap<&'a str, BTreeSet<usize>>,
    actors: Vec<Vec<&'a str>>,
}

/// How well the actors of some articles fit an actor.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Fit {
    /// Of the other articles that name the same others, the share that has the actor, 0 to 1; rare companions count more.
    pub share: f64,
    /// How much higher the odds of meeting the actor are there than in all articles.
    pub odds: f64,
    /// How many of the others are also named beside the actor.
    pub companions: usize,
}

impl Fit {
    /// Whether it says something about who is meant.
    pub fn is_telling(&self) -> bool {
        self.companions >= 2 && self.odds >= 2.0
    }
}

impl<'a> Cooccurrence<'a> {
    /// The actors of these records; unnamed groups and persons do not count.
    pub fn of(records: &'a [Record]) -> Self {
        let mut articles: HashMap<&str, BTreeSet<usize>> = HashMap::new();
        let mut actors = Vec::new();
        for (i, record) in records.iter().enumerate() {
            let named = record.entities.iter().filter(|e| e.kind.is_actor() && !e.id.contains('/'));
            actors.push(named.map(|entity| entity.id.as_str()).collect::<Vec<_>>());
            for entity in &record.entities {
                articles.entry(&entity.id).or_default().insert(i);
            }
        }
        Self { articles, actors }
    }

    /// The articles of an id, as positions of their records.
    pub fn articles(&self, id: &str) -> Option<&BTreeSet<usize>> {
        self.articles.get(id)
    }

    /// Whether one article has both.
    pub fn meet(&self, a: &str, b: &str) -> bool {
        matches!((self.articles(a), self.articles(b)), (Some(a), Some(b)) if !a.is_disjoint(b))
    }

    /// How well those named beside one actor fit the articles of another, given by all their ids.
    pub fn fit(&self, id: &str, others: &[&str]) -> Fit {
        let (mut weights, mut sum, mut companions) = (0.0, 0.0, 0);
        let total = self.actors.len() as f64;
        let Some(own) = self.articles(id) else { return Fit::default() };
        let theirs: BTreeSet<usize> = others.iter().filter_map(|other| self.articles(other)).flatten().copied().collect();
        let beside: BTreeSet<&str> = own.iter().take(MOST_ARTICLES).flat_map(|&i| self.actors[i].iter().copied()).collect();
        for companion in beside.into_iter().filter(|companion| *companion != id && !others.contains(companion)) {
            let Some(all) = self.articles(companion) else { continue };
            let elsewhere = all.len() - all.intersection(own).count();
            if elsewhere == 0 {
                continue;
            }
            let (few, many) = if all.len() < theirs.len() { (all, &theirs) } else { (&theirs, all) };
            let together = few.iter().filter(|i| many.contains(i) && !own.contains(i)).count();
            let weight = (1.0 + total / all.len() as f64).ln();
            weights += weight;
            sum += weight * together as f64 / elsewhere as f64;
            companions += usize::from(together > 0);
        }
        if weights == 0.0 {
            return Fit::default();
        }
        // Half an article more on each side keeps the odds finite.
        let odds = |share: f64| (share + 0.5 / total) / (1.0 - share + 0.5 / total);
        let share = sum / weights;
        Fit { share, odds: odds(share) / odds(theirs.len() as f64 / total), companions }
    }
}
