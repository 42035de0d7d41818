//! Compares what a program found in a text with what a reader found: actors, typed edges, statements.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use newsgraph::Record;
use newsgraph::record::EntityKind;

/// Edge types whose two ends may be given in either order.
const SYMMETRIC: [&str; 6] = ["agreement", "cooperation", "exit", "meeting", "talks", "treaty"];

/// An actor with every name that the text gives it, the fullest first.
pub struct Actor {
    pub id: String,
    pub kind: String,
    pub names: Vec<String>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
}

/// The graph of one text.
#[derive(Default)]
pub struct Findings {
    pub actors: Vec<Actor>,
    /// Type, source, target.
    pub edges: Vec<(String, String, String)>,
    /// Speaker, words said, actors spoken about.
    pub statements: Vec<(Option<String>, String, BTreeSet<String>)>,
}

impl From<&Record> for Findings {
    fn from(record: &Record) -> Self {
        let kind = |kind| match kind {
            EntityKind::Person => Some("person"),
            EntityKind::State => Some("state"),
            EntityKind::Organisation => Some("organisation"),
            EntityKind::Group => Some("group"),
            _ => None, // places, events and agreements are no actors
        };
        let actors = record.entities.iter().filter_map(|entity| {
            Some(Actor {
                id: entity.id.clone(),
                kind: kind(entity.kind)?.into(),
                names: std::iter::once(&entity.name).chain(&entity.aliases).cloned().collect(),
                country: entity.country.clone(),
            })
        });
        let edges = record.events.iter().map(|event| (event.kind.clone(), event.source.clone(), event.target.clone()));
        let statements = record.statements.iter().map(|statement| {
            let words: Vec<&str> = statement.content.iter().map(|span| span.text.as_str()).collect();
            (statement.speaker.clone(), words.join(" ... "), statement.about.iter().cloned().collect())
        });
        Self { actors: actors.collect(), edges: edges.collect(), statements: statements.collect() }
    }
}

/// How many were found rightly, found, and marked by the reader.
#[derive(Default, Clone, Copy)]
struct Counts {
    right: usize,
    found: usize,
    marked: usize,
}

impl Counts {
    fn add(&mut self, right: usize, found: usize, marked: usize) {
        self.right += right;
        self.found += found;
        self.marked += marked;
    }

    fn precision_recall_f1(self) -> (f64, f64, f64) {
        let share = |whole: usize| if whole == 0 { 0.0 } else { self.right as f64 / whole as f64 };
        let (precision, recall) = (share(self.found), share(self.marked));
        let f1 = if self.right == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
        (precision, recall, f1)
    }
}

/// Counts over all texts added so far, by measure.
#[derive(Default)]
pub struct Scores(BTreeMap<&'static str, Counts>);

impl Scores {
    /// Counts one more text.
    pub fn add(&mut self, found: &Findings, marked: &Findings) {
        let same = same_actors(&found.actors, &marked.actors);
        self.measure("entities").add(same.len(), found.actors.len(), marked.actors.len());
        // The ids of the program, replaced by those of the reader where both have the actor.
        let renamed = |id: &String| same.get(id.as_str()).map_or_else(|| format!("?{id}"), |&id| id.to_owned());
        let found_edges: BTreeSet<_> = found.edges.iter().map(|(kind, from, to)| in_order(kind, renamed(from), renamed(to))).collect();
        let marked_edges: BTreeSet<_> = marked.edges.iter().map(|(kind, from, to)| in_order(kind, from.clone(), to.clone())).collect();
        self.measure("edges").add(found_edges.intersection(&marked_edges).count(), found_edges.len(), marked_edges.len());

        let mut pairs = Vec::new();
        for (i, (speaker, said, _)) in found.statements.iter().enumerate() {
            for (j, (marked_speaker, marked_said, _)) in marked.statements.iter().enumerate() {
                let alike = words_in_common(said, marked_said);
                if alike >= 0.5 && speaker.as_ref().map(renamed) == *marked_speaker {
                    pairs.push((alike, i, j));
                }
            }
        }
        let pairs = best_pairs(pairs);
        self.measure("statements").add(pairs.len(), found.statements.len(), marked.statements.len());
        for (i, j) in pairs {
            let about: BTreeSet<String> = found.statements[i].2.iter().map(renamed).collect();
            let marked_about = &marked.statements[j].2;
            self.measure("about").add(about.intersection(marked_about).count(), about.len(), marked_about.len());
        }
    }

    /// Micro-averaged F1 of `entities`, `edges`, `statements`, or `about` (the actors that matched statements are about).
    pub fn f1(&self, measure: &str) -> f64 {
        self.0[measure].precision_recall_f1().2
    }

    fn measure(&mut self, name: &'static str) -> &mut Counts {
        self.0.entry(name).or_default()
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(f, "{:12} precision recall    F1   right/found/marked", "")?;
        for (measure, counts) in &self.0 {
            let (precision, recall, f1) = counts.precision_recall_f1();
            writeln!(f, "{measure:12} {precision:9.3} {recall:6.3} {f1:5.3}   {}/{}/{}", counts.right, counts.found, counts.marked)?;
        }
        Ok(())
    }
}

/// An edge of a symmetric type has its ends in alphabetical order.
fn in_order(kind: &str, source: String, target: String) -> (String, String, String) {
    if SYMMETRIC.contains(&kind) && target < source { (kind.into(), target, source) } else { (kind.into(), source, target) }
}

/// Which actor of the reader's each found actor is: the pairs that share most names, each actor in one pair at most.
/// Two states are the same by their country alone.
fn same_actors<'a>(found: &'a [Actor], marked: &'a [Actor]) -> HashMap<&'a str, &'a str> {
    let names =
        |actors: &[Actor]| -> Vec<Vec<String>> { actors.iter().map(|actor| actor.names.iter().map(|name| normalized(name)).collect()).collect() };
    let (found_names, marked_names) = (names(found), names(marked));
    let mut pairs = Vec::new();
    for (i, one) in found.iter().enumerate() {
        for (j, other) in marked.iter().enumerate() {
            let unique: BTreeSet<&String> = found_names[i].iter().filter(|name| !name.is_empty()).collect();
            let mut score = unique.iter().filter(|name| marked_names[j].contains(name)).count() as f64;
            if one.kind == "state" && other.kind == "state" && one.country.is_some() && other.country.is_some() {
                score = if one.country == other.country { score + 5.0 } else { 0.0 };
            }
            if found_names[i][0] == marked_names[j][0] {
                score += 2.0;
            }
            if score > 0.0 {
                pairs.push((score + if one.kind == other.kind { 0.5 } else { 0.0 }, i, j));
            }
        }
    }
    best_pairs(pairs).into_iter().map(|(i, j)| (found[i].id.as_str(), marked[j].id.as_str())).collect()
}

