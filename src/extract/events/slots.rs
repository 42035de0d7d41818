//! Who stands in the slots of a frame that is anchored at a word.

use crate::extract::events::actors::{End, Finder, Role, push_all};
use crate::extract::events::arguments::{after, bearers, carrier, complement, dative, is_passive, logical_subject, object, surface_subject};
use crate::extract::events::frames::{Anchor, concepts, lemma, outer};
use crate::extract::events::{claimants, implied, judgements};
use crate::knowledge::edges::frame::{Frame, Slot, TriggerKind};
use crate::types::{Dep, Document, EntityKind, Mention, Place, Pos, Tag};

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
        Slot::ObjectMaker if kind == TriggerKind::Noun => vec![trigger],
        Slot::ObjectMaker | Slot::Side => object(doc, clause).into_iter().collect(),
        Slot::CarrierObject => anchor.verb.and_then(|v| object(doc, v)).into_iter().collect(),
        Slot::SubjectPlace => logical_subject(doc, clause).map(|s| places(doc, s)).unwrap_or_default(),
        Slot::Governor => governor(finder, anchor).into_iter().collect(),
        Slot::Possessor => possessor(finder, trigger).into_iter().collect(),
        Slot::Modifier => {
            const INSIDE: [Dep; 3] = [Dep::Compound, Dep::Amod, Dep::Nmod];
            let near: Vec<usize> = doc.children_by(trigger, &INSIDE).filter(|&c| c < trigger).collect();
            // "joint X and Y strikes", where the model hangs the first adjective on X
            let lower = near.iter().flat_map(|&c| doc.children_by(c, &INSIDE).filter(move |&l| l < c)).filter(|&l| doc.tokens[l].pos == Pos::Adj);
            lower.chain(near.iter().copied()).collect()
        }
        Slot::Bearer => bearers(doc, trigger),
        Slot::Prefix => prefix(doc, trigger).into_iter().collect(),
        Slot::Quality => doc.children_by(trigger, &[Dep::Amod]).collect(),
        Slot::Modified | Slot::ModifiedOwner => (doc.tokens[trigger].dep == Dep::Amod).then(|| doc.tokens[trigger].head).into_iter().collect(),
        // "Y must go": what a modal auxiliary bids.
        Slot::Complement if doc.tokens[trigger].tag == Tag::Md => vec![doc.tokens[trigger].head],
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
        Slot::Purpose => purposes(doc, clause),
        Slot::Trigger => vec![trigger],
        Slot::Preposition => (doc.tokens[trigger].dep == Dep::Pobj).then(|| doc.tokens[trigger].head).into_iter().collect(),
        Slot::Judged => judgements::heads(finder, trigger),
        Slot::Own => judgements::own(finder, clause).into_iter().collect(),
        Slot::Predicate => predicates(finder, clause),
        Slot::Prep(word) => near(finder, anchor, word, kind),
        _ => vec![],
    }
}

/// The clauses of purpose of a verb: its own, and those that the model hung on its object ("sent shells to help Y").
fn purposes(doc: &Document, verb: usize) -> Vec<usize> {
    let mut out: Vec<usize> = doc.children_by(verb, &[Dep::Advcl, Dep::Acl, Dep::Xcomp]).collect();
    let things = object(doc, verb).filter(|&o| o > verb).map(|o| concepts(doc, o)).unwrap_or_default();
    let infinitive = |c: &usize| doc.children(*c).any(|a| doc.tokens[a].dep == Dep::Aux && doc.tokens[a].tag == Tag::To);
    out.extend(things.into_iter().flat_map(|t| doc.children_by(t, &[Dep::Acl, Dep::Relcl])).filter(infinitive));
    out
}

/// Where the phrase says that somebody is: "the troops in Y".
fn places(doc: &Document, noun: usize) -> Vec<usize> {
    ["in", "at", "across", "throughout", "inside", "within"].iter().map(|p| after(doc, noun, p)).find(|f| !f.is_empty()).unwrap_or_default()
}

/// Whose the noun is: "X's attack", "X's series of attacks", "X's counter-offensive".
fn possessor(finder: &Finder<'_>, noun: usize) -> Option<usize> {
    let doc = finder.doc;
    let parted = || noun.checked_sub(2).filter(|&first| doc.form(first + 1) == "-" && doc.tokens[first].head == doc.tokens[noun].head);
    doc.child(noun, Dep::Poss)
        .or_else(|| doc.child(outer(finder, noun), Dep::Poss))
        .or_else(|| parted().and_then(|first| doc.child(first, Dep::Poss)))
}

/// The subject of the nearest clause above that has an actor for one: "X announced the summit, hosted with Y", "X erred in the offensive".
fn governor(finder: &Finder<'_>, anchor: &Anchor) -> Option<usize> {
    let doc = finder.doc;
    let mut at = anchor.clause();
    for _ in 0..8 {
        let head = doc.tokens[at].head;
        if head == at || matches!(doc.tokens[at].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Ccomp | Dep::Relcl) {
            return None;
        }
        if matches!(doc.tokens[head].pos, Pos::Verb | Pos::Aux)
            && let Some(subject) = logical_subject(doc, head).filter(|&s| !finder.actors(s, Role::Source).is_empty())
        {
            return Some(subject);
        }
        at = head;
    }
    None
}

