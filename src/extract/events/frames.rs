//! Frames on a document: which frames a word opens, whether their conditions hold, and who stands in their slots.

use crate::extract::events::actors::{End, Finder, Role, push_all};
use crate::extract::events::arguments::{
    after, bearer, carrier, complement, dative, describing_verb, is_passive, logical_subject, object, surface_subject,
};
use crate::knowledge::edges::frame::{Condition, Frame, Slot, TriggerKind};
use crate::knowledge::edges::words::WordSet;
use crate::types::{Dep, Document, Place, Pos, Tag};

/// Where a frame is anchored.
#[derive(Debug, Clone)]
pub struct Anchor {
    /// The trigger word.
    pub trigger: usize,
    /// Of a noun, the verb that carries it.
    pub verb: Option<usize>,
    /// The other words of the trigger (particle, second word), for the span.
    pub words: Vec<usize>,
}

impl Anchor {
    /// The verb that subject and modality are taken from: the carrier, or the trigger itself.
    pub fn clause(&self) -> usize {
        self.verb.unwrap_or(self.trigger)
    }
}

/// The kinds of trigger that a word can be.
pub fn kinds(doc: &Document, token: usize) -> &'static [TriggerKind] {
    use TriggerKind::{Adjective, Noun, Verb};
    let t = &doc.tokens[token];
    match t.pos {
        Pos::Verb if t.tag == Tag::Vbn => &[Verb, Adjective],
        Pos::Verb if t.tag == Tag::Vbg && matches!(t.dep, Dep::Pobj | Dep::Dobj | Dep::Nsubj | Dep::Compound) => &[Verb, Noun],
        Pos::Verb => &[Verb],
        Pos::Noun | Pos::Propn => &[Noun],
        Pos::Adj | Pos::Adv => &[Adjective],
        _ => &[],
    }
}

/// The lemma under which frames are looked up; a capitalised plural of a headline loses its s, "staged" is of "stage", not of "stag".
pub fn lemma(doc: &Document, token: usize) -> String {
    let t = &doc.tokens[token];
    let lemma = t.lemma.to_lowercase();
    if t.tag == Tag::Nnps && lemma.len() > 3 {
        return lemma.strip_suffix('s').map_or(lemma.clone(), str::to_owned);
    }
    if t.pos == Pos::Verb && lost_its_e(&lemma, &t.lower) {
        return lemma + "e";
    }
    lemma
}

/// A short verb that ends in one consonant would double it ("stagged"): where the form does not, the lemma ends in e.
fn lost_its_e(lemma: &str, form: &str) -> bool {
    let vowel = |b: u8| b"aeiou".contains(&b);
    let bytes = lemma.as_bytes();
    let short = (3..=5).contains(&bytes.len()) && bytes.iter().filter(|&&b| vowel(b)).count() == 1;
    let &[.., before, last] = bytes else { return false };
    short && vowel(before) && !vowel(last) && !b"wxy".contains(&last) && form.strip_prefix(lemma).is_some_and(|rest| matches!(rest, "ed" | "ing"))
}

/// Anchors the frame at a word, if its trigger is there.
pub fn anchor(finder: &Finder<'_>, frame: &Frame, token: usize) -> Option<Anchor> {
    let doc = finder.doc;
    let word = lemma(doc, token);
    let words = match frame.kind {
        TriggerKind::Adjective => {
            frame.words.contains(&word).then(Vec::new).or_else(|| frame.words.contains(&doc.tokens[token].lower).then(Vec::new))?
        }
        TriggerKind::Verb => particle(doc, frame, token, &word)?,
        TriggerKind::Noun => pair(doc, frame, token, &word)?,
    };
    if frame.verbs.is_empty() {
        let light = finder.knowledge.edges.words.class("light");
        let verb = (frame.kind == TriggerKind::Noun)
            .then(|| {
                carrier(doc, token)
                    .filter(|&v| light.contains(&lemma(doc, v)))
                    .or_else(|| describing_verb(doc, token).filter(|&v| light.contains(&lemma(doc, v))))
            })
            .flatten();
        return Some(Anchor { trigger: token, verb, words });
    }
    let fits = |&v: &usize| carries(doc, &frame.verbs, v);
    let verb = carrier(doc, token).filter(fits).or_else(|| describing_verb(doc, token).filter(fits))?;
    Some(Anchor { trigger: token, verb: Some(verb), words })
}

