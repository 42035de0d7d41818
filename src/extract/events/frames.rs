//! Frames on a document: which frames a word opens, and whether their conditions hold. Who stands in their slots: `slots`.

use crate::extract::events::actors::Finder;
use crate::extract::events::arguments::{after, carrier, describing_verb, first_conjunct};
use crate::extract::events::slots::{complement_of, words_at};
use crate::knowledge::edges::frame::{Condition, Frame, TriggerKind};
use crate::knowledge::edges::words::WordSet;
use crate::types::{Dep, Document, Pos, Tag};

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
    /// The word alone, with the light verb that carries it if it is a noun ("held talks").
    pub fn of(finder: &Finder<'_>, word: usize) -> Self {
        let light = finder.knowledge.edges.words.class("light");
        Self { trigger: word, verb: carried(finder, word, |v| light.contains(&lemma(finder.doc, v))), words: Vec::new() }
    }

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
        Pos::Aux if t.tag == Tag::Md || !matches!(t.dep, Dep::Aux | Dep::Auxpass) => &[Verb],
        Pos::Noun | Pos::Propn => &[Noun],
        // "its counter-offensive", which the tokenizer parts.
        Pos::Adj if matches!(t.dep, Dep::Pobj | Dep::Dobj | Dep::Nsubj | Dep::Nsubjpass) => &[Adjective, Noun],
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
        let carried = (frame.kind == TriggerKind::Noun).then(|| Anchor::of(finder, token).verb).flatten();
        return Some(Anchor { trigger: token, verb: carried, words });
    }
    let verb = carried(finder, token, |v| carries(doc, &frame.verbs, v))?;
    Some(Anchor { trigger: token, verb: Some(verb), words })
}

/// The verb that carries or describes the noun or what it is part of, if it fits.
fn carried(finder: &Finder<'_>, noun: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
    let (doc, outer) = (finder.doc, outer_noun(finder, noun));
    let verbs = [carrier(doc, noun), describing_verb(doc, noun), carrier(doc, outer), describing_verb(doc, outer)];
    verbs.into_iter().flatten().find(|&v| fits(v))
}

/// The noun that stands for the one in its "of": "a series of attacks", "the heart of the fight"; else the noun itself.
pub fn outer_noun(finder: &Finder<'_>, noun: usize) -> usize {
    let (doc, transparent) = (finder.doc, finder.knowledge.edges.words.class("transparent"));
    let mut at = noun;
    for _ in 0..3 {
        let first = first_conjunct(doc, at);
        let (token, preposition) = (&doc.tokens[first], doc.tokens[first].head);
        let governor = doc.tokens[preposition].head;
        if token.dep != Dep::Pobj || doc.tokens[preposition].lower != "of" || !transparent.contains(&doc.tokens[governor].lemma) {
            break;
        }
        at = governor;
    }
    at
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
    // After the verb; adverbs before it too ("jointly hosted").
    for child in doc.children(token).filter(|&c| c > token || doc.tokens[c].dep == Dep::Advmod) {
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
    // A plural that means something else than its noun is written as such ("ties").
    (frame.words.contains(word) || frame.words.contains(&doc.tokens[token].lower)).then(Vec::new)
}

/// Whether all conditions of the frame hold.
pub fn holds(finder: &Finder<'_>, frame: &Frame, anchor: &Anchor) -> bool {
    let doc = finder.doc;
    let infinitive = || complement_of(doc, anchor).is_some_and(|c| doc.children(c).any(|a| doc.tokens[a].tag == Tag::To));
    (!frame.infinitive || infinitive()) && frame.when.iter().all(|condition| meets(finder, condition, anchor, frame.kind))
}

fn meets(finder: &Finder<'_>, condition: &Condition, anchor: &Anchor, kind: TriggerKind) -> bool {
    let doc = finder.doc;
    let heads = words_at(finder, &condition.slot, anchor, kind);
    if heads.is_empty() {
        return condition.filled != Some(true);
    }
    // "11,000 containers of munitions", "billions of dollars of weapons"
    let of = |t: &usize| after(doc, *t, "of");
    let meant = |t: usize| {
        let (inner, innermost) = (of(&t), of(&t).iter().flat_map(of).collect());
        [vec![t], inner, innermost].concat()
    };
    let words: Vec<usize> = heads.iter().flat_map(|&head| [vec![head], doc.conjuncts(head)].concat()).flat_map(meant).collect();
    let fits = condition.any_of.is_empty() || words.into_iter().any(|t| in_set(doc, &condition.any_of, t));
    condition.filled != Some(false) && fits
}

/// Whether the word is in the set, alone or with the word before it.
fn in_set(doc: &Document, set: &WordSet, token: usize) -> bool {
    let word = lemma(doc, token);
    let before = [Dep::Compound, Dep::Amod, Dep::Nmod, Dep::Prt];
    set.contains(&word)
        || set.contains(&doc.tokens[token].lower)
        || doc.children_by(token, &before).any(|c| set.contains(&format!("{} {word}", lemma(doc, c))))
}