pub fn complement_of(doc: &Document, anchor: &Anchor) -> Option<usize> {
    complement(doc, anchor.trigger).or_else(|| anchor.verb.and_then(|v| complement(doc, v)))
}

/// Who is to do what is asked: "urged Kim to stop", "demanded that Kim stop", "pushed for Kim to stop".
fn complement_subject(doc: &Document, anchor: &Anchor, complement: usize) -> Option<usize> {
    let own = doc.children(complement).find(|&c| matches!(doc.tokens[c].dep, Dep::Nsubj | Dep::Nsubjpass));
    // "does not want to see Kim win", "wants to have Kim arrested"
    if own.is_none()
        && matches!(doc.tokens[complement].lemma.as_str(), "see" | "have" | "let" | "watch")
        && let Some(inner) = doc.child(complement, Dep::Ccomp)
    {
        return doc.children(inner).find(|&c| matches!(doc.tokens[c].dep, Dep::Nsubj | Dep::Nsubjpass));
    }
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
fn predicates(finder: &Finder<'_>, verb: usize) -> Vec<usize> {
    let doc = finder.doc;
    let mut out: Vec<usize> = doc.children_by(verb, &[Dep::Oprd, Dep::Ccomp, Dep::Xcomp, Dep::Acomp, Dep::Attr]).filter(|&c| c > verb).collect();
    let inner: Vec<usize> = out.iter().flat_map(|&c| doc.children_by(c, &[Dep::Attr, Dep::Acomp])).collect();
    out.extend(inner);
    for preposition in doc.children_by(verb, &[Dep::Prep]).filter(|&p| doc.tokens[p].lower == "as") {
        out.extend(doc.children(preposition));
    }
    // "a cowardly act", "a corrupt regime"; not "the darkest moment"
    let known =
        |c: &usize| ["conduct", "people", "organs"].iter().any(|class| finder.knowledge.edges.words.class(class).contains(&doc.tokens[*c].lemma));
    let adjectives: Vec<usize> = out.iter().filter(|c| known(c)).flat_map(|&c| doc.children_by(c, &[Dep::Amod])).collect();
    out.extend(adjectives);
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
fn near(finder: &Finder<'_>, anchor: &Anchor, preposition: &str, kind: TriggerKind) -> Vec<usize> {
    let doc = finder.doc;
    let mut found = after(doc, anchor.trigger, preposition);
    let verb = anchor.verb.or((kind == TriggerKind::Verb).then_some(anchor.trigger));
    if found.is_empty() && kind == TriggerKind::Noun {
        found = after(doc, outer(finder, anchor.trigger), preposition);
    }
    if found.is_empty() {
        found = anchor.verb.map(|v| after(doc, v, preposition)).unwrap_or_default();
    }
    if found.is_empty() && kind == TriggerKind::Noun && anchor.verb.is_none() && !matches!(preposition, "of" | "in" | "by") {
        // "announced sanctions on Iran", the phrase hung on the verb
        found = carrier(doc, anchor.trigger).map(|v| after(doc, v, preposition)).unwrap_or_default();
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
                doc.children_by(
                    t,
                    &[Dep::Dobj, Dep::Prep, Dep::Pobj, Dep::Dative, Dep::Attr, Dep::Advmod, Dep::Prt, Dep::Npadvmod, Dep::Conj, Dep::Amod],
                )
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
            End::StateOf(..) => kinds.is_empty() || kinds.contains(&EntityKind::State),
        });
        let words = words_at(finder, slot, anchor, frame.kind);
        if frame.by_name {
            found.retain(|end| is_named(finder, end, &words));
        }
        if !found.is_empty() {
            let place = Place { slot: slot.name().to_owned(), first: rank == 0, words };
            return (found, Some(place));
        }
    }
    (vec![], None)
}

/// What an actor holds office in.
fn offices(finder: &Finder<'_>, end: &End) -> Vec<End> {
    let End::Entity(entity) = end else { return vec![] };
    let roles = finder.entities.list[*entity].roles.iter();
    roles.filter_map(|role| finder.entities.index_of(role.of.as_deref()?)).map(End::Entity).take(1).collect()
}

/// Whether the words or what stands below them name the actor; a town there does not name its state.
fn is_named(finder: &Finder<'_>, end: &End, words: &[usize]) -> bool {
    let (entities, End::Entity(entity)) = (finder.entities, end) else { return false };
    let below = |m: &Mention| words.iter().any(|&word| finder.doc.subtree(word).contains(&m.head));
    entities.list[*entity].kind != EntityKind::State || entities.mentions.iter().any(|m| m.entity == *entity && below(m))
}

