//! The grammar of events on trees written by hand, without the model.

use super::actors::{End, Finder};
use super::arguments::{complement, is_passive, logical_subject, object};
use super::frames::lemma;
use super::modality::{Context, context};
use super::{clearest, extract};
use crate::knowledge::Knowledge;
use crate::types::{Document, Entities, Entity, EntityKind, Event, Form, Mention, Modality, Says, Signal};

const PASSIVE: &str = "
1 Peru    Peru   PROPN NNP _ 3 nsubjpass
2 was     be     AUX   VBD _ 3 auxpass
3 invaded invade VERB  VBN _ 0 ROOT
4 by      by     ADP   IN  _ 3 agent
5 Chile   Chile  PROPN NNP _ 4 pobj
";

const CONTROL: &str = "
1 Chile   Chile  PROPN NNP _ 3 nsubj
2 never   never  ADV   RB  _ 3 neg
3 plans   plan   VERB  VBZ _ 0 ROOT
4 to      to     PART  TO  _ 5 aux
5 bomb    bomb   VERB  VB  _ 3 xcomp
6 Peru    Peru   PROPN NNP _ 5 dobj
7 or      or     CCONJ CC  _ 6 cc
8 Norway  Norway PROPN NNP _ 6 conj
";

const RELATIVE: &str = "
1 Peru    Peru   PROPN NNP _ 0 ROOT
2 which   which  PRON  WDT _ 4 dobj
3 Chile   Chile  PROPN NNP _ 4 nsubj
4 shelled shell  VERB  VBD _ 1 relcl
";

fn entities(doc: &Document) -> Entities {
    let names = ["Chile", "Peru", "Norway"];
    let list = names.iter().map(|name| Entity {
        id: format!("state:{}", name.to_uppercase()),
        kind: EntityKind::State,
        name: (*name).into(),
        aliases: vec![],
        country: Some(name[..3].to_uppercase()),
        sector: None,
        roles: vec![],
    });
    let mention = |t: usize| {
        let entity = names.iter().position(|n| *n == doc.form(t))?;
        Some(Mention { entity, tokens: t..t + 1, head: t, form: Form::Name, rule: "test", confidence: 1.0 })
    };
    Entities::new(list.collect(), (0..doc.tokens.len()).filter_map(mention).collect())
}

fn events(conllu: &str) -> Vec<String> {
    let knowledge = Knowledge::load().unwrap();
    let doc = Document::from_conllu(conllu).unwrap();
    let mut entities = entities(&doc);
    let found = extract(&doc, &mut entities, &[], None, &knowledge);
    let name = |e: usize| entities.list[e].name.clone();
    found.iter().map(|e| format!("{} {} {} {:?} {}", e.kind, name(e.source), name(e.target), e.modality, e.negated)).collect()
}

#[test]
fn a_passive_turns_its_ends_round() {
    let doc = Document::from_conllu(PASSIVE).unwrap();
    assert!(is_passive(&doc, 2));
    assert_eq!((logical_subject(&doc, 2), object(&doc, 2)), (Some(4), Some(0)));
    assert_eq!(events(PASSIVE), ["attack Chile Peru Actual false"]);
}

#[test]
fn an_infinitive_takes_its_subject_modality_and_negation_from_above() {
    let doc = Document::from_conllu(CONTROL).unwrap();
    assert_eq!((logical_subject(&doc, 4), complement(&doc, 2)), (Some(0), Some(4)));
    let attacks: Vec<String> = events(CONTROL).into_iter().filter(|e| e.starts_with("attack")).collect();
    assert_eq!(attacks, ["attack Chile Peru Planned true", "attack Chile Norway Planned true"]);
}

#[test]
fn a_relative_pronoun_stands_for_its_antecedent() {
    let doc = Document::from_conllu(RELATIVE).unwrap();
    assert_eq!(object(&doc, 3), Some(0));
    assert_eq!(events(RELATIVE), ["attack Chile Peru Actual false"]);
}

#[test]
fn auxiliaries_make_an_event_possible() {
    let knowledge = Knowledge::load().unwrap();
    let doc = Document::from_conllu("1 Chile Chile PROPN NNP _ 3 nsubj\n2 may may AUX MD _ 3 aux\n3 attack attack VERB VB _ 0 ROOT\n").unwrap();
    let found = context(&doc, &knowledge.modality, knowledge.edges.words.class("light"), 2, None, true);
    let may = Signal { word: 1, says: Says::Modality(Modality::Possible) };
    assert_eq!(found, Context { modality: Modality::Possible, negated: false, claimed_under: vec![], signals: vec![may] });
}

#[test]
fn short_lemmas_get_their_e_back() {
    let doc = Document::from_conllu("1 staged stag VERB VBD _ 0 ROOT\n2 opened open VERB VBD _ 1 conj\n3 begged beg VERB VBD _ 1 conj\n").unwrap();
    assert_eq!([0, 1, 2].map(|t| lemma(&doc, t)), ["stage", "open", "beg"]);
}

#[test]
fn an_actor_is_found_through_what_belongs_to_it() {
    let knowledge = Knowledge::load().unwrap();
    let doc = Document::from_conllu("1 Peru Peru PROPN NNP _ 3 poss\n2 's 's PART POS _ 1 case\n3 offer offer NOUN NN _ 0 ROOT\n").unwrap();
    let entities = entities(&doc);
    let finder = Finder { doc: &doc, entities: &entities, said: super::said::Said::new(&[]), knowledge: &knowledge };
    assert_eq!(finder.owner(2), [End::Entity(1)]);
}

#[test]
fn the_clearest_of_equal_events_is_kept() {
    let knowledge = Knowledge::load().unwrap();
    let event = |source, target, confidence| Event {
        kind: "talks",
        plover: None,
        source,
        target,
        modality: Modality::Actual,
        negated: false,
        tenure: Default::default(),
        attributed_to: vec![],
        trigger: 0..1,
        sentence: 0,
        time: None,
        objects: vec![],
        confidence,
        rule: String::new(),
        grounds: Default::default(),
        signs: vec![],
    };
    let kept = clearest(vec![event(0, 1, 0.5), event(1, 0, 0.9), event(0, 2, 0.5)], &knowledge);
    assert_eq!(kept.iter().map(|e| (e.source, e.target, e.confidence)).collect::<Vec<_>>(), [(1, 0, 0.9), (0, 2, 0.5)]);
}

#[test]
fn odd_trees_do_no_harm() {
    for text in
        ["", "1 ” ” PUNCT '' _ 0 ROOT\n", "1 attacked attack VERB VBN _ 0 ROOT\n", "1 talks talk NOUN NNS _ 2 dobj\n2 hold hold VERB VB _ 0 ROOT\n"]
    {
        assert_eq!(events(text), Vec::<String>::new());
    }
}