fn carries(doc: &Document, verbs: &WordSet, verb: usize) -> bool {
    let word = lemma(doc, verb);
    verbs.contains(&word)
        || doc
            .children(verb)
            .any(|c| matches!(doc.tokens[c].dep, Dep::Prt | Dep::Advmod | Dep::Prep) && verbs.contains(&format!("{word} {}", doc.tokens[c].lower)))
}

/// The trigger's other words: "team" opens the frame of "team up" only with "up".
fn particle(doc: &Document, frame: &Frame, token: usize, word: &str) -> Option<Vec<usize>> {
    for child in doc.children(token).filter(|&c| c > token) {
        let t = &doc.tokens[child];
        let fits = matches!(
            t.dep,
            Dep::Prt | Dep::Advmod | Dep::Prep | Dep::Acomp | Dep::Oprd | Dep::Dobj | Dep::Attr | Dep::Advcl | Dep::Ccomp | Dep::Xcomp
        ) && (frame.words.contains(&format!("{word} {}", t.lower)) || frame.words.contains(&format!("{word} {}", lemma(doc, child))));
        if fits {
            return Some(vec![child]);
        }
    }
    frame.words.contains(word).then(Vec::new)
}

/// The noun alone, or with the word before it ("peace talks").
fn pair(doc: &Document, frame: &Frame, token: usize, word: &str) -> Option<Vec<usize>> {
    let before = doc.children(token).filter(|&c| c < token && matches!(doc.tokens[c].dep, Dep::Compound | Dep::Amod | Dep::Nmod));
    for child in before {
        if frame.words.contains(&format!("{} {word}", lemma(doc, child))) {
            return Some(vec![child]);
        }
    }
    frame.words.contains(word).then(Vec::new)
}

/// Whether all conditions of the frame hold.
pub fn holds(finder: &Finder<'_>, frame: &Frame, anchor: &Anchor) -> bool {
    let doc = finder.doc;
    if !frame.complement_modal.is_empty() {
        let modal = |c: usize| doc.children(c).any(|a| doc.tokens[a].dep == Dep::Aux && frame.complement_modal.contains(&doc.tokens[a].lemma));
        let must = complement(doc, anchor.clause()).is_some_and(|c| modal(c) || frame.complement_modal.contains(&doc.tokens[c].lemma));
        if !must {
            return false;
        }
    }
    if frame.infinitive && !complement_of(doc, anchor).is_some_and(|c| doc.children(c).any(|a| doc.tokens[a].tag == Tag::To)) {
        return false;
    }
    frame.when.iter().all(|condition| meets(finder, condition, anchor, frame.kind))
}

fn meets(finder: &Finder<'_>, condition: &Condition, anchor: &Anchor, kind: TriggerKind) -> bool {
    let heads = words_at(finder, &condition.slot, anchor, kind);
    match condition.filled {
        Some(false) => return heads.is_empty(),
        Some(true) if heads.is_empty() => return false,
        _ => {}
    }
    let doc = finder.doc;
    let concepts: Vec<usize> = heads.iter().flat_map(|&h| concepts(doc, h)).collect();
    let any = |set: &WordSet| concepts.iter().any(|&t| in_set(doc, set, t));
    (condition.any_of.is_empty() || any(&condition.any_of)) && (condition.none_of.is_empty() || !any(&condition.none_of))
}

/// A word, its conjuncts, and what they are made of ("11,000 containers of munitions").
pub fn concepts(doc: &Document, head: usize) -> Vec<usize> {
    let mut out = Vec::new();
    for token in std::iter::once(head).chain(doc.conjuncts(head)) {
        out.push(token);
        out.extend(after(doc, token, "of"));
    }
    out
}

/// Whether the word is in the set, alone or with the word before it.
pub fn in_set(doc: &Document, set: &WordSet, token: usize) -> bool {
    let word = lemma(doc, token);
    set.contains(&word)
        || set.contains(&doc.tokens[token].lower)
        || doc
            .children(token)
            .filter(|&c| matches!(doc.tokens[c].dep, Dep::Compound | Dep::Amod | Dep::Nmod | Dep::Prt))
            .any(|c| set.contains(&format!("{} {word}", lemma(doc, c))))
}

