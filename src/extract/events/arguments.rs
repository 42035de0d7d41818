//! Who stands where around a verb: subjects and objects as meant, not as written. Passives, infinitives, participles, relative clauses and
//! coordinations are undone here, so that frames need to know none of them.

use crate::types::{Dep, Document, Pos, Tag};

/// How far a chain of infinitives and participles is followed; a bound against odd trees.
const DEPTH: usize = 8;

/// Whether the verb is in the passive ("was hit", "missiles supplied by", "Backed by").
pub fn is_passive(doc: &Document, verb: usize) -> bool {
    let token = &doc.tokens[verb];
    let own = |deps: &[Dep]| doc.children(verb).any(|c| deps.contains(&doc.tokens[c].dep));
    if own(&[Dep::Auxpass, Dep::Nsubjpass]) {
        return true;
    }
    if token.tag != Tag::Vbn || own(&[Dep::Nsubj]) || doc.children(verb).any(|c| doc.tokens[c].dep == Dep::Aux && doc.tokens[c].lemma == "have") {
        return false;
    }
    match token.dep {
        Dep::Conj => coordinated_with(doc, verb).is_some_and(|first| doc.tokens[first].tag == Tag::Vbn && is_passive(doc, first)),
        Dep::Acl | Dep::Advcl | Dep::Amod => true,
        _ => own(&[Dep::Agent]),
    }
}

/// The first member of the coordination that the token belongs to as a later one.
fn coordinated_with(doc: &Document, token: usize) -> Option<usize> {
    (doc.tokens[token].dep == Dep::Conj).then_some(doc.tokens[token].head).filter(|&h| h != token)
}

/// The noun that a relative pronoun stands for.
pub fn antecedent(doc: &Document, token: usize) -> usize {
    let relative =
        matches!(doc.tokens[token].tag, Tag::Wdt | Tag::Wp | Tag::WpS) || (doc.tokens[token].lower == "that" && doc.tokens[token].pos != Pos::Det);
    if !relative {
        return token;
    }
    let clause = doc.ancestors(token).take(DEPTH).find(|&a| doc.tokens[a].dep == Dep::Relcl);
    clause.map_or(token, |clause| doc.tokens[clause].head)
}

/// The subject as written, or as understood where none is written.
pub fn surface_subject(doc: &Document, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..DEPTH {
        if let Some(subject) = doc.children(at).find(|&c| matches!(doc.tokens[c].dep, Dep::Nsubj | Dep::Nsubjpass)) {
            return Some(antecedent(doc, subject));
        }
        let (token, head) = (&doc.tokens[at], doc.tokens[at].head);
        if head == at {
            return None;
        }
        let parent = &doc.tokens[head];
        match token.dep {
            Dep::Conj | Dep::Advcl | Dep::Acomp | Dep::Oprd | Dep::Attr | Dep::Parataxis | Dep::Dep => at = head,
            Dep::Xcomp | Dep::Ccomp => {
                let controls = parent.pos == Pos::Verb && !is_passive(doc, head) && !keeps_subject(parent.lemma.as_str());
                if let Some(object) = doc.child(head, Dep::Dobj).filter(|_| controls) {
                    return Some(antecedent(doc, object));
                }
                if let Some(asked) = called_on(doc, head, at).filter(|_| controls) {
                    return Some(asked);
                }
                at = head;
            }
            Dep::Acl if token.tag == Tag::Vbg || token.tag == Tag::Vbn => return Some(head),
            // "its plan to meet", "X has plans to meet": the owner, or who has it.
            Dep::Acl | Dep::Relcl => return infinitive_owner(doc, head),
            // "accused X of supplying", "by supplying": the object of the verb before, else its subject.
            Dep::Pcomp => {
                let governor = parent.head;
                if governor == head {
                    return None;
                }
                if doc.tokens[governor].pos == Pos::Noun {
                    return infinitive_owner(doc, governor);
                }
                let of_object = matches!(parent.lower.as_str(), "of" | "for" | "from" | "into" | "with") && doc.tokens[governor].pos == Pos::Verb;
                if let Some(object) = object(doc, governor).filter(|_| of_object) {
                    return Some(object);
                }
                at = governor;
            }
            _ => return None,
        }
    }
    None
}

/// Y in "called on Y to stop", "appealed to Y to stop".
fn called_on(doc: &Document, verb: usize, infinitive: usize) -> Option<usize> {
    if !matches!(doc.tokens[verb].lemma.as_str(), "call" | "appeal" | "plead" | "prevail" | "rely" | "count" | "depend") {
        return None;
    }
    let to = |p: &usize| matches!(doc.tokens[*p].lower.as_str(), "on" | "upon" | "to" | "with") && *p > verb && *p < infinitive;
    doc.children_by(verb, &[Dep::Prep]).filter(to).find_map(|p| doc.child(p, Dep::Pobj)).map(|t| antecedent(doc, t))
}