/// The best pairs of (score, one, other) such that nothing is in two of them; the earlier ones where scores are equal.
fn best_pairs(mut pairs: Vec<(f64, usize, usize)>) -> Vec<(usize, usize)> {
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut ones, mut others) = (BTreeSet::new(), BTreeSet::new());
    let free = |(_, i, j): &(f64, usize, usize)| !ones.contains(i) && !others.contains(j) && ones.insert(*i) && others.insert(*j);
    pairs.into_iter().filter(free).map(|(_, i, j)| (i, j)).collect()
}

/// A name without case, punctuation, leading article and possessive ending.
fn normalized(name: &str) -> String {
    let name = name.to_lowercase().replace(['’', '`'], "'").replace('.', "");
    let words: Vec<String> = name
        .split_whitespace()
        .map(|word| word.strip_suffix("'s").unwrap_or(word))
        .flat_map(|word| word.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let article = words.len() > 1 && ["the", "a", "an"].contains(&words[0].as_str());
    words[usize::from(article)..].join(" ")
}

/// F1 of the words of two texts, each counted as often as it stands there.
fn words_in_common(one: &str, other: &str) -> f64 {
    let words = |text: &str| {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for word in text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            *counts.entry(word.to_owned()).or_default() += 1;
        }
        counts
    };
    let (one, other) = (words(one), words(other));
    let common: usize = one.iter().map(|(word, &n)| n.min(other.get(word).copied().unwrap_or(0))).sum();
    let all: usize = one.values().chain(other.values()).sum();
    if all == 0 { 0.0 } else { 2.0 * common as f64 / all as f64 }
}

#[test]
fn the_scorer_counts_as_its_readme_says() {
    let actor = |id: &str, kind: &str, names: &[&str], country: Option<&str>| Actor {
        id: id.into(),
        kind: kind.into(),
        names: names.iter().map(|&name| name.into()).collect(),
        country: country.map(Into::into),
    };
    let edge = |kind: &str, source: &str, target: &str| (kind.to_owned(), source.to_owned(), target.to_owned());
    let about = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect();
    let marked = Findings {
        actors: vec![
            actor("e1", "state", &["Norland"], Some("NOR")),
            actor("e2", "person", &["Ada Berg", "Ms. Berg"], None),
            actor("e3", "organisation", &["the Harbour Board"], None),
        ],
        edges: vec![edge("meeting", "e1", "e2"), edge("demand", "e2", "e3")],
        statements: vec![(Some("e2".into()), "the board must open its books at once".into(), about(&["e3"]))],
    };
    let found = Findings {
        actors: vec![
            actor("s", "state", &["Norway"], Some("NOR")),      // the same country, another name
            actor("p", "person", &["Berg", "Ms Berg’s"], None), // a name in common
            actor("o", "organisation", &["Harbour Council"], None),
        ],
        // The first is right with its ends turned round; the second has a wrong end.
        edges: vec![edge("meeting", "p", "s"), edge("demand", "p", "o")],
        statements: vec![
            (Some("p".into()), "the board must open its books".into(), about(&["s"])),
            (Some("s".into()), "the board must open its books at once".into(), about(&[])),
        ],
    };
    let mut scores = Scores::default();
    scores.add(&found, &marked);
    let counts = |measure: &str| (scores.0[measure].right, scores.0[measure].found, scores.0[measure].marked);
    assert_eq!(counts("entities"), (2, 3, 3));
    assert_eq!(counts("edges"), (1, 2, 2));
    assert_eq!(counts("statements"), (1, 2, 1));
    assert_eq!(counts("about"), (0, 1, 1));
    assert!((scores.f1("statements") - 2.0 / 3.0).abs() < 1e-9);
}