fn at_slot(finder: &Finder<'_>, slot: &Slot, anchor: &Anchor, kind: TriggerKind, role: Role, taken: &[End]) -> Vec<End> {
    let doc = finder.doc;
    let subject = || logical_subject(doc, anchor.clause()).into_iter().collect::<Vec<_>>();
    match slot {
        Slot::Modifier => {
            let own = finder.modifiers(anchor.trigger);
            return if own.is_empty() { finder.modifiers(outer(finder, anchor.trigger)) } else { own };
        }
        Slot::ModifiedOwner => return words_at(finder, slot, anchor, kind).into_iter().flat_map(|t| finder.owner(t)).collect(),
        Slot::Owner => return words_at(finder, slot, anchor, kind).into_iter().flat_map(|t| finder.owner(t)).collect(),
        Slot::Side | Slot::Modified => return words_at(finder, slot, anchor, kind).into_iter().flat_map(|t| finder.side(t)).collect(),
        Slot::SubjectMaker | Slot::ObjectMaker => return words_at(finder, slot, anchor, kind).into_iter().flat_map(|t| finder.maker(t)).collect(),
        Slot::Beneficiary => {
            let clauses = words_at(finder, &Slot::Purpose, anchor, kind).into_iter();
            return clauses.map(|c| beneficiary(finder, c)).find(|f| !f.is_empty()).unwrap_or_default();
        }
        Slot::Other => return implied::other(finder, anchor, taken),
        Slot::Any => return finder.nearest(anchor.clause(), &subject(), taken),
        Slot::Complement => return complement_of(doc, anchor).map(|c| finder.nearest(c, &[], taken)).unwrap_or_default(),
        Slot::Purpose => {
            let mut clauses = words_at(finder, slot, anchor, kind);
            clauses.extend(doc.children_by(anchor.trigger, &[Dep::Acl, Dep::Advcl]).filter(|c| !clauses.contains(c)).collect::<Vec<_>>());
            let found = clauses.iter().map(|&c| finder.nearest(c, &[], taken)).find(|f| !f.is_empty());
            // "marched to demand that Y step down"
            let bidden = clauses.iter().flat_map(|&c| doc.children_by(c, &[Dep::Ccomp])).flat_map(|c| doc.children_by(c, &[Dep::Nsubj]));
            return found.unwrap_or_else(|| bidden.map(|t| finder.actors(t, Role::Source)).find(|f| !f.is_empty()).unwrap_or_default());
        }
        Slot::SpeakerState => return finder.speakers(anchor.trigger).into_iter().flat_map(|e| finder.state_of(e, anchor.trigger)).collect(),
        Slot::Speaker => return judgements::speakers(finder, anchor.trigger),
        Slot::Judged => return judgements::judged(finder, anchor.trigger),
        Slot::Claimant => return claimants::of(finder, anchor.trigger, taken),
        Slot::Deterred => return judgements::deterred(finder, anchor.trigger),
        Slot::Office => return taken.iter().flat_map(|end| offices(finder, end)).collect(),
        Slot::OwnersOffice => {
            let owner = finder.doc.child(anchor.trigger, Dep::Poss).map(|t| finder.named(t)).unwrap_or_default();
            return owner.iter().flat_map(|end| offices(finder, end)).collect();
        }
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
    // "The rebels fighting Y and 26 of its soldiers": what follows the clause has no part in it.
    let clause = anchor.clause();
    let inner = *slot == Slot::Subject && matches!(doc.tokens[clause].dep, Dep::Acl | Dep::Relcl);
    for token in words_at(finder, slot, anchor, kind) {
        // "Supporters of his opponent, Anna Keller"
        if *slot == Slot::Bearer && !one && doc.tokens[token].dep == Dep::Appos && doc.conjuncts(token).is_empty() && is_person(finder, token) {
            continue;
        }
        let found = match slot {
            _ if one => finder.named(token),
            Slot::Prep(word) if word == "including" && !implied::people(finder, token).is_empty() => implied::people(finder, token),
            _ if inner && token < clause => finder.actors_before(token, role, clause),
            _ => finder.actors(token, role),
        };
        push_all(&mut out, found);
        if one && !out.is_empty() {
            break;
        }
    }
    out
}

fn is_person(finder: &Finder<'_>, token: usize) -> bool {
    finder.entities.headed_by(token).any(|m| finder.entities.list[m.entity].kind == EntityKind::Person)
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

/// Whether a counterpart stands with the verb itself: "met Y", "agreed with Y", "fought alongside Y".
pub fn direct_party(finder: &Finder<'_>, frame: &Frame, anchor: &Anchor) -> bool {
    let doc = finder.doc;
    let prepositions = frame.target.iter().filter_map(|slot| if let Slot::Prep(word) = slot { Some(word.as_str()) } else { None });
    let beside = |word: &str| matches!(word, "with" | "alongside" | "beside" | "from");
    let with = prepositions.filter(|word| beside(word)).flat_map(|word| after(doc, anchor.clause(), word));
    let party = |t: usize| !finder.actors(t, Role::Target).is_empty();
    with.into_iter().any(party) || object(doc, anchor.clause()).is_some_and(|t| !finder.direct(t).is_empty())
}

/// Whether the noun has a "between".
pub fn between(finder: &Finder<'_>, anchor: &Anchor) -> bool {
    !near(finder, anchor, "between", TriggerKind::Noun).is_empty()
}