/// Verbs whose infinitive belongs to their subject although they have an object ("promised Kim to come").
fn keeps_subject(lemma: &str) -> bool {
    matches!(lemma, "promise" | "use" | "make" | "take" | "threaten" | "vow" | "hold")
}

/// Who is to do what the infinitive after a noun says: "Putin's plan to meet", "Putin announced a plan to meet".
fn infinitive_owner(doc: &Document, noun: usize) -> Option<usize> {
    if let Some(owner) = doc.child(noun, Dep::Poss) {
        return Some(owner);
    }
    // "Western efforts to isolate Y"
    let capital = |c: usize| doc.form(c).starts_with(char::is_uppercase) && matches!(doc.tokens[c].pos, Pos::Propn | Pos::Adj);
    if let Some(owner) = doc.children_by(noun, &[Dep::Amod, Dep::Compound, Dep::Nmod]).find(|&c| c < noun && capital(c)) {
        return Some(owner);
    }
    let head = doc.tokens[noun].head;
    match doc.tokens[noun].dep {
        Dep::Dobj if head != noun => logical_subject(doc, head),
        Dep::Attr if head != noun => surface_subject(doc, head).filter(|&s| doc.tokens[s].lower != "it"),
        Dep::Pobj if doc.tokens[head].head != head => {
            let governor = doc.tokens[head].head;
            if doc.tokens[governor].pos == Pos::Verb { logical_subject(doc, governor) } else { doc.child(governor, Dep::Poss) }
        }
        _ => None,
    }
}

/// Who does it.
pub fn logical_subject(doc: &Document, verb: usize) -> Option<usize> {
    if !is_passive(doc, verb) {
        return surface_subject(doc, verb);
    }
    let by = doc.children(verb).find(|&c| doc.tokens[c].dep == Dep::Agent || doc.tokens[c].lower == "by" && doc.tokens[c].dep == Dep::Prep);
    // "was accused of spying by Y": the model hangs Y on the nearer verb.
    let lower = || {
        let inner =
            doc.children_by(verb, &[Dep::Prep, Dep::Xcomp]).flat_map(|p| doc.children_by(p, &[Dep::Pcomp, Dep::Pobj]).chain(std::iter::once(p)));
        inner.flat_map(|v| doc.children_by(v, &[Dep::Agent, Dep::Prep])).find(|&b| doc.tokens[b].lower == "by")
    };
    by.or_else(lower).and_then(|by| doc.child(by, Dep::Pobj)).map(|t| antecedent(doc, t))
}

/// To whom or what it is done.
pub fn object(doc: &Document, verb: usize) -> Option<usize> {
    let token = &doc.tokens[verb];
    if is_passive(doc, verb) {
        if matches!(token.dep, Dep::Acl | Dep::Amod) && doc.child(verb, Dep::Nsubjpass).is_none() {
            return Some(token.head).filter(|&h| h != verb);
        }
        return surface_subject(doc, verb);
    }
    if let Some(object) = doc.child(verb, Dep::Dobj) {
        return Some(antecedent(doc, object));
    }
    // "the shells that Kim supplied": the clause has a subject of its own and lacks an object.
    if token.dep == Dep::Relcl && token.head != verb {
        let subject = doc.child(verb, Dep::Nsubj);
        if subject.is_some_and(|s| antecedent(doc, s) == s) && complement(doc, verb).is_none() {
            return Some(token.head);
        }
    }
    // "condemned and rejected the plan": the object stands with the last verb.
    let next = doc.child(verb, Dep::Conj)?;
    let adjacent = next > verb && next <= verb + 3 && doc.tokens[next].pos == Pos::Verb;
    (adjacent && doc.child(next, Dep::Nsubj).is_none() && complement(doc, verb).is_none()).then(|| doc.child(next, Dep::Dobj)).flatten()
}

/// The recipient: "gave Y shells", "gave shells to Y".
pub fn dative(doc: &Document, verb: usize) -> Option<usize> {
    let child = doc.child(verb, Dep::Dative)?;
    if doc.tokens[child].pos == Pos::Adp { doc.child(child, Dep::Pobj) } else { Some(child) }
}

/// The head of the clause or infinitive that completes the verb or noun.
pub fn complement(doc: &Document, head: usize) -> Option<usize> {
    let own = doc.children(head).filter(|&c| c > head).find(|&c| match doc.tokens[c].dep {
        Dep::Xcomp | Dep::Ccomp => true,
        Dep::Acl => doc.tokens[head].pos == Pos::Noun && doc.tokens[c].pos == Pos::Verb,
        // The model often takes the infinitive after an object ("pressed Y to stop") for a clause of purpose.
        Dep::Advcl => doc.tokens[head].pos == Pos::Verb && doc.children(c).any(|a| doc.tokens[a].dep == Dep::Aux && doc.tokens[a].tag == Tag::To),
        _ => false,
    });
    own.or_else(|| {
        // "accused Y of supplying"
        doc.children_by(head, &[Dep::Prep]).filter(|&p| p > head).find_map(|p| doc.child(p, Dep::Pcomp))
    })
    .or_else(|| {
        // "demanded Y's / the withdrawal", "issued a warning that": the clause hangs on the object.
        let object = doc.child(head, Dep::Dobj).filter(|_| doc.tokens[head].pos == Pos::Verb)?;
        doc.children(object).find(|&c| {
            matches!(doc.tokens[c].dep, Dep::Acl | Dep::Ccomp) && doc.tokens[c].pos == Pos::Verb && c > object && doc.tokens[c].tag == Tag::Vb
        })
    })
}

