//! Whether an event is fact, plan or possibility, whether it is denied, and who is made to claim it by the words around: auxiliaries, negation,
//! conditionals, and the verbs and nouns above the trigger ("plans to", "prospect of", "refused to", "accused Y of").

use crate::extract::events::frames::lemma;
use crate::knowledge::edges::words::WordSet;
use crate::knowledge::modality::{Carrier, Effect, ModalityWords};
use crate::types::{Dep, Document, Modality, Pos, Says, Signal, Tag};

/// What the words around say of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Context {
    /// Fact, plan or possibility.
    pub modality: Modality,
    /// Denied.
    pub negated: bool,
    /// Verbs whose subjects claim it.
    pub claimed_under: Vec<usize>,
    /// The words that say so.
    pub signals: Vec<Signal>,
}

/// How many governors are read at most.
const DEPTH: usize = 8;

/// Reads the context of an event: `trigger` names it, `carrier` is the verb that carries a noun.
/// With `carried`, what the carrier itself says counts ("expects a meeting").
pub fn context(doc: &Document, words: &ModalityWords, light: &WordSet, trigger: usize, carrier: Option<usize>, carried: bool) -> Context {
    let mut walk =
        Walk { doc, words, light, out: Context { modality: Modality::Actual, negated: false, claimed_under: vec![], signals: vec![] }, seen: vec![] };
    if let Some(verb) = carrier {
        walk.local(trigger, true);
        // "agreed to talks" plans them as "agreed to talk" does.
        let to = doc.tokens[trigger].dep == Dep::Pobj && doc.tokens[doc.tokens[trigger].head].lower == "to";
        let as_verb = if to { Carrier::Verb } else { Carrier::NounVerb };
        if carried && let Some(modality) = words.effect(as_verb, &lemma(doc, verb)).modality {
            walk.at_least(modality, verb);
        }
        walk.climb(verb);
    } else {
        walk.neither(trigger);
        walk.climb(trigger);
    }
    walk.out
}

struct Walk<'a> {
    doc: &'a Document,
    words: &'a ModalityWords,
    light: &'a WordSet,
    out: Context,
    /// The words climbed so far.
    seen: Vec<usize>,
}

