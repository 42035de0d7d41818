//! Who is named beside whom: articles that name the same people and bodies are likely to mean the same person by a name.

use indexmap::IndexSet;

use super::local_ids::named as named_by;
use crate::types::{EntityKind, Record};

/// So many articles of a person say enough about who is named beside it.
const MOST_ARTICLES: usize = 20;

/// Of a companion or an actor with more articles than this, so many are looked at, evenly spread.
const SAMPLE: usize = 512;

/// In which articles each actor is. Ids are kept once and otherwise by number.
#[derive(Default)]
pub struct Cooccurrence {
    ids: IndexSet<Box<str>>,
    /// Of each id: positions of records, ascending.
    articles: Vec<Vec<u32>>,
    /// Of each record: the named actors.
    actors: Vec<Box<[u32]>>,
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

impl Cooccurrence {
    /// Adds the next record; unnamed groups and persons do not count, nor does what is no actor.
    pub fn add(&mut self, record: &Record) {
        let at = self.actors.len() as u32;
        let (mut named, names) = (Vec::new(), named_by(record));
        for entity in record.entities.iter().filter(|entity| entity.kind.is_actor()) {
            let is_apart = entity.id.contains('/');
            if is_apart && entity.kind != EntityKind::Organisation && !names.contains(entity.id.as_str()) {
                continue;
            }
            let id = self.number(&entity.id);
            if !is_apart {
                named.push(id);
            }
            let articles = &mut self.articles[id as usize];
            if articles.last() != Some(&at) {
                articles.push(at);
            }
        }
        self.actors.push(named.into());
    }

    fn number(&mut self, id: &str) -> u32 {
        if let Some(number) = self.ids.get_index_of(id) {
            return number as u32;
        }
        self.articles.push(Vec::new());
        self.ids.insert_full(id.into()).0 as u32
    }

    /// The articles of an id, as positions of their records.
    fn articles(&self, id: &str) -> Option<&[u32]> {
        self.ids.get_index_of(id).map(|number| &self.articles[number][..])
    }

    /// Whether one article has both.
    pub fn meet(&self, a: &str, b: &str) -> bool {
        let (Some(a), Some(b)) = (self.articles(a), self.articles(b)) else { return false };
        let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
        few.iter().any(|article| many.binary_search(article).is_ok())
    }

    /// How well those named beside one actor fit the articles of another, given by all their ids.
    pub fn fit(&self, id: &str, others: &[&str]) -> Fit {
        let (mut weights, mut sum, mut companions) = (0.0, 0.0, 0);
        let total = self.actors.len() as f64;
        let Some(own) = self.articles(id) else { return Fit::default() };
        let theirs = match others {
            [one] => self.articles(one).unwrap_or_default().to_vec(),
            _ => {
                let mut all: Vec<u32> = others.iter().filter_map(|other| self.articles(other)).flatten().copied().collect();
                all.sort_unstable();
                all.dedup();
                all
            }
        };
        let mut beside: Vec<u32> = own.iter().take(MOST_ARTICLES).flat_map(|&article| self.actors[article as usize].iter().copied()).collect();
        beside.sort_unstable();
        beside.dedup();
        // By name: sums of fractions depend on their order.
        beside.sort_by_key(|&companion| &self.ids[companion as usize]);
        for companion in beside {
            let name = &*self.ids[companion as usize];
            if name == id || others.contains(&name) {
                continue;
            }
            let all = &self.articles[companion as usize][..];
            let elsewhere = all.len() - common(all, own).count();
            if elsewhere == 0 {
                continue;
            }
            let together = together(all, &theirs, own);
            let weight = (1.0 + total / all.len() as f64).ln();
            weights += weight;
            sum += weight * (together / elsewhere as f64).min(1.0);
            companions += usize::from(together > 0.0);
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

/// What both lists have.
fn common<'a>(a: &'a [u32], b: &'a [u32]) -> impl Iterator<Item = &'a u32> {
    let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
    few.iter().filter(|article| many.binary_search(article).is_ok())
}

/// How many articles of both lists are not among `own`; of long lists an estimate.
fn together(a: &[u32], b: &[u32], own: &[u32]) -> f64 {
    let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let step = few.len().div_ceil(SAMPLE).max(1);
    let looked_at = few.len().div_ceil(step);
    let found = few.iter().step_by(step).filter(|article| many.binary_search(article).is_ok() && own.binary_search(article).is_err()).count();
    if step == 1 { found as f64 } else { found as f64 * few.len() as f64 / looked_at as f64 }
}