/// The objects of a preposition that stands with the token.
pub fn after(doc: &Document, head: usize, preposition: &str) -> Vec<usize> {
    let mut out = Vec::new();
    for child in doc.children(head) {
        let token = &doc.tokens[child];
        if !matches!(token.dep, Dep::Prep | Dep::Dative | Dep::Agent | Dep::Prt | Dep::Dep) {
            continue;
        }
        for prep in std::iter::once(child).chain(doc.conjuncts(child)) {
            if doc.tokens[prep].lower == preposition {
                out.extend(doc.children_by(prep, &[Dep::Pobj]).map(|t| antecedent(doc, t)));
                // "into the hands of": one preposition upon another.
                // but not "according to Y".
            } else if doc.tokens[prep].pos == Pos::Adp
                && let Some(inner) = doc.children_by(prep, &[Dep::Prep]).find(|&p| doc.tokens[p].lower == preposition)
            {
                out.extend(doc.child(inner, Dep::Pobj));
            }
        }
    }
    // "the country that Kim went to"
    if out.is_empty() && doc.tokens[head].dep == Dep::Relcl {
        let bare = doc.children_by(head, &[Dep::Prep]).find(|&p| doc.tokens[p].lower == preposition && doc.children(p).next().is_none());
        out.extend(bare.map(|_| doc.tokens[head].head));
    }
    out
}

/// The verb that carries a noun as its object ("hold talks", "talks were held", "talks held in Oslo", "engage in talks"), with whether it does so directly.
pub fn carrier(doc: &Document, noun: usize) -> Option<usize> {
    let first = first_conjunct(doc, noun);
    let (token, head) = (&doc.tokens[first], doc.tokens[first].head);
    if head == first {
        return None;
    }
    match token.dep {
        Dep::Dobj | Dep::Attr | Dep::Oprd => Some(head),
        Dep::Nsubjpass => Some(head),
        // "plans to impose sanctions", where the model made the noun the subject of what follows.
        // "engage in talks", "returned for talks", "stripped of citizenship"; but not "left despite the talks".
        Dep::Pobj
            if !matches!(doc.tokens[head].lower.as_str(), "in" | "into" | "on" | "to" | "for" | "with" | "at" | "under" | "upon" | "out" | "of") =>
        {
            None
        }
        // "bought shells for its war": the war is not what the verb does.
        Dep::Pobj if doc.tokens[head].lower == "for" && doc.child(doc.tokens[head].head, Dep::Dobj).is_some() => None,
        Dep::Pobj => Some(doc.tokens[head].head).filter(|&v| v != head && matches!(doc.tokens[v].pos, Pos::Verb | Pos::Aux)),
        _ => None,
    }
}

/// The verb whose participle or relative clause describes the noun: "the sanctions imposed by", "the attack that Kim launched".
pub fn describing_verb(doc: &Document, noun: usize) -> Option<usize> {
    doc.children_by(noun, &[Dep::Acl, Dep::Relcl]).find(|&v| object(doc, v) == Some(noun))
}

/// The first member of the coordination that the token stands in.
pub fn first_conjunct(doc: &Document, token: usize) -> usize {
    let mut at = token;
    for _ in 0..DEPTH {
        match coordinated_with(doc, at) {
            Some(first) => at = first,
            None => break,
        }
    }
    at
}

/// Whom a noun describes, the likeliest first: "X, an ally of Y" (X), "X is an ally", "its ally X", "named X as an ally", "served as an ally".
pub fn bearers(doc: &Document, noun: usize) -> Vec<usize> {
    let (token, head) = (&doc.tokens[noun], doc.tokens[noun].head);
    if head != noun {
        match token.dep {
            Dep::Appos => return vec![head],
            Dep::Attr | Dep::Oprd => return surface_subject(doc, head).into_iter().collect(),
            Dep::Compound | Dep::Nmod | Dep::Amod => return vec![head],
            Dep::Pobj if doc.tokens[head].lower == "as" => {
                let governor = doc.tokens[head].head;
                return object(doc, governor).into_iter().chain(surface_subject(doc, governor)).collect();
            }
            _ => {}
        }
    }
    doc.child(noun, Dep::Appos).into_iter().collect()
}