impl Walk<'_> {
    fn apply(&mut self, effect: Effect, governor: usize) {
        self.at_least(effect.modality.unwrap_or(Modality::Actual), governor);
        if effect.negates {
            self.negate(governor);
        }
        if effect.attributes {
            self.out.claimed_under.push(governor);
            self.signal(governor, Says::Claim);
        }
    }

    /// Applies the adverb that makes one preposition with this one ("instead of"), if it acts on what follows.
    fn apply_adverb_before(&mut self, preposition: usize) -> bool {
        let adverb = self.doc.children_by(preposition, &[Dep::Advmod]).find(|&adverb| adverb < preposition);
        let found = adverb.map(|adverb| (adverb, self.words.effect(Carrier::Conjunction, &self.doc.tokens[adverb].lower)));
        let Some((adverb, effect)) = found.filter(|(_, effect)| *effect != Effect::default()) else { return false };
        self.apply(effect, adverb);
        true
    }

    fn at_least(&mut self, modality: Modality, word: usize) {
        if modality != Modality::Actual {
            self.signal(word, Says::Modality(modality));
        }
        self.out.modality = self.out.modality.max(modality);
    }

    fn negate(&mut self, word: usize) {
        self.out.negated = !self.out.negated;
        self.signal(word, Says::Not);
    }

    fn signal(&mut self, word: usize, says: Says) {
        self.out.signals.push(Signal { word, says });
    }

    /// "supported neither X nor Y": the verb is denied by its object.
    fn neither(&mut self, verb: usize) {
        let doc = self.doc;
        let objects = doc.children_by(verb, &[Dep::Dobj]).flat_map(|object| doc.children_by(object, &[Dep::Preconj]).collect::<Vec<_>>());
        if let Some(word) = objects.into_iter().find(|&t| doc.tokens[t].lower == "neither") {
            self.negate(word);
        }
    }

    /// What stands beside the word itself; without its auxiliaries and adverbs if they are not `its` who is read.
    fn local(&mut self, at: usize, its: bool) {
        let doc = self.doc;
        let noun = matches!(doc.tokens[at].pos, Pos::Noun | Pos::Propn);
        self.seen.push(at);
        for child in doc.children(at) {
            let token = &doc.tokens[child];
            let word = token.lemma.replace('’', "'");
            let word = word.as_str();
            match token.dep {
                Dep::Aux | Dep::Neg | Dep::Advmod | Dep::Npadvmod if !its => {}
                Dep::Aux if token.tag == Tag::Md => {
                    let mut effect = self.words.effect(Carrier::Auxiliary, word);
                    // "said that it would": the future of the past.
                    if matches!(word, "would" | "'d") && self.reported_in_past(at) {
                        effect.modality = Some(Modality::Planned);
                    }
                    self.apply(effect, child);
                }
                Dep::Neg => self.negate(child),
                Dep::Nsubj | Dep::Nsubjpass if !noun && self.is_nobody(child) => self.negate(child),
                Dep::Advmod if token.lower == "longer" && doc.children(child).any(|c| doc.tokens[c].lower == "no") => self.negate(child),
                Dep::Advmod | Dep::Npadvmod => self.apply(self.words.effect(Carrier::Adverb, &token.lower), child),
                Dep::Mark => self.mark(at, child),
                Dep::Det => self.apply(self.words.effect(Carrier::Adjective, &token.lower), child),
                Dep::Amod | Dep::Nummod if noun => self.apply(self.words.effect(Carrier::Adjective, &token.lower), child),
                _ => {}
            }
        }
    }

    /// "Neither X nor Y", "no state", "none of the states": nobody does it. A subject that is the event itself has been read before.
    fn is_nobody(&self, subject: usize) -> bool {
        let doc = self.doc;
        let denies = |t: usize| self.words.effect(Carrier::Adjective, &doc.tokens[t].lower).negates;
        let determiner = |c: &usize| matches!(doc.tokens[*c].dep, Dep::Det | Dep::Preconj | Dep::Cc) && *c < subject;
        !self.seen.contains(&subject) && (denies(subject) || doc.children(subject).filter(determiner).any(denies))
    }

    /// "if", but not the "even if" of what is so.
    fn mark(&mut self, verb: usize, mark: usize) {
        let doc = self.doc;
        let even = |t: usize| doc.tokens[t].lower == "even" && t + 1 == mark;
        if !doc.children(verb).chain(doc.children(mark)).any(even) {
            self.apply(self.words.effect(Carrier::Conjunction, &doc.tokens[mark].lower), mark);
        }
    }

    /// Whether the predicate is denied by the word beside it or beside its verb.
    fn is_denied(&self, predicate: usize) -> bool {
        let verb = self.doc.tokens[predicate].head;
        [predicate, verb].into_iter().any(|t| self.doc.children_by(t, &[Dep::Neg]).next().is_some())
    }

    /// Whether it says what the subject is, not whether there is such a thing: "was not political", but "is unlikely", "is planned".
    fn has_plain_predicate(&self, verb: usize) -> bool {
        let doc = self.doc;
        let plain = |&a: &usize| self.words.effect(Carrier::Adjective, &lemma(doc, a)) == Effect::default();
        lemma(doc, verb) == "be" && (doc.child(verb, Dep::Attr).is_some() || doc.children_by(verb, &[Dep::Acomp]).any(|a| plain(&a)))
    }

    fn is_infinitive(&self, verb: usize) -> bool {
        self.doc.children(verb).any(|c| self.doc.tokens[c].tag == Tag::To)
    }

    fn reported_in_past(&self, at: usize) -> bool {
        let (token, head) = (&self.doc.tokens[at], self.doc.tokens[at].head);
        token.dep == Dep::Ccomp && matches!(self.doc.tokens[head].tag, Tag::Vbd | Tag::Vbn)
    }

    fn climb(&mut self, start: usize) {
        let doc = self.doc;
        let mut at = start;
        // A verb with auxiliaries of its own has none of those of its first conjunct: "has not met Y and will not meet Z".
        let mut apart = None;
        for _ in 0..DEPTH {
            self.local(at, apart != Some(at));
            let (token, head) = (&doc.tokens[at], doc.tokens[at].head);
            if head == at {
                return;
            }
            let noun = matches!(token.pos, Pos::Noun | Pos::Propn);
            match token.dep {
                Dep::Conj => {
                    // "will meet and discuss": what the first verb has, the second has too, unless it has a subject of its own.
                    if !noun && doc.children(at).any(|c| matches!(doc.tokens[c].dep, Dep::Nsubj | Dep::Nsubjpass)) {
                        return;
                    }
                    let own = |c: usize| matches!(doc.tokens[c].dep, Dep::Aux | Dep::Auxpass | Dep::Neg) && doc.tokens[c].tag != Tag::To;
                    if !noun && doc.children(at).any(own) {
                        apart = Some(head);
                    }
                    at = head;
                }
                Dep::Xcomp | Dep::Ccomp | Dep::Oprd if !noun => {
                    let verbal = matches!(doc.tokens[head].pos, Pos::Verb | Pos::Aux);
                    let mut effect = self.words.effect(if verbal { Carrier::Verb } else { Carrier::Adjective }, &lemma(doc, head));
                    if token.dep == Dep::Ccomp && is_indicative(doc, at) {
                        // "insisted that Y attacked" plans nothing.
                        effect.modality = effect.modality.filter(|m| *m == Modality::Possible);
                        if !effect.negates && !effect.attributes && effect.modality.is_none() {
                            return;
                        }
                    }
                    // "is going to"
                    if effect == Effect::default() && doc.tokens[head].tag == Tag::Vbg && doc.tokens[head].lemma == "go" && self.is_infinitive(at) {
                        effect.modality = Some(Modality::Planned);
                    }
                    // "is not sure that"
                    if !verbal && self.words.is_conviction(&lemma(doc, head)) && self.is_denied(head) {
                        effect.modality = Some(Modality::Possible);
                    }
                    self.apply(effect, head);
                    if token.dep == Dep::Ccomp {
                        return;
                    }
                    at = head;
                }
                Dep::Acomp => at = head,
                Dep::Acl if !noun => {
                    let infinitive = doc.children(at).any(|c| doc.tokens[c].tag == Tag::To);
                    if !infinitive && token.tag != Tag::Vb {
                        self.of_what_is_told(at, head);
                        // "would be one of those sanctioned": the sanction is as sure as the being.
                        let Some(verb) = predicated(doc, head).filter(|_| token.tag == Tag::Vbn) else { return };
                        at = verb;
                        continue;
                    }
                    let effect = self.words.effect(Carrier::Noun, &lemma(doc, head));
                    self.apply(effect, head);
                    if effect == Effect::default() {
                        self.at_least(Modality::Planned, head);
                    }
                    self.local(head, true);
                    self.noun_negation(head);
                    return;
                }
                Dep::Relcl | Dep::Csubj => {
                    // "a mistake for Kim to sign"
                    if doc.children(at).any(|c| doc.tokens[c].tag == Tag::To) {
                        self.at_least(Modality::Possible, head);
                    }
                    return;
                }
                Dep::Advcl => {
                    if doc.children(at).any(|c| doc.tokens[c].tag == Tag::To) {
                        let effect = self.words.effect(Carrier::Verb, &lemma(doc, head));
                        self.apply(effect, head);
                        self.at_least(Modality::Planned, head);
                    } else if self.is_at_the_time_of_its_governor(at) {
                        let governing = context(doc, self.words, self.light, head, None, false);
                        self.at_least(governing.modality, head);
                    }
                    return;
                }
                Dep::Pcomp if self.words.presupposes(&doc.tokens[head].lower) => return,
                // "Instead of negotiating, they agreed": what they agreed to is another thing.
                Dep::Pcomp | Dep::Pobj if self.apply_adverb_before(head) => return,
                Dep::Pcomp => {
                    let governor = doc.tokens[head].head;
                    self.apply(self.words.effect(Carrier::Conjunction, &doc.tokens[head].lower), head);
                    if governor == head {
                        return;
                    }
                    let carrier = if doc.tokens[governor].pos == Pos::Verb { Carrier::Verb } else { Carrier::Noun };
                    self.apply(self.words.effect(carrier, &lemma(doc, governor)), governor);
                    return;
                }
                Dep::Dobj | Dep::Nsubjpass | Dep::Attr if noun => {
                    let effect = self.words.effect(Carrier::NounVerb, &lemma(doc, head));
                    self.apply(effect, head);
                    if effect == Effect::default()
                        && !self.light.contains(&lemma(doc, head))
                        && !doc.children(head).any(|c| doc.tokens[c].dep == Dep::Neg)
                    {
                        return;
                    }
                    at = head;
                }
                // "The meeting is not an endorsement" denies the predicate.
                Dep::Nsubj if noun && self.has_plain_predicate(head) => {
                    for auxiliary in doc.children_by(head, &[Dep::Aux]).filter(|&a| doc.tokens[a].tag == Tag::Md).collect::<Vec<_>>() {
                        self.apply(self.words.effect(Carrier::Auxiliary, &doc.tokens[auxiliary].lemma), auxiliary);
                    }
                    if let Some(predicate) = doc.child(head, Dep::Attr) {
                        self.apply(self.words.effect(Carrier::Noun, &lemma(doc, predicate)), predicate);
                    }
                    return;
                }
                Dep::Nsubj if noun => {
                    if !self.words.happens(&lemma(doc, head)) {
                        // "if a strike threatened": then the strike is an if as well.
                        doc.children_by(head, &[Dep::Mark]).collect::<Vec<_>>().into_iter().for_each(|mark| self.mark(head, mark));
                        return;
                    }
                    at = head;
                }
                Dep::Pobj if noun => {
                    let governor = doc.tokens[head].head;
                    // "gave shells for its war": the war is not what is given.
                    if governor == head || doc.child(governor, Dep::Dobj).is_some_and(|object| object < head) && doc.tokens[governor].pos == Pos::Verb
                    {
                        return;
                    }
                    self.apply(self.words.effect(Carrier::Conjunction, &doc.tokens[head].lower), head);
                    if doc.tokens[governor].pos == Pos::Verb {
                        // "agreed to talks" plans them as "agreed to talk" does.
                        let carrier = if doc.tokens[head].lower == "to" { Carrier::Verb } else { Carrier::NounVerb };
                        self.apply(self.words.effect(carrier, &lemma(doc, governor)), governor);
                        if !self.light.contains(&lemma(doc, governor)) {
                            return;
                        }
                        at = governor;
                    } else {
                        if matches!(doc.tokens[head].lower.as_str(), "of" | "for" | "to") {
                            self.apply(self.words.effect(Carrier::Noun, &lemma(doc, governor)), governor);
                        }
                        return;
                    }
                }
                Dep::Compound if noun => {
                    self.apply(self.words.effect(Carrier::Noun, &lemma(doc, head)), head);
                    return;
                }
                _ => return,
            }
        }
    }

    /// "the fear that X attacked", "denied reports that X attacked": what the noun makes of the clause, and the verb of the noun. Who denies a
    /// report says that it is not so.
    fn of_what_is_told(&mut self, clause: usize, noun: usize) {
        let doc = self.doc;
        if !doc.children_by(clause, &[Dep::Mark]).any(|m| doc.tokens[m].lower == "that") {
            return;
        }
        let effect = self.words.effect(Carrier::Noun, &lemma(doc, noun));
        self.apply(Effect { modality: effect.modality.filter(|m| *m == Modality::Possible), ..effect }, noun);
        let verb = doc.tokens[noun].head;
        if matches!(doc.tokens[noun].dep, Dep::Dobj | Dep::Nsubjpass) && self.words.effect(Carrier::Verb, &lemma(doc, verb)).negates {
            self.apply(Effect { modality: None, negates: true, attributes: true }, verb);
            doc.children_by(verb, &[Dep::Neg]).collect::<Vec<_>>().into_iter().for_each(|not| self.negate(not));
        }
    }

    /// "will raise it when they meet": in the present tense, the clause is as sure as the one above.
    fn is_at_the_time_of_its_governor(&self, verb: usize) -> bool {
        let doc = self.doc;
        let present = matches!(doc.tokens[verb].tag, Tag::Vbz | Tag::Vbp) && !doc.children(verb).any(|c| doc.tokens[c].dep == Dep::Aux);
        present && doc.children(verb).any(|c| matches!(doc.tokens[c].dep, Dep::Advmod | Dep::Mark) && self.words.is_temporal(&doc.tokens[c].lower))
    }

    /// "has not made a decision to"; "no plans to" is told beside the noun.
    fn noun_negation(&mut self, noun: usize) {
        let doc = self.doc;
        let governor = doc.tokens[noun].head;
        let not = doc.tokens[noun].dep == Dep::Dobj && doc.children(governor).any(|c| doc.tokens[c].dep == Dep::Neg);
        if not {
            self.negate(noun);
        }
    }
}

