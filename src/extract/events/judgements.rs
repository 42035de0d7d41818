//! Judgements: whom a speaker means when he calls something a failure, a crime or a wonder. The frames of such words have the speaker of the
//! enclosing statement as their source and the judged actor as their target.

use crate::extract::events::actors::{End, Finder, Role, push_all};
use crate::extract::events::arguments::{after, bearers, is_passive, logical_subject, object, surface_subject};
use crate::extract::events::modality::Context;
use crate::types::{Dep, Document, Modality, Pos, Says, Tag};

/// Those in whose words the judgement stands; nobody's if they only ask.
pub fn speakers(finder: &Finder<'_>, trigger: usize) -> Vec<End> {
    let doc = finder.doc;
    let sentence = doc.sentence_of(trigger);
    let asked = doc.sentences[sentence].clone().any(|t| doc.form(t) == "?");
    if asked { vec![] } else { finder.speakers(trigger).into_iter().map(End::Entity).collect() }
}

/// Whether the words around leave the judgement standing: it is neither conditional nor a mere possibility, and not denied unless the frame wants
/// it so ("must not" bids like "must"). What one tries or is bound to do is judged as done.
pub fn stands(doc: &Document, trigger: usize, context: &Context, denied: bool) -> bool {
    let firm = |word: usize| match doc.tokens[word].pos {
        Pos::Aux => match doc.tokens[word].lower.as_str() {
            "would" | "'d" | "will" | "'ll" | "wo" | "must" | "should" => true,
            // "cannot be trusted"
            "can" | "ca" | "could" => denied,
            _ => false,
        },
        pos => pos == Pos::Verb,
    };
    let doubt = context.signals.iter().any(|s| matches!(s.says, Says::Modality(_)) && !firm(s.word));
    let possible = context.signals.iter().any(|s| s.says == Says::Modality(Modality::Possible) && doc.tokens[s.word].pos != Pos::Aux);
    let bidding = doc.tokens[trigger].tag == Tag::Md;
    !doubt && !possible && (bidding || context.negated == denied)
}

/// The word whose surroundings say whether the judgement stands: "is not a wise move" denies the move with its adjective.
pub fn scope(doc: &Document, trigger: usize) -> usize {
    if doc.tokens[trigger].dep == Dep::Amod || doc.tokens[trigger].tag == Tag::Md { doc.tokens[trigger].head } else { trigger }
}

/// The heads of what the word judges: the subject of a verb or predicate, the noun beside an adjective, the owner of a failing.
pub fn heads(finder: &Finder<'_>, trigger: usize) -> Vec<usize> {
    let doc = finder.doc;
    let (token, head) = (&doc.tokens[trigger], doc.tokens[trigger].head);
    match token.pos {
        // "should they come": a condition.
        Pos::Aux if token.tag == Tag::Md && head != trigger => bidden(doc, head).into_iter().filter(|&s| s < trigger).collect(),
        Pos::Verb if token.dep == Dep::Compound => vec![],
        Pos::Verb | Pos::Aux if token.dep != Dep::Amod => doer(doc, trigger),
        Pos::Adv if doc.tokens[head].pos == Pos::Verb => {
            if token.lower.ends_with("ly") {
                doer(doc, head)
            } else {
                vec![]
            }
        }
        Pos::Noun | Pos::Propn if matches!(token.dep, Dep::Compound | Dep::Nmod | Dep::Amod) => vec![],
        Pos::Noun | Pos::Propn => noun(finder, trigger),
        // "We need smarter leaders" says nothing of those there are.
        _ if token.dep == Dep::Amod && token.tag == Tag::Jjr => vec![],
        _ if token.dep == Dep::Amod => {
            let mut out = vec![head];
            out.extend(noun(finder, head).into_iter().filter(|&t| t != head));
            out
        }
        _ => predicated(doc, trigger).into_iter().collect(),
    }
}

/// A noun judges its owner ("Y's failure"), else what it is said of ("Y is a failure").
fn noun(finder: &Finder<'_>, noun: usize) -> Vec<usize> {
    let doc = finder.doc;
    let mut out = vec![noun];
    let carrier = doc.tokens[noun].head;
    match doc.tokens[noun].dep {
        Dep::Attr | Dep::Oprd => out.extend(predicated(doc, noun)),
        // "Y is making a mistake", "plays a dangerous game"
        Dep::Dobj if finder.knowledge.edges.words.class("committing").contains(&doc.tokens[carrier].lemma) => out.extend(doer(doc, carrier)),
        // "Y behaves like a tyrant"
        Dep::Pobj if doc.tokens[carrier].lower == "like" && doc.tokens[doc.tokens[carrier].head].pos == Pos::Verb => {
            out.extend(doer(doc, doc.tokens[carrier].head));
        }
        Dep::Appos => out.extend(bearers(doc, noun)),
        _ => {}
    }
    out
}

/// Who acts; of a passive nobody is judged.
fn doer(doc: &Document, verb: usize) -> Vec<usize> {
    let borne = is_passive(doc, verb) || doc.children_by(verb, &[Dep::Xcomp]).any(|c| is_passive(doc, c));
    if borne { vec![] } else { surface_subject(doc, verb).into_iter().collect() }
}

