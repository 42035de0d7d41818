//! The test cases of `data/schema/edges/*.toml`, through the whole extractor: each lists all edges of its type that its text holds.

use std::collections::BTreeSet;

use newsgraph::Extractor;
use newsgraph::Knowledge;
use newsgraph::internals::knowledge::edges::words::line_of;
use newsgraph::internals::knowledge::edges::{EDGE_FILES, EdgeType, EdgeTypes};
use newsgraph::record::Modality;
use newsgraph::{Article, Record};

fn edges_of(record: &Record, kind: &EdgeType) -> Vec<(String, String, String)> {
    let name = |id: &str| record.entities.iter().find(|e| e.id == id).map_or(id.to_owned(), |e| e.name.clone());
    let mut found = Vec::new();
    for event in record.events.iter().filter(|e| e.kind == kind.name) {
        let mut flags = String::new();
        match event.modality {
            Modality::Actual => {}
            Modality::Planned => flags.push_str(" | planned"),
            Modality::Possible => flags.push_str(" | possible"),
        }
        if event.negated {
            flags.push_str(" | not");
        }
        for claimant in &event.attributed_to {
            flags.push_str(&format!(" | by {}", name(claimant)));
        }
        found.push((name(&event.source), name(&event.target), flags));
    }
    found
}

/// `A -> B | flags` as the file writes it, with the ends of a symmetric edge in one order.
fn normal(source: &str, target: &str, flags: &str, symmetric: bool) -> String {
    let (a, b) = if symmetric && target < source { (target, source) } else { (source, target) };
    format!("{a} -> {b}{flags}")
}

/// The cases of an edge type that come out otherwise than its file says.
fn failures_of(kind: &EdgeType, file: &str, extractor: &Extractor) -> Vec<String> {
    let mut failures = Vec::new();
    assert!(kind.tests.len() >= 3, "data/schema/edges/{}.toml has fewer than three test cases", kind.name);
    assert!(kind.tests.iter().any(|t| t.edges.is_empty()), "data/schema/edges/{}.toml has no case without an edge", kind.name);
    for case in &kind.tests {
        let article = Article::new("case", case.text.as_ref().clone());
        let record = extractor.extract(&article).unwrap();
        let found: BTreeSet<String> = edges_of(&record, kind).iter().map(|(s, t, f)| normal(s, t, f, kind.symmetric)).collect();
        let expected: BTreeSet<String> = case
            .edges
            .iter()
            .map(|edge| {
                let (ends, flags) = edge.split_once(" | ").map_or((edge.as_str(), String::new()), |(e, f)| (e, format!(" | {f}")));
                let (source, target) = ends.split_once(" -> ").unwrap_or_else(|| panic!("{}: “{edge}” is not A -> B", kind.name));
                normal(source, target, &flags, kind.symmetric)
            })
            .collect();
        if found != expected {
            let line = line_of(file, case.text.span().start);
            failures.push(format!(
                "data/schema/edges/{}.toml:{line}: {}\n    expected {expected:?}\n    found    {found:?}",
                kind.name,
                case.text.as_ref()
            ));
        }
    }
    failures
}

/// The share of the cases that the reader must read as they say. It weighs what the frames propose by what it learned from read articles, which
/// agree with the cases in most, not in all.
const SHARE: f64 = 0.85;

#[test]
fn the_edge_types_find_what_most_of_their_own_cases_say() {
    let extractor = Extractor::new().unwrap();
    let cases: usize = extractor.knowledge().edges.types.iter().map(|kind| kind.tests.len()).sum();
    let mut failures = Vec::new();
    for kind in &extractor.knowledge().edges.types {
        let file = EDGE_FILES.iter().find(|(name, _)| *name == kind.name).unwrap().1;
        failures.extend(failures_of(kind, file, &extractor));
    }
    let right = 1.0 - failures.len() as f64 / cases as f64;
    assert!(right >= SHARE, "{} of {cases} cases fail\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn the_recipe_for_a_new_edge_type_works_as_it_stands_in_architecture_md() {
    let page = include_str!("../../ARCHITECTURE.md");
    let file = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let mut files = EDGE_FILES.to_vec();
    files.push(("espionage", file));
    files.sort();
    let mut knowledge = Knowledge::load().unwrap();
    knowledge.edges = EdgeTypes::parse(&files).unwrap();
    let extractor = Extractor::with(knowledge).unwrap();
    let kind = extractor.knowledge().edges.get("espionage").unwrap();
    let failures = failures_of(kind, file, &extractor);
    assert!(failures.is_empty(), "{} cases fail\n{}", failures.len(), failures.join("\n"));
}
