//! Words that may name what somebody does to somebody, and for each the actors that may take part, with all that the learned reader goes by.

use std::collections::BTreeSet;

use crate::extract::events::actors::{End, Finder};
use crate::extract::events::arguments::{carrier, describing_verb, first_conjunct, is_passive};
use crate::extract::events::features::Features;
use crate::extract::events::frames::{self, lemma};
use crate::extract::events::relations::{Related, down, path, related};
use crate::extract::events::rules::Finding;
use crate::types::{BlockKind, Dep, EntityKind, Form, Mention, Pos, StatementMode};

/// An actor that may take part in what a word names.
#[derive(Debug, Clone)]
pub struct Party {
    /// Who it is.
    pub end: End,
    /// The head word of its mention; none where it is only understood: who speaks, whom a rule names.
    pub word: Option<usize>,
    /// What is seen of it.
    pub features: Features,
    /// Its kind, "name", "noun" or "pronoun", for the choice of pairs.
    pub kind: &'static str,
    /// How it is worded.
    pub form: &'static str,
    /// The code of the state that it is or belongs to.
    pub country: Option<String>,
}

/// What a rule finds at a word, and which of the parties it means.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// Position among the parties.
    pub source: usize,
    /// Position among the parties.
    pub target: usize,
    /// What it finds.
    pub finding: Finding,
}

/// A word that may name something.
pub struct Candidate<'a> {
    /// The word.
    pub word: usize,
    /// What is seen of it.
    pub features: Features,
    /// What rules find at it.
    pub findings: &'a [Finding],
    relations: Vec<Related>,
}

/// All words that may name something. `findings` are those of rules, by their words; with `named` the names of features are kept.
pub fn all<'a>(finder: &'a Finder<'_>, findings: &'a [Finding], named: bool) -> impl Iterator<Item = Candidate<'a>> {
    (0..finder.doc.tokens.len()).filter_map(move |word| {
        let first = findings.partition_point(|finding| finding.word < word);
        let here = &findings[first..findings.partition_point(|finding| finding.word <= word)];
        if here.is_empty() && !may_name(finder, word) {
            return None;
        }
        let relations = related(finder.doc, word);
        let features = word_features(finder, word, &relations, here, named);
        Some(Candidate { word, features, findings: here, relations })
    })
}

/// Whether a word may name an action, a post or a membership.
fn may_name(finder: &Finder<'_>, word: usize) -> bool {
    let token = &finder.doc.tokens[word];
    match token.pos {
        Pos::Verb | Pos::Noun => true,
        Pos::Aux => !matches!(token.dep, Dep::Aux | Dep::Auxpass) || finder.doc.tokens[word].tag == crate::types::Tag::Md,
        Pos::Adj | Pos::Propn | Pos::Adv => token.lower.chars().next().is_some_and(char::is_alphabetic),
        _ => false,
    }
}