/// The head words at a slot, whether they are actors or not.
pub fn words_at(finder: &Finder<'_>, slot: &Slot, anchor: &Anchor, kind: TriggerKind) -> Vec<usize> {
    let doc = finder.doc;
    let (trigger, clause) = (anchor.trigger, anchor.clause());
    let verbal = kind == TriggerKind::Verb || anchor.verb.is_some();
    match slot {
        Slot::Subject if kind == TriggerKind::Adjective => adjective_subject(doc, trigger).into_iter().collect(),
        Slot::Subject | Slot::Holder if verbal => logical_subject(doc, clause).into_iter().collect(),
        Slot::Object | Slot::Direct | Slot::Owner if kind == TriggerKind::Noun => vec![trigger],
        Slot::Object | Slot::Direct | Slot::Owner => object(doc, clause).into_iter().collect(),
        Slot::Dative if verbal => dative(doc, clause).into_iter().collect(),
        Slot::SubjectMaker => logical_subject(doc, clause).into_iter().collect(),
        Slot::ObjectMaker | Slot::Side => object(doc, clause).into_iter().collect(),
        Slot::Possessor => doc.child(trigger, Dep::Poss).into_iter().collect(),
        Slot::Modifier => doc.children_by(trigger, &[Dep::Compound, Dep::Amod, Dep::Nmod]).filter(|&c| c < trigger).collect(),
        Slot::Bearer => bearer(doc, trigger).into_iter().collect(),
        Slot::Prefix => prefix(doc, trigger).into_iter().collect(),
        Slot::Modified => (doc.tokens[trigger].dep == Dep::Amod).then(|| doc.tokens[trigger].head).into_iter().collect(),
        Slot::Complement | Slot::Any => complement_of(doc, anchor).into_iter().collect(),
        Slot::ComplementSubject => complement_of(doc, anchor).and_then(|c| complement_subject(doc, anchor, c)).into_iter().collect(),
        Slot::Condition => {
            let conditional = |c: &usize| {
                doc.children(*c).any(|m| doc.tokens[m].dep == Dep::Mark && matches!(doc.tokens[m].lower.as_str(), "if" | "unless" | "until"))
            };
            let tops = [Some(clause), complement_of(doc, anchor)];
            let clauses = tops.into_iter().flatten().flat_map(|top| doc.children_by(top, &[Dep::Advcl]).filter(conditional).collect::<Vec<_>>());
            clauses.filter_map(|c| surface_subject(doc, c)).collect()
        }
        Slot::ComplementAgent => {
            let active = complement_of(doc, anchor).filter(|&c| !is_passive(doc, c));
            active.and_then(|c| complement_subject(doc, anchor, c)).into_iter().collect()
        }
        Slot::Purpose => doc.children_by(clause, &[Dep::Advcl, Dep::Acl, Dep::Xcomp]).collect(),
        Slot::Trigger => vec![trigger],
        Slot::Predicate => predicates(doc, clause),
        Slot::Prep(word) => near(doc, anchor, word, kind),
        _ => vec![],
    }
}

fn complement_of(doc: &Document, anchor: &Anchor) -> Option<usize> {
    complement(doc, anchor.trigger).or_else(|| anchor.verb.and_then(|v| complement(doc, v)))
}

/// Who is to do what is asked: "urged Kim to stop", "demanded that Kim stop", "pushed for Kim to stop".
fn complement_subject(doc: &Document, anchor: &Anchor, complement: usize) -> Option<usize> {
    let own = doc.children(complement).find(|&c| matches!(doc.tokens[c].dep, Dep::Nsubj | Dep::Nsubjpass));
    if own.is_some_and(|s| doc.tokens[s].lower == "it") {
        // "it would be a mistake for Kim to sign": the infinitive has the subject.
        let inner = doc.children_by(complement, &[Dep::Attr, Dep::Acomp]).chain(std::iter::once(complement));
        let clauses = inner.flat_map(|a| doc.children_by(a, &[Dep::Relcl, Dep::Acl, Dep::Xcomp, Dep::Ccomp, Dep::Advcl]));
        return clauses.flat_map(|c| doc.children_by(c, &[Dep::Nsubj])).next();
    }
    own.or_else(|| surface_subject(doc, complement).filter(|&s| Some(s) != logical_subject(doc, anchor.clause())))
}

fn adjective_subject(doc: &Document, adjective: usize) -> Option<usize> {
    let (token, head) = (&doc.tokens[adjective], doc.tokens[adjective].head);
    match token.dep {
        Dep::Amod if head != adjective => Some(head),
        _ => surface_subject(doc, adjective),
    }
}