/// Who is to act: not "must be tired", "should have gone", "must be freed".
fn bidden(doc: &Document, verb: usize) -> Vec<usize> {
    if doc.tokens[verb].tag == Tag::Vb && doc.tokens[verb].lemma != "be" { doer(doc, verb) } else { vec![] }
}

/// What the predicate is said of; of "it" the one who acts in the clause that it stands for.
fn predicated(doc: &Document, predicate: usize) -> Option<usize> {
    // "finds Y's plan toxic"
    let (token, verb) = (&doc.tokens[predicate], doc.tokens[predicate].head);
    let found = (token.dep == Dep::Oprd).then(|| object(doc, verb)).flatten();
    let subject = found.or_else(|| surface_subject(doc, predicate))?;
    if doc.tokens[subject].lower != "it" { Some(subject) } else { clause_agent(doc, predicate).or(Some(subject)) }
}

/// "It is wrong of Y to", "it is a disgrace that Y": Y.
fn clause_agent(doc: &Document, predicate: usize) -> Option<usize> {
    let verb = doc.tokens[predicate].head;
    let clauses =
        [predicate, verb].into_iter().flat_map(|t| doc.children_by(t, &[Dep::Relcl, Dep::Acl, Dep::Xcomp, Dep::Ccomp, Dep::Advcl, Dep::Prep]));
    clauses.filter(|&c| c > predicate).find_map(|c| {
        let adjective = doc.tokens[predicate].pos == Pos::Adj;
        let by = (doc.tokens[c].lower == "by" || adjective && doc.tokens[c].lower == "of").then(|| doc.child(c, Dep::Pobj)).flatten();
        by.or_else(|| doc.children(c).find(|&s| doc.tokens[s].dep == Dep::Nsubj))
    })
}

/// The subject, if the speakers speak of themselves: by "we", by name, or by the name of the state or body that they belong to.
pub fn own(finder: &Finder<'_>, verb: usize) -> Option<usize> {
    let subject = logical_subject(finder.doc, verb)?;
    let speakers = finder.speakers(verb);
    let acting = finder.actors(subject, Role::Source);
    let country = |end: &End| match end {
        End::Entity(e) => finder.entities.list[*e].country.clone(),
        End::StateOf(code, _) => Some(code.clone()),
    };
    let same = |end: &End| speakers.iter().any(|&s| *end == End::Entity(s) || country(end).is_some() && country(end) == country(&End::Entity(s)));
    (!speakers.is_empty() && acting.iter().any(same)).then_some(subject)
}

/// Who is warned off by "it would be a mistake for Y to".
pub fn deterred(finder: &Finder<'_>, predicate: usize) -> Vec<End> {
    if !hypothetical(finder.doc, predicate) {
        return vec![];
    }
    clause_agent(finder.doc, predicate).map(|t| finder.actors(t, Role::Source)).unwrap_or_default()
}

/// "It would be a mistake": the act has not been done yet.
fn hypothetical(doc: &Document, predicate: usize) -> bool {
    let verb = doc.tokens[predicate].head;
    let it = doc.child(verb, Dep::Nsubj).is_some_and(|s| doc.tokens[s].lower == "it");
    it && doc.children_by(verb, &[Dep::Aux]).any(|a| matches!(doc.tokens[a].lower.as_str(), "would" | "'d" | "will" | "could"))
}

/// The judged actors: what is judged if it is one itself, else who did or made it. Nobody judges himself in his own "we".
pub fn judged(finder: &Finder<'_>, trigger: usize) -> Vec<End> {
    let (doc, words) = (finder.doc, &finder.knowledge.edges.words);
    let mut out = Vec::new();
    let noun = matches!(doc.tokens[trigger].pos, Pos::Noun | Pos::Propn);
    let names_itself = noun && !finder.named(trigger).is_empty();
    if hypothetical(doc, trigger) {
        return out;
    }
    for head in heads(finder, trigger) {
        let token = &doc.tokens[head];
        let general =
            doc.children_by(head, &[Dep::Det]).any(|d| matches!(doc.tokens[d].lower.as_str(), "a" | "an" | "any" | "no" | "every" | "some"));
        let first_person = token.tag == Tag::Prp && matches!(token.lower.as_str(), "i" | "we" | "us" | "me");
        if first_person || head != trigger && general || head == trigger && names_itself {
            continue;
        }
        let own = doc.child(head, Dep::Poss).is_some_and(|p| matches!(doc.tokens[p].lower.as_str(), "my" | "our"));
        let acts = ["people", "organs"].iter().any(|class| words.class(class).contains(&token.lemma));
        let mut found = if head == trigger { vec![] } else { finder.direct(head) };
        if found.is_empty() && !own {
            found = if acts { finder.actors(head, Role::Source) } else { finder.maker(head) };
        }
        // "the failure of Y", "the reckless conduct of Y"; but "the cruel treatment of Y" is not his.
        let quality = ["failings", "merits", "conduct"].iter().any(|class| words.class(class).contains(&token.lemma));
        if found.is_empty() && !own && !acts && quality && token.pos == Pos::Noun {
            found = after(doc, head, "of").into_iter().flat_map(|t| finder.actors(t, Role::Source)).collect();
        }
        push_all(&mut out, found);
        if !out.is_empty() {
            break;
        }
    }
    out
}
