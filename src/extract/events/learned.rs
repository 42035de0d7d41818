//! The edges that the learned reader thinks likely, made into events; and the candidates that it learns from.

use super::actors::{End, Finder, Role};
use super::arguments::{self, carrier, describing_verb};
use super::candidates::{self, Finding, Party};
use super::frames::{self, Anchor};
use super::reading::{self, Reading};
use super::{Draft, by_rules, findings, modality, settle_claims, trigger_span};
use crate::extract::time::time_of;
use crate::knowledge::Knowledge;
use crate::knowledge::edges::EdgeType;
use crate::types::{Document, Entities, Event, Grounds, Statement, Tenure};

/// The edges of a reading that are likely enough, with what the words around say of them.
pub(super) fn likely(finder: &Finder<'_>, reading: &Reading, rules: &[Draft], published: Option<&str>) -> Vec<Draft> {
    let reader = &finder.knowledge.reader;
    let mut out = Vec::new();
    for edge in &reading.edges {
        let Some(kind) = finder.knowledge.edges.get(&reader.kinds()[edge.kind]) else { continue };
        let (source, target) = (reading.parties[edge.source].end.clone(), reading.parties[edge.target].end.clone());
        let of_kind = || reading.proposals.iter().filter(|p| p.kind == kind.name).map(|p| &rules[p.finding]);
        let same = |draft: &&Draft| draft.source == source && draft.target == target;
        // Two readers see more than one: what rules find as well needs less.
        let ruled = of_kind().any(|draft| same(&draft));
        // Who is only understood, and by no rule, is nobody.
        if !ruled && [edge.source, edge.target].iter().any(|&party| reading.parties[party].word.is_none()) {
            continue;
        }
        // "X and its allies A and B expressed concern": who stands with the doer is not the one it is done to.
        let words = (reading.parties[edge.source].word, reading.parties[edge.target].word);
        if let (false, true, (Some(source), Some(target))) = (ruled, kind.plover.is_some() && !kind.symmetric, words)
            && finder.doc.is_below(target, source)
        {
            continue;
        }
        let least = if ruled { reader.least_with_rules } else { reader.least };
        let likely = edge.likely * link(finder, &reading.parties[edge.source]) * link(finder, &reading.parties[edge.target]);
        if likely < least {
            continue;
        }
        let mut event = match of_kind().find(same).or_else(|| of_kind().next()) {
            Some(draft) => draft.event.clone(),
            None => told(finder, kind, reading.word, &source, published),
        };
        event.confidence = (likely * 100.0).round() / 100.0;
        event.signs =
            vec![format!("word:{:.2}", reading.kinds[edge.kind]), format!("source:{:.2}", edge.sides[0]), format!("target:{:.2}", edge.sides[1])];
        out.push(Draft { word: reading.word, own: false, event, source, target });
    }
    out
}

/// How sure it is that the words of a party mean it.
fn link(finder: &Finder<'_>, party: &Party) -> f64 {
    let (End::Entity(entity), Some(word)) = (&party.end, party.word) else { return 1.0 };
    let mentions = finder.entities.headed_by(word).filter(|mention| mention.entity == *entity);
    mentions.map(|mention| f64::from(mention.confidence)).reduce(f64::max).unwrap_or(1.0)
}

/// An event of a type that a word names, as the words around tell it.
fn told(finder: &Finder<'_>, kind: &EdgeType, word: usize, source: &End, published: Option<&str>) -> Event {
    let (doc, knowledge) = (finder.doc, finder.knowledge);
    let light = knowledge.edges.words.class("light");
    let verb = [carrier(doc, word), describing_verb(doc, word)].into_iter().flatten().find(|&v| light.contains(&frames::lemma(doc, v)));
    let anchor = Anchor { trigger: word, verb, words: Vec::new() };
    let carried = !matches!(kind.plover, Some("ACCUSE" | "REQUEST" | "REJECT" | "THREATEN" | "SUPPORT"));
    let context = modality::context(doc, &knowledge.modality, light, word, verb, carried);
    let span = trigger_span(doc, &anchor);
    let claiming = |verb: &usize| arguments::logical_subject(doc, *verb).map(|t| finder.actors(t, Role::Source)).unwrap_or_default();
    let claims: Vec<Vec<End>> = context.claimed_under.iter().map(claiming).collect();
    Event {
        kind: kind.name,
        plover: None,
        source: 0,
        target: 0,
        modality: context.modality,
        negated: context.negated,
        tenure: Tenure::default(),
        attributed_to: settle_claims(finder.claimants(&span, word, source), &claims, source),
        sentence: doc.sentence_of(word),
        time: kind.plover.and_then(|_| time_of(doc, anchor.clause(), published, &knowledge.calendar)),
        trigger: span,
        objects: Vec::new(),
        confidence: 0.0,
        rule: "learned".into(),
        grounds: Grounds { signals: context.signals, ..Grounds::default() },
        signs: Vec::new(),
    }
}

/// A word that may name an event, with all who may take part in it and what is seen of them, for training.
pub struct Candidate {
    /// The word.
    pub word: usize,
    /// What is seen of it.
    pub features: super::features::Features,
    /// Who may take part.
    pub parties: Vec<Party>,
    /// What rules find here.
    pub proposals: Vec<candidates::Proposal>,
}

/// All words of a document that may name an event.
pub fn candidates(doc: &Document, entities: &Entities, statements: &[Statement], knowledge: &Knowledge) -> Vec<Candidate> {
    let finder = Finder { doc, entities, statements, knowledge };
    let findings = findings(&by_rules(&finder, None));
    let mut out = Vec::new();
    for word in 0..doc.tokens.len() {
        let here: Vec<(usize, &Finding)> = findings.iter().enumerate().filter(|(_, f)| f.word == word).collect();
        if here.is_empty() && !candidates::may_name(&finder, word) {
            continue;
        }
        let relations = super::relations::related(doc, word);
        let mut features = super::features::Features::new(true);
        candidates::word_features(&finder, word, &relations, &reading::kinds_of(&here), &mut features);
        let (parties, proposals) = candidates::parties(&finder, word, &relations, &here, true);
        if parties.len() >= 2 {
            out.push(Candidate { word, features, parties, proposals });
        }
    }
    out
}