/// The kind of an end.
pub fn kind_of(finder: &Finder<'_>, end: &End) -> &'static str {
    match end {
        End::StateOf(..) => "place",
        End::Entity(entity) => match finder.entities.list[*entity].kind {
            EntityKind::Person => "person",
            EntityKind::State => "state",
            EntityKind::Organisation => "organisation",
            EntityKind::Group => "group",
            _ => "other",
        },
    }
}

fn kind_at(finder: &Finder<'_>, word: usize) -> &'static str {
    if let Some(end) = finder.named(word).first() {
        return kind_of(finder, end);
    }
    match finder.entities.headed_by(word).next().map(|m| finder.entities.list[m.entity].kind) {
        Some(EntityKind::Place) => "place",
        Some(EntityKind::Event | EntityKind::Agreement) => "thing",
        _ => "none",
    }
}

/// What is seen of a word that may name an action.
fn word_features(finder: &Finder<'_>, word: usize, relations: &[Related], findings: &[Finding], named: bool) -> Features {
    let (doc, edges) = (finder.doc, &finder.knowledge.edges);
    let mut out = Features::new(named);
    let token = &doc.tokens[word];
    let own = lemma(doc, word);
    let own = own.as_str();
    let (pos, dep) = (token.pos.as_str(), token.dep.as_str());
    out.add(&["w", own]);
    out.add(&["wp", own, pos]);
    out.add(&["wd", own, dep]);
    out.add(&["form", &token.lower]);
    out.add(&["tag", token.tag.as_str(), dep]);
    let suffix: String = token.lower.chars().rev().take(3).collect::<Vec<_>>().into_iter().rev().collect();
    out.add(&["suffix", &suffix]);
    let sentence = doc.sentence(word);
    let near = |at: Option<usize>| at.filter(|at| sentence.contains(at)).map_or("-", |at| doc.tokens[at].lemma.as_str());
    let (before, behind) = (near(word.checked_sub(1)), near(Some(word + 1)));
    out.add(&["before", before]);
    out.add(&["behind", behind]);
    out.add(&["w.before", own, before]);
    out.add(&["w.behind", own, behind]);
    let head = token.head;
    if head != word {
        let above = doc.tokens[head].lemma.as_str();
        out.add(&["head", dep, above]);
        out.add(&["w.head", own, above]);
        if token.dep == Dep::Pobj {
            let higher = doc.tokens[doc.tokens[head].head].lemma.as_str();
            out.add(&["head2", above, higher]);
            out.add(&["w.head2", own, above, higher]);
        }
        for class in edges.words.of(above) {
            out.add(&["head.class", dep, class]);
        }
    }
    for child in doc.children(word) {
        let below = &doc.tokens[child];
        let (relation, lemma) = (below.dep.as_str(), below.lemma.as_str());
        if matches!(below.dep, Dep::Punct | Dep::Det | Dep::Cc) {
            continue;
        }
        out.add(&["child", relation]);
        out.add(&["w.child", own, relation]);
        out.add(&["child.lemma", relation, lemma]);
        out.add(&["w.child.lemma", own, relation, lemma]);
        for class in edges.words.of(lemma) {
            out.add(&["child.class", relation, class]);
        }
    }
    for relation in relations {
        let (name, kind) = (relation.relation.as_str(), kind_at(finder, relation.word));
        out.add(&["at", name, kind]);
        if !name.starts_with("above") {
            out.add(&["w.at", own, name, kind]);
            let lemma = doc.tokens[relation.word].lemma.as_str();
            if kind == "none" {
                out.add(&["at.lemma", name, lemma]);
                for class in edges.words.of(lemma) {
                    out.add(&["at.class", name, class]);
                }
            }
        }
    }
    let kind_of_first = |name: &str| relations.iter().find(|r| r.relation.ends_with(name)).map_or("-", |r| kind_at(finder, r.word));
    let pair = [kind_of_first("subject"), kind_of_first("object")];
    out.add(&["pair", pair[0], pair[1]]);
    out.add(&["w.pair", own, pair[0], pair[1]]);
    for class in edges.words.of(own) {
        out.add(&["class", class]);
        out.add(&["class.dep", class, dep]);
    }
    for &kind in frames::kinds(doc, word) {
        for &frame in edges.frames_of(kind, own) {
            out.add(&["listed", edges.types[edges.frames[frame].edge].name]);
        }
    }
    if let Some(verb) = finder.knowledge.speech.verb(own, std::iter::empty()).filter(|_| token.pos == Pos::Verb) {
        out.add(&["speech", &format!("{:?}", verb.kind)]);
    }
    if !finder.knowledge.speech.noun(own).is_empty() && token.pos == Pos::Noun {
        out.add(&["speech", "noun"]);
    }
    let kinds: BTreeSet<&str> = findings.iter().map(|finding| finding.event.kind).collect();
    for kind in &kinds {
        out.add(&["rule", kind]);
    }
    if kinds.is_empty() {
        out.add(&["rule", "none"]);
    }
    if let Some(verb) = carrier(doc, word).or_else(|| describing_verb(doc, word)) {
        let verb = lemma(doc, verb);
        out.add(&["carrier", &verb]);
        out.add(&["w.carrier", own, &verb]);
    }
    if is_passive(doc, word) {
        out.add(&["passive"]);
        out.add(&["w.passive", own]);
    }
    if let Some(mode) = quoted(finder, word) {
        out.add(&["said", mode]);
    }
    if is_heading(finder, word) {
        out.add(&["heading"]);
    }
    for mention in finder.entities.covering(word) {
        let place = if mention.head == word { "head" } else { "inside" };
        out.add(&["in", place, form(mention), kind_name(finder, mention)]);
        out.add(&["w.in", own, place, kind_name(finder, mention)]);
    }
    let actors: BTreeSet<usize> =
        finder.entities.within(sentence).filter(|m| finder.entities.list[m.entity].kind.is_actor()).map(|m| m.entity).collect();
    out.add(&["actors", ["0", "1", "2", "3", "4"][actors.len().min(4)]]);
    out
}

fn kind_name(finder: &Finder<'_>, mention: &Mention) -> &'static str {
    match finder.entities.list[mention.entity].kind {
        EntityKind::Place => "place",
        kind if kind.is_actor() => kind_of(finder, &End::Entity(mention.entity)),
        _ => "thing",
    }
}

fn form(mention: &Mention) -> &'static str {
    match mention.form {
        Form::Name => "name",
        Form::Nominal => "noun",
        Form::Pronoun => "pronoun",
    }
}

/// How the word is said by somebody, if it is.
fn quoted(finder: &Finder<'_>, word: usize) -> Option<&'static str> {
    let at = finder.doc.span(word..word + 1);
    let statement = finder.said.at(at).next()?;
    Some(match statement.mode {
        StatementMode::Direct => "direct",
        StatementMode::Indirect => "indirect",
        StatementMode::Mixed => "mixed",
    })
}

fn is_heading(finder: &Finder<'_>, word: usize) -> bool {
    finder.doc.blocks.get(finder.doc.block_of(word)).is_some_and(|(_, kind)| *kind != BlockKind::Paragraph)
}

/// So many mentions on each side of a word are near enough to take part in what it names: a list without end must not
/// take time without end.
const NEAR: usize = 16;

/// The actors that may take part in what the word names: those of its sentence, who speaks, who was the subject before, and whom rules name.
pub fn parties(finder: &Finder<'_>, candidate: &Candidate<'_>, named: bool) -> (Vec<Party>, Vec<Proposal>) {
    let (doc, word) = (finder.doc, candidate.word);
    let mut out: Vec<Party> = Vec::new();
    let heads: BTreeSet<usize> =
        finder.entities.within(doc.sentence(word)).map(|m| m.head).chain(doc.sentence(word).filter(|&t| doc.tokens[t].pos == Pos::Pron)).collect();
    let heads = heads.range(..word).rev().take(NEAR).collect::<Vec<_>>().into_iter().rev().chain(heads.range(word..).take(NEAR)).copied();
    let speakers = finder.speakers(word);
    let all: Vec<(usize, End)> = heads.flat_map(|head| finder.named(head).into_iter().map(move |end| (head, end))).collect();
    for (i, (head, end)) in all.iter().enumerate() {
        let mut features = Features::new(named);
        party_features(finder, word, &candidate.relations, *head, &mut features);
        if let End::Entity(entity) = end
            && speakers.contains(entity)
        {
            features.add(&["speaks"]);
            features.add(&["w.speaks", &lemma(doc, word)]);
        }
        if let End::Entity(entity) = end {
            let often = finder.entities.mentions_of(*entity);
            features.add(&["often", ["0", "1", "2", "3", "3", "6", "6", "6"].get(often).unwrap_or(&"more")]);
        }
        let between = all.iter().filter(|(other, _)| (word.min(*head)..word.max(*head)).contains(other) && other != head).count();
        features.add(&["between", ["0", "1", "2", "3", "4"][between.min(4)], if *head < word { "before" } else { "behind" }]);
        features.add(&["order", if i == 0 { "first" } else { "later" }]);
        out.push(Party {
            kind: kind_of(finder, end),
            form: form_at(finder, *head),
            country: country(finder, end),
            end: end.clone(),
            word: Some(*head),
            features,
        });
    }
    let understood = |out: &mut Vec<Party>, end: &End, why: &str| {
        if out.iter().any(|party| party.end == *end) {
            return;
        }
        let mut features = Features::new(named);
        features.add(&["understood", why]);
        features.add(&["kind", kind_of(finder, end), why]);
        features.add(&["w.understood", &lemma(doc, word), why]);
        features.add(&["relation", "understood"]);
        let form = if why == "rule" { "rule" } else { "understood" };
        out.push(Party { kind: kind_of(finder, end), form, country: country(finder, end), end: end.clone(), word: None, features });
    };
    for &speaker in &speakers {
        understood(&mut out, &End::Entity(speaker), "speaker");
    }
    let mut proposals = Vec::new();
    for found in candidate.findings {
        understood(&mut out, &found.source, "rule");
        understood(&mut out, &found.target, "rule");
        let at = |out: &[Party], end: &End| {
            out.iter().enumerate().filter(|(_, p)| p.end == *end).min_by_key(|(_, p)| p.word.map_or(usize::MAX, |w| w.abs_diff(word))).map(|(i, _)| i)
        };
        if let (Some(source), Some(target)) = (at(&out, &found.source), at(&out, &found.target)) {
            proposals.push(Proposal { source, target, finding: found.clone() });
        }
    }
    if let Some(before) = doc.sentence_of(word).checked_sub(1) {
        let range = doc.sentences[before].clone();
        for subject in range.clone().filter(|&t| doc.tokens[t].dep == Dep::Nsubj && doc.tokens[doc.tokens[t].head].dep == Dep::Root) {
            for end in finder.named(subject) {
                understood(&mut out, &end, "subject before");
            }
        }
    }
    (out, proposals)
}

fn country(finder: &Finder<'_>, end: &End) -> Option<String> {
    match end {
        End::Entity(entity) => finder.entities.list[*entity].country.clone(),
        End::StateOf(code, _) => Some(code.clone()),
    }
}

fn form_at(finder: &Finder<'_>, head: usize) -> &'static str {
    finder.entities.headed_by(head).next().map_or("pronoun", form)
}

/// What is seen of an actor of the sentence, seen from the trigger.
fn party_features(finder: &Finder<'_>, word: usize, relations: &[Related], head: usize, out: &mut Features) {
    let doc = finder.doc;
    let own = lemma(doc, word);
    let own = own.as_str();
    let pos = doc.tokens[word].pos.as_str();
    let first = first_conjunct(doc, head);
    let mut known = 0;
    for relation in relations {
        // The nearest relation that leads to the actor says most.
        let Some(inner) = down(doc, relation.word, first).or_else(|| down(doc, relation.word, head)) else { continue };
        let name = relation.relation.as_str();
        let full = if inner.is_empty() { name.to_owned() } else { format!("{name}>{inner}") };
        out.add(&["relation", &full]);
        out.add(&["relation.pos", &full, pos]);
        out.add(&["w.relation", own, &full]);
        out.add(&["relation.kind", &full, kind_at(finder, head)]);
        if known == 0 {
            out.add(&["nearest", &full]);
            let light = relation.relation.split('.').next().unwrap_or_default();
            if light == "carrier" || light == "above" {
                let verb = doc.tokens[doc.tokens[relation.word].head].lemma.as_str();
                out.add(&["by.verb", verb, &full]);
            }
        }
        known += 1;
    }
    if known == 0 {
        out.add(&["relation", "none"]);
    }
    let way = path(doc, word, head);
    out.add(&["path", &way]);
    out.add(&["path.pos", &way, pos]);
    out.add(&["w.path", own, &way]);
    let dep = doc.tokens[first].dep.as_str();
    out.add(&["dep", dep]);
    out.add(&["dep.head", dep, &doc.tokens[doc.tokens[first].head].lemma]);
    if first != head {
        out.add(&["conjunct"]);
    }
    out.add(&["kind", kind_at(finder, head)]);
    out.add(&["w.kind", own, kind_at(finder, head)]);
    out.add(&["form", form_at(finder, head)]);
    if form_at(finder, head) != "name" {
        out.add(&["words", &doc.tokens[head].lemma]);
    }
    if head == word {
        out.add(&["itself"]);
    }
    if finder.entities.covering(head).iter().any(|m| m.tokens.contains(&word)) {
        out.add(&["around the word"]);
    }
    let side = if head < word { "before" } else { "behind" };
    let far = match head.abs_diff(word) {
        0 => "0",
        1 => "1",
        2 => "2",
        3..=4 => "4",
        5..=8 => "8",
        9..=16 => "16",
        _ => "more",
    };
    out.add(&["distance", side, far]);
    if finder.entities.headed_by(head).any(|m| finder.entities.list[m.entity].kind == EntityKind::Place) {
        out.add(&["place"]);
    }
    if doc.children(head).any(|c| doc.tokens[c].dep == Dep::Case) {
        out.add(&["genitive"]);
    }
}