/// What the object is called, held for or described as.
fn predicates(doc: &Document, verb: usize) -> Vec<usize> {
    let mut out: Vec<usize> = doc.children_by(verb, &[Dep::Oprd, Dep::Ccomp, Dep::Xcomp, Dep::Acomp, Dep::Attr]).filter(|&c| c > verb).collect();
    let inner: Vec<usize> = out.iter().flat_map(|&c| doc.children_by(c, &[Dep::Attr, Dep::Acomp])).collect();
    out.extend(inner);
    for preposition in doc.children_by(verb, &[Dep::Prep]).filter(|&p| doc.tokens[p].lower == "as") {
        out.extend(doc.children(preposition));
    }
    out
}

/// "X" in "X-backed".
fn prefix(doc: &Document, trigger: usize) -> Option<usize> {
    let hyphen = trigger.checked_sub(1).filter(|&h| matches!(doc.form(h), "-" | "‑" | "–"))?;
    hyphen.checked_sub(1).filter(|&p| doc.sentence_of(p) == doc.sentence_of(trigger))
}

/// What "against" may stand under: it points at an adversary however deep it hangs.
const CLAUSES: [Dep; 5] = [Dep::Acl, Dep::Amod, Dep::Pcomp, Dep::Xcomp, Dep::Acomp];

/// The objects of a preposition near the trigger: its own, its verb's, its object's; "with", "against" and their like may hang lower still.
fn near(doc: &Document, anchor: &Anchor, preposition: &str, kind: TriggerKind) -> Vec<usize> {
    let mut found = after(doc, anchor.trigger, preposition);
    let verb = anchor.verb.or((kind == TriggerKind::Verb).then_some(anchor.trigger));
    if found.is_empty() {
        found = anchor.verb.map(|v| after(doc, v, preposition)).unwrap_or_default();
    }
    if found.is_empty() && kind == TriggerKind::Noun && anchor.verb.is_none() && !matches!(preposition, "of" | "in" | "by") {
        // "announced sanctions on Iran", the phrase hung on the verb
        found = crate::extract::events::arguments::carrier(doc, anchor.trigger).map(|v| after(doc, v, preposition)).unwrap_or_default();
        found.retain(|&t| t > anchor.trigger);
    }
    if !found.is_empty() || preposition == "of" {
        return found;
    }
    let mut level: Vec<usize> = verb.into_iter().chain(std::iter::once(anchor.trigger)).collect();
    for _ in 0..3 {
        let lower: Vec<usize> = level
            .iter()
            .flat_map(|&t| {
                doc.children_by(t, &[Dep::Dobj, Dep::Prep, Dep::Pobj, Dep::Dative, Dep::Attr, Dep::Advmod, Dep::Prt, Dep::Npadvmod, Dep::Conj])
            })
            .chain(level.iter().flat_map(|&t| doc.children_by(t, if preposition == "against" { &CLAUSES } else { &[] })))
            .filter(|&c| c > anchor.trigger.min(anchor.clause()) && doc.tokens[c].lower != "according")
            .filter(|&c| preposition == "against" || doc.tokens[c].pos != Pos::Verb)
            .collect();
        for &token in &lower {
            let found = after(doc, token, preposition);
            if !found.is_empty() {
                return found;
            }
        }
        level = lower;
    }
    vec![]
}

/// The actors at the first filled slot, and where that is.
pub fn ends(finder: &Finder<'_>, frame: &Frame, anchor: &Anchor, role: Role, taken: &[End]) -> (Vec<End>, Option<Place>) {
    let (slots, kinds) = match role {
        Role::Source => (&frame.source, &frame.source_kinds),
        Role::Target => (&frame.target, &frame.target_kinds),
    };
    for (rank, slot) in slots.iter().enumerate() {
        let mut found = at_slot(finder, slot, anchor, frame.kind, role, taken);
        found.retain(|end| !taken.contains(end));
        found.retain(|end| match end {
            End::Entity(e) => kinds.is_empty() || kinds.contains(&finder.entities.list[*e].kind),
            End::StateOf(..) => kinds.is_empty() || kinds.contains(&crate::types::EntityKind::State),
        });
        if !found.is_empty() {
            let place = Place { slot: slot.name().to_owned(), first: rank == 0, words: words_at(finder, slot, anchor, frame.kind) };
            return (found, Some(place));
        }
    }
    (vec![], None)
}