/// The "be" of which a noun is the predicate: "is the one", "is one of those", "is among those".
fn predicated(doc: &Document, noun: usize) -> Option<usize> {
    let (dep, head) = (doc.tokens[noun].dep, doc.tokens[noun].head);
    let verbal = |t: usize| matches!(doc.tokens[t].pos, Pos::Verb | Pos::Aux);
    match dep {
        Dep::Attr if verbal(head) => Some(head),
        Dep::Pobj if matches!(doc.tokens[head].lower.as_str(), "of" | "among") => {
            let above = doc.tokens[head].head;
            if verbal(above) { Some(above).filter(|&v| doc.tokens[v].lemma == "be") } else { predicated(doc, above) }
        }
        _ => None,
    }
}

/// An indicative clause: it says what is, not what shall be.
pub fn is_indicative(doc: &Document, verb: usize) -> bool {
    // "that the president step down": a singular subject without the s of the third person.
    let singular = |s: usize| matches!(doc.tokens[s].tag, Tag::Nn | Tag::Nnp) && doc.child(s, Dep::Conj).is_none();
    let bare = doc.tokens[verb].tag == Tag::Vbp && doc.tokens[verb].lower == doc.tokens[verb].lemma;
    if bare && doc.child(verb, Dep::Nsubj).is_some_and(singular) {
        return false;
    }
    matches!(doc.tokens[verb].tag, Tag::Vbd | Tag::Vbz | Tag::Vbp)
        || doc
            .children(verb)
            .any(|c| matches!(doc.tokens[c].dep, Dep::Aux | Dep::Auxpass) && matches!(doc.tokens[c].tag, Tag::Vbd | Tag::Vbz | Tag::Vbp))
}