fn at_slot(finder: &Finder<'_>, slot: &Slot, anchor: &Anchor, kind: TriggerKind, role: Role, taken: &[End]) -> Vec<End> {
    let doc = finder.doc;
    let subject = || logical_subject(doc, anchor.clause()).into_iter().collect::<Vec<_>>();
    match slot {
        Slot::Modifier => return finder.modifiers(anchor.trigger),
        Slot::Owner => return words_at(finder, slot, anchor, kind).into_iter().flat_map(|t| finder.owner(t)).collect(),
        Slot::Side => return words_at(finder, slot, anchor, kind).into_iter().flat_map(|t| finder.side(t)).collect(),
        Slot::SubjectMaker | Slot::ObjectMaker => return words_at(finder, slot, anchor, kind).into_iter().flat_map(|t| finder.maker(t)).collect(),
        Slot::Beneficiary => {
            let clauses = words_at(finder, &Slot::Purpose, anchor, kind).into_iter();
            return clauses.map(|c| beneficiary(finder, c)).find(|f| !f.is_empty()).unwrap_or_default();
        }
        Slot::Any => return finder.nearest(anchor.clause(), &subject(), taken),
        Slot::Complement => return complement_of(doc, anchor).map(|c| finder.nearest(c, &[], taken)).unwrap_or_default(),
        Slot::Purpose => {
            let mut clauses = words_at(finder, slot, anchor, kind);
            clauses.extend(doc.children_by(anchor.trigger, &[Dep::Acl, Dep::Advcl]).filter(|c| !clauses.contains(c)).collect::<Vec<_>>());
            return clauses.into_iter().map(|c| finder.nearest(c, &[], taken)).find(|f| !f.is_empty()).unwrap_or_default();
        }
        Slot::Office => return taken.iter().flat_map(|end| finder.offices(end)).collect(),
        Slot::Prefix => return prefix(doc, anchor.trigger).map(|t| finder.named(t)).unwrap_or_default(),
        Slot::Direct => return words_at(finder, slot, anchor, kind).into_iter().flat_map(|t| finder.direct(t)).collect(),
        Slot::Subject if kind == TriggerKind::Noun && anchor.verb.is_none() => {
            return [Slot::Possessor, Slot::Prep("by".into()), Slot::Modifier]
                .iter()
                .map(|s| at_slot(finder, s, anchor, kind, role, taken))
                .find(|f| !f.is_empty())
                .unwrap_or_default();
        }
        _ => {}
    }
    // "Prime Minister X and President Y": a title in the singular is of one person.
    let one = *slot == Slot::Bearer && !matches!(doc.tokens[anchor.trigger].tag, Tag::Nns | Tag::Nnps);
    let mut out = Vec::new();
    // Only people can be told to do something: "demanded that Y's troops leave", not "that Y's conference begin".
    let role = if *slot == Slot::ComplementAgent { Role::Source } else { role };
    for token in words_at(finder, slot, anchor, kind) {
        push_all(&mut out, if one { finder.named(token) } else { finder.actors(token, role) });
    }
    out
}

/// Whom a clause of purpose is to help: "to aid Y's war effort", "to help Y (to) win".
fn beneficiary(finder: &Finder<'_>, clause: usize) -> Vec<End> {
    let doc = finder.doc;
    if !finder.knowledge.edges.words.class("benefit").contains(&lemma(doc, clause)) {
        return vec![];
    }
    let helped = doc.child(clause, Dep::Dobj).map(|t| finder.side(t)).unwrap_or_default();
    let inner = doc.children_by(clause, &[Dep::Ccomp, Dep::Xcomp]).flat_map(|c| doc.children_by(c, &[Dep::Nsubj]));
    if helped.is_empty() { inner.flat_map(|t| finder.side(t)).collect() } else { helped }
}

/// Whether a counterpart stands with the verb itself: "met Y", "agreed with Y".
pub fn direct_party(finder: &Finder<'_>, anchor: &Anchor) -> bool {
    let doc = finder.doc;
    let with = after(doc, anchor.clause(), "with").into_iter().any(|t| !finder.actors(t, Role::Target).is_empty());
    with || object(doc, anchor.clause()).is_some_and(|t| !finder.direct(t).is_empty())
}

/// Whether the noun has a "between".
pub fn between(finder: &Finder<'_>, anchor: &Anchor) -> bool {
    !near(finder.doc, anchor, "between", TriggerKind::Noun).is_empty()
}
