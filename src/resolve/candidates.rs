//! Whom a noun or pronoun may mean: the actors that a reader has in mind at that place, and what
//! speaks for and against each. The weights are learned (`knowledge::coreference`); what grammar
//! forbids is left out here.

use super::cast::Cast;
use super::phrases::{Determiner, Phrase};
use super::trail::{Seen, Trail};
use crate::knowledge::actors::{Gender, TitleKind};
use crate::knowledge::coreference::{Class, Feature, Features};
use crate::types::{BlockKind, Dep, EntityKind, Form, Pos, Tag};

/// A noun or pronoun that refers to somebody.
pub struct Anaphor<'p> {
    /// Which weights choose.
    pub class: Class,
    /// The pronoun, or the noun that heads the phrase.
    pub token: usize,
    /// The phrase of a noun.
    pub phrase: Option<&'p Phrase<'p>>,
    /// Of he and she, or of the noun.
    pub gender: Option<Gender>,
}

/// One possible answer.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The actors meant: one, or several named together. None for "nobody known".
    pub actors: Vec<usize>,
    /// What is true of it.
    pub features: Features,
}

/// At most so many actors are weighed, the latest first.
const LIMIT: usize = 30;

/// All answers; the first one is "nobody known".
pub fn gather(cast: &Cast<'_>, trail: &Trail, anaphor: &Anaphor<'_>) -> Vec<Candidate> {
    let here = cast.doc.sentence_of(anaphor.token);
    let window = match anaphor.class {
        Class::He | Class::It | Class::They => 8,
        Class::Government | Class::Country => 12,
        Class::Person | Class::People | Class::Body => usize::MAX,
    };
    let mut found: Vec<(Vec<usize>, Seen)> = Vec::new();
    for seen in trail.backwards().take_while(|seen| seen.sentence.saturating_add(window) >= here) {
        if found.len() >= LIMIT {
            break;
        }
        if !may_mean(cast, anaphor, seen) {
            continue;
        }
        let Some(actor) = referent(cast, anaphor, seen.actor) else { continue };
        if !found.iter().any(|(actors, _)| actors.as_slice() == [actor]) && agrees(cast, anaphor, actor) && may_be_called(cast, anaphor, actor) {
            found.push((vec![actor], *seen));
        }
        if let Some(several) = together(cast, trail, anaphor, seen).filter(|several| found.iter().all(|(actors, _)| actors != several)) {
            found.push((several, *seen));
        }
    }
    found.extend(pair(cast, trail, anaphor, &found));
    found.extend(holders(cast, trail, anaphor, &found));
    let most = found.iter().filter(|(actors, _)| actors.len() == 1).map(|(actors, _)| trail.count(actors[0])).max().unwrap_or(0);
    let mut out = vec![Candidate { actors: Vec::new(), features: nobody(cast, trail, anaphor) }];
    for (rank, (actors, seen)) in found.iter().enumerate() {
        let mut features = describe(cast, trail, anaphor, actors, seen);
        match rank {
            0 => features.push((Feature::Latest, 1.0)),
            1 => features.push((Feature::SecondLatest, 1.0)),
            _ => {}
        }
        if actors.len() == 1 && trail.count(actors[0]) == most {
            features.push((Feature::MostMentioned, 1.0));
        }
        out.push(Candidate { actors: actors.clone(), features });
    }
    for actor in named_later(cast, trail, anaphor) {
        let mut features = vec![(Feature::Later, 1.0), (Feature::Named, 1.0)];
        of_actor(cast, anaphor, actor, &mut features);
        out.push(Candidate { actors: vec![actor], features });
    }
    out
}

/// A government and a country are meant by whoever belongs to that state.
fn referent(cast: &Cast<'_>, anaphor: &Anaphor<'_>, actor: usize) -> Option<usize> {
    match anaphor.class {
        Class::Government | Class::Country => cast.find(&format!("state:{}", cast.country(actor)?)),
        _ => Some(actor),
    }
}

/// What grammar allows: not the subject for the object of its own verb, nothing inside the phrase itself, and for a word outside of quotation
/// marks nothing that is only named inside of them in the same sentence.
fn may_mean(cast: &Cast<'_>, anaphor: &Anaphor<'_>, seen: &Seen) -> bool {
    let doc = cast.doc;
    let within = anaphor.phrase.is_some_and(|phrase| phrase.full.contains(&seen.head) || phrase.owner == Some(seen.actor));
    let quoted = cast.quotation[seen.head].is_some() && cast.quotation[anaphor.token].is_none() && doc.sentence_of(anaphor.token) == seen.sentence;
    // In somebody's own words he and she are others.
    let voice = cast.voice[anaphor.token].and_then(|subject| cast.headed[subject]);
    let speaks = anaphor.class == Class::He && voice == Some(seen.actor);
    !within && !quoted && !speaks && !same_clause_object(cast, seen, anaphor.token)
}

/// Whether kind, number and sex allow it.
fn agrees(cast: &Cast<'_>, anaphor: &Anaphor<'_>, actor: usize) -> bool {
    let kind = cast.kind(actor);
    let borne = anaphor.phrase.is_some_and(|phrase| cast.know.words.borne_by_bodies.contains(&phrase.title.singular));
    let fits = match anaphor.class {
        Class::He => kind == EntityKind::Person,
        Class::It | Class::They => matches!(kind, EntityKind::State | EntityKind::Organisation | EntityKind::Group),
        Class::Person => kind == EntityKind::Person || borne && matches!(kind, EntityKind::State | EntityKind::Organisation),
        Class::People => matches!(kind, EntityKind::Group | EntityKind::Organisation) || borne && kind == EntityKind::State,
        Class::Body => matches!(kind, EntityKind::Organisation | EntityKind::Group) || borne && kind == EntityKind::State,
        Class::Government | Class::Country => kind == EntityKind::State,
    };
    let sex = cast.actors[actor].gender;
    let other_sex = kind == EntityKind::Person && anaphor.gender.is_some() && sex.is_some() && sex != anaphor.gender;
    let foreign = anaphor
        .phrase
        .is_some_and(|phrase| phrase.country.is_some() && cast.country(actor).is_some() && phrase.country.as_deref() != cast.country(actor));
    fits && !other_sex && !foreign
}

/// What a phrase says must have been said of the actor: one that is written as a name ("the China Coast Guard") means nobody of whom its noun is
/// not told, nor does a phrase with modifiers ("Kurdish forces") mean unnamed others ("the troops"), nor what is of another owner.
fn may_be_called(cast: &Cast<'_>, anaphor: &Anaphor<'_>, actor: usize) -> bool {
    let Some(phrase) = anaphor.phrase else { return true };
    let (member, wanted) = (&cast.actors[actor], phrase.title.singular.to_lowercase());
    let entity = &member.entity;
    if !member.named && phrase.owner.is_some() && member.owner.is_some() && phrase.owner != member.owner {
        return false;
    }
    let says_more = cast.doc.tokens[phrase.head].pos == Pos::Propn || phrase.modified && !member.named;
    !says_more
        || member.nouns.contains(&cast.doc.tokens[phrase.head].lemma)
        || entity.roles.iter().any(|role| has_word(&role.title, &wanted))
        || std::iter::once(&entity.name).chain(&entity.aliases).any(|name| has_word(name, &wanted))
}

/// Those that were named together with a mention ("A and B"), for a plural.
fn together(cast: &Cast<'_>, trail: &Trail, anaphor: &Anaphor<'_>, seen: &Seen) -> Option<Vec<usize>> {
    let doc = cast.doc;
    if !matches!(anaphor.class, Class::They | Class::People) || doc.tokens[seen.head].dep == Dep::Conj {
        return None;
    }
    let mut all: Vec<usize> = trail.headed(seen.head).map(|other| other.actor).collect();
    for conjunct in doc.conjuncts(seen.head) {
        all.extend(trail.headed(conjunct).map(|other| other.actor));
    }
    all.retain(|&actor| cast.kind(actor).is_actor());
    all.sort_unstable();
    all.dedup();
    let alike = all.iter().all(|&actor| may_be_one_of(cast, anaphor, actor));
    let other_sex = all.iter().any(|&actor| anaphor.gender.is_some() && cast.actors[actor].gender.is_some_and(|sex| Some(sex) != anaphor.gender));
    let counted = !other_sex && (!anaphor.phrase.is_some_and(|phrase| phrase.two) || all.len() == 2);
    let within = anaphor.phrase.is_some_and(|phrase| phrase.owner.is_some_and(|owner| all.contains(&owner)));
    (all.len() > 1 && alike && counted && !within).then_some(all)
}

/// Whether an actor can be one of those whom a plural means: states for countries, heads of state for leaders, persons for other people.
fn may_be_one_of(cast: &Cast<'_>, anaphor: &Anaphor<'_>, actor: usize) -> bool {
    let Some(title) = anaphor.phrase.map(|phrase| phrase.title) else { return true };
    match title.kind {
        TitleKind::Plural if title.sector.is_some() => cast.kind(actor) == EntityKind::State,
        TitleKind::Body => matches!(cast.kind(actor), EntityKind::Organisation | EntityKind::State),
        kind if kind.is_person() => {
            let leaders = cast.know.words.leaders.contains(&title.singular);
            let borne = cast.know.words.borne_by_bodies.contains(&title.singular) && !leaders;
            (cast.kind(actor) == EntityKind::Person || borne) && (!leaders || leads(cast, actor))
        }
        _ => true,
    }
}

/// "The two leaders", "both countries": the two latest of a kind, where they were not named side by side.
fn pair(cast: &Cast<'_>, trail: &Trail, anaphor: &Anaphor<'_>, found: &[(Vec<usize>, Seen)]) -> Option<(Vec<usize>, Seen)> {
    let phrase = anaphor.phrase.filter(|phrase| phrase.two)?;
    let doc = cast.doc;
    let kind = match phrase.title.kind {
        kind if kind.is_person() || kind == TitleKind::Quantity => EntityKind::Person,
        TitleKind::Body => EntityKind::Organisation,
        _ => EntityKind::State,
    };
    // "X and Y discussed the two states": whoever does it to two is neither of them.
    let verb = doc.ancestors(phrase.head).take(8).find(|&a| matches!(doc.tokens[a].pos, Pos::Verb | Pos::Aux));
    let subject = verb.and_then(|v| doc.child(v, Dep::Nsubj)).map(|s| doc.subtree(s)).filter(|range| range.end <= phrase.head);
    let mut two: Vec<(usize, Seen)> = Vec::new();
    for seen in trail.backwards().filter(|seen| cast.kind(seen.actor) == kind) {
        let does = subject.as_ref().is_some_and(|range| range.contains(&seen.head));
        let other_sex = anaphor.gender.is_some() && cast.actors[seen.actor].gender.is_some_and(|sex| Some(sex) != anaphor.gender);
        if !does && !other_sex && two.iter().all(|(actor, _)| *actor != seen.actor) && may_be_one_of(cast, anaphor, seen.actor) {
            two.push((seen.actor, *seen));
        }
        if two.len() == 2 {
            break;
        }
    }
    let [(a, seen), (b, _)] = two.as_slice() else { return None };
    let mut both = vec![*a, *b];
    both.sort_unstable();
    found.iter().all(|(actors, _)| *actors != both).then_some((both, *seen))
}

/// "The ministers": all those of whom the article has said so.
fn holders(cast: &Cast<'_>, trail: &Trail, anaphor: &Anaphor<'_>, found: &[(Vec<usize>, Seen)]) -> Option<(Vec<usize>, Seen)> {
    let phrase = anaphor.phrase.filter(|phrase| phrase.plural && phrase.definite() && phrase.title.kind == TitleKind::Office)?;
    let wanted = phrase.title.singular.to_lowercase();
    let named = |seen: &&Seen| seen.form == Form::Name && cast.kind(seen.actor) == EntityKind::Person;
    let is = |actor: usize, word: &str| cast.actors[actor].entity.roles.iter().any(|role| has_word(&role.title, word));
    let mut all: Vec<usize> = Vec::new();
    let mut last = None;
    for seen in trail.backwards().filter(named).filter(|seen| is(seen.actor, &wanted) || is(seen.actor, "counterpart")) {
        last.get_or_insert(*seen);
        all.push(seen.actor);
    }
    all.sort_unstable();
    all.dedup();
    let counted = !phrase.two || all.len() == 2;
    let known = all.iter().any(|&actor| is(actor, &wanted)) && (2..=6).contains(&all.len()) && counted;
    last.filter(|_| known && found.iter().all(|(actors, _)| *actors != all)).map(|seen| (all, seen))
}

/// Persons and bodies of which the article tells only later that they are what the noun says ("Minister resigns" in a headline).
fn named_later(cast: &Cast<'_>, trail: &Trail, anaphor: &Anaphor<'_>) -> Vec<usize> {
    let Some(phrase) = anaphor.phrase.filter(|_| anaphor.class == Class::Person) else { return Vec::new() };
    let holds = |&actor: &usize| {
        let entity = &cast.actors[actor].entity;
        trail.count(actor) == 0
            && entity.kind == EntityKind::Person
            && (phrase.country.is_none() || entity.country == phrase.country)
            && entity.roles.iter().any(|role| has_word(&role.title, &phrase.title.singular))
            && agrees(cast, anaphor, actor)
    };
    (0..cast.actors.len()).filter(holds).take(4).collect()
}

/// What speaks for "nobody known".
fn nobody(cast: &Cast<'_>, trail: &Trail, anaphor: &Anaphor<'_>) -> Features {
    let doc = cast.doc;
    let token = &doc.tokens[anaphor.token];
    let mut out = vec![(Feature::None, 1.0)];
    let mut add = |feature, holds: bool| {
        if holds {
            out.push((feature, 1.0));
        }
    };
    add(Feature::NoneSubject, matches!(token.dep, Dep::Nsubj | Dep::Nsubjpass));
    add(Feature::NoneObject, token.dep == Dep::Dobj);
    add(Feature::NoneHeadline, doc.blocks.get(doc.block_of(anaphor.token)).is_some_and(|(_, kind)| *kind == BlockKind::Headline));
    add(Feature::NoneFirstSentence, doc.sentence_of(anaphor.token) < 2);
    add(Feature::NoneQuoted, cast.quotation[anaphor.token].is_some());
    if let Some(phrase) = anaphor.phrase {
        add(Feature::NoneDefinite, phrase.determiner == Determiner::Definite);
        add(Feature::NoneDemonstrative, phrase.determiner == Determiner::Demonstrative);
        add(Feature::NoneIndefinite, phrase.determiner == Determiner::Indefinite);
        add(Feature::NonePossessed, phrase.determiner == Determiner::Possessed);
        add(Feature::NoneModified, phrase.modified);
        add(Feature::NonePhraseAfter, doc.children_by(phrase.head, &[Dep::Prep]).any(|t| t > phrase.head));
        add(Feature::NoneClauseAfter, doc.children_by(phrase.head, &[Dep::Relcl, Dep::Acl]).any(|t| t > phrase.head));
        add(Feature::NoneCountry, phrase.country.is_some());
        add(Feature::NoneNewcomer, doc.children(phrase.head).any(|t| cast.know.words.newcomers.contains(&doc.tokens[t].lower)));
        add(Feature::NoneCounted, phrase.counted);
        add(Feature::NoneTwo, phrase.two && phrase.definite());
        add(Feature::NonePlural, phrase.plural);
        add(Feature::NoneHeadSeen, trail.has_noun(&token.lemma));
        add(Feature::NoneCurated, cast.know.titles.get(&token.lower).is_some());
        add(Feature::NoneKin, phrase.title.kind == TitleKind::Kin);
    } else {
        add(Feature::NoneEmpty, token.lower == "it" && empty_it(cast, anaphor.token));
        let number = if anaphor.class == Class::They { Tag::Nns } else { Tag::Nn };
        if anaphor.class != Class::He && rival(cast, anaphor.token, number) {
            out.push((Feature::NoneRival, 1.0));
        }
    }
    out
}

/// What speaks for an actor, or several, last mentioned here.
fn describe(cast: &Cast<'_>, trail: &Trail, anaphor: &Anaphor<'_>, actors: &[usize], seen: &Seen) -> Features {
    let doc = cast.doc;
    let (here, token) = (doc.sentence_of(anaphor.token), &doc.tokens[anaphor.token]);
    let last = &doc.tokens[seen.head];
    let mut out = Features::with_capacity(16);
    let distance = match here.saturating_sub(seen.sentence) {
        0 => Feature::SameSentence,
        1 => Feature::OneSentence,
        2 => Feature::TwoSentences,
        3..=5 => Feature::FewSentences,
        6..=12 => Feature::ManySentences,
        _ => Feature::Far,
    };
    out.push((distance, 1.0));
    out.push((Feature::Tokens, anaphor.token.saturating_sub(seen.head).min(60) as f32 / 60.0));
    let subject = matches!(token.dep, Dep::Nsubj | Dep::Nsubjpass);
    let object = matches!(token.dep, Dep::Dobj | Dep::Pobj | Dep::Dative);
    let place = match last.dep {
        Dep::Nsubj | Dep::Nsubjpass | Dep::Agent => Feature::LastSubject,
        Dep::Dobj | Dep::Dative => Feature::LastObject,
        Dep::Amod | Dep::Compound | Dep::Nmod => Feature::LastModifier,
        Dep::Poss => Feature::LastPossessor,
        _ => Feature::LastOblique,
    };
    out.push((place, 1.0));
    let mut add = |feature, holds: bool| {
        if holds {
            out.push((feature, 1.0));
        }
    };
    add(Feature::LastName, seen.form == Form::Name);
    add(Feature::LastPronoun, seen.form == Form::Pronoun);
    let quoted = |t: usize| cast.quotation[t].is_some();
    add(Feature::LastQuoted, quoted(seen.head) && !quoted(anaphor.token));
    add(Feature::SameQuotation, quoted(seen.head) && cast.quotation[seen.head] == cast.quotation[anaphor.token]);
    let voice = cast.voice[anaphor.token].and_then(|subject| cast.headed[subject]);
    add(Feature::Voice, voice.is_some_and(|voice| actors.contains(&voice)));
    add(Feature::Binds, seen.subject && last.head != anaphor.token && doc.ancestors(anaphor.token).take(8).any(|a| a == last.head));
    add(Feature::SubjectBefore, seen.subject && here == seen.sentence + 1 && doc.tokens[last.head].dep == Dep::Root);
    add(Feature::BothSubjects, seen.subject && subject);
    add(Feature::BothObjects, object && matches!(last.dep, Dep::Dobj | Dep::Pobj));
    add(Feature::Judged, is_judged(cast, seen, anaphor.token));
    let hears =
        last.dep == Dep::Dobj && doc.ancestors(anaphor.token).take(6).any(|a| doc.tokens[a].dep == Dep::Ccomp && doc.tokens[a].head == last.head);
    add(Feature::Hears, hears);
    let count = actors.iter().map(|&actor| trail.count(actor)).max().unwrap_or(0);
    out.push((Feature::Mentions, (1.0 + count.min(30) as f32).ln()));
    if actors.iter().all(|&actor| trail.first(actor) < 2) {
        out.push((Feature::Opens, 1.0));
    }
    match actors {
        [actor] => of_actor(cast, anaphor, *actor, &mut out),
        several => {
            out.push((Feature::Several, 1.0));
            if cast.several.iter().any(|before| before == several) {
                out.push((Feature::SeveralBefore, 1.0));
            }
            let wanted = anaphor.phrase.map(|phrase| phrase.title.singular.to_lowercase()).unwrap_or_default();
            if several.iter().any(|&actor| cast.actors[actor].entity.roles.iter().any(|role| has_word(&role.title, &wanted))) {
                out.push((Feature::HeadInRole, 1.0));
            }
            if anaphor.phrase.is_some_and(|phrase| phrase.two) {
                out.push((Feature::SeveralCounted, 1.0));
            }
            let states = several.iter().all(|&actor| cast.kind(actor) == EntityKind::State);
            if states && anaphor.phrase.is_some_and(|phrase| phrase.title.kind == TitleKind::Plural) {
                out.push((Feature::SeveralStates, 1.0));
            }
        }
    }
    out
}

/// What is true of an actor wherever it was mentioned.
fn of_actor(cast: &Cast<'_>, anaphor: &Anaphor<'_>, actor: usize, out: &mut Features) {
    let (member, entity) = (&cast.actors[actor], &cast.actors[actor].entity);
    let kind = match entity.kind {
        EntityKind::Person => Feature::KindPerson,
        EntityKind::State => Feature::KindState,
        EntityKind::Group => Feature::KindGroup,
        _ => Feature::KindOrganisation,
    };
    out.push((kind, 1.0));
    let mut add = |feature, holds: bool| {
        if holds {
            out.push((feature, 1.0));
        }
    };
    add(Feature::Named, member.named);
    if anaphor.gender.is_some() {
        add(if member.gender.is_some() { Feature::GenderKnown } else { Feature::GenderUnknown }, true);
    }
    let Some(phrase) = anaphor.phrase else { return };
    let unusual = match anaphor.class {
        Class::Person => entity.kind != EntityKind::Person,
        Class::People => entity.kind != EntityKind::Group,
        Class::Body => (phrase.title.kind == TitleKind::Body) != (entity.kind == EntityKind::Organisation),
        _ => false,
    };
    add(Feature::KindUnusual, unusual);
    match (&phrase.country, &entity.country) {
        (Some(a), Some(b)) => add(if a == b { Feature::CountrySame } else { Feature::CountryOther }, true),
        (Some(_), None) => add(Feature::CountryNone, true),
        _ => {}
    }
    if let Some(owner) = phrase.owner {
        let posts = entity.roles.iter().filter_map(|role| role.of.as_deref()).map(|of| of == owner.to_string());
        let same = member.owner == Some(owner)
            || posts.clone().any(|same| same)
            || cast.kind(owner) == EntityKind::State && entity.country.is_some() && entity.country.as_deref() == cast.country(owner);
        add(Feature::OwnerSame, same);
        add(Feature::OwnerOther, !same && (member.owner.is_some() || posts.count() > 0));
    }
    let words = cast.doc.phrase(phrase.tokens.clone()).to_lowercase();
    let same_phrase = member.phrases.contains(&words);
    let lemma = &cast.doc.tokens[phrase.head].lemma;
    let same_head = member.nouns.contains(lemma);
    let wanted = phrase.title.singular.to_lowercase();
    let in_role = entity.roles.iter().any(|role| has_word(&role.title, &wanted));
    let in_name = entity.kind != EntityKind::Person && std::iter::once(&entity.name).chain(&entity.aliases).any(|name| has_word(name, &wanted));
    add(Feature::PhraseSame, same_phrase);
    add(Feature::HeadSame, same_head && !same_phrase);
    add(Feature::HeadSameOtherModifiers, same_head && !same_phrase && phrase.modified);
    add(Feature::OtherNoun, !member.named && !same_head && !in_role);
    add(Feature::HeadInRole, in_role);
    add(Feature::HeadInName, in_name && member.named);
    // "The head Falk Institute": what stands after the noun names the body.
    let after = (phrase.head + 1..cast.doc.sentence(phrase.head).end).take_while(|&t| cast.doc.tokens[t].pos == Pos::Propn);
    let of_body = |t: usize| entity.roles.iter().any(|role| has_word(&role.title, &cast.doc.tokens[t].lower));
    add(Feature::BodyAfter, in_role && after.clone().any(of_body));
    add(Feature::RoleOther, !in_role && !entity.roles.is_empty() && phrase.title.kind == TitleKind::Office);
    if let (Some(a), Some(b)) = (&phrase.title.sector, &entity.sector) {
        add(if a == b { Feature::SectorSame } else { Feature::SectorOther }, true);
    }
    add(Feature::Leads, cast.know.words.leaders.contains(&wanted) && leads(cast, actor));
    add(Feature::ModifiedNotSaid, phrase.modified && !same_phrase && !in_role && !same_head);
}

/// Whether a person is at the head of a state or government, as far as the text tells.
fn leads(cast: &Cast<'_>, actor: usize) -> bool {
    cast.actors[actor].entity.roles.iter().any(|role| {
        let title = role.title.to_lowercase();
        let of_state = !["vice", "deputy", "opposition"].iter().any(|word| title.contains(word));
        of_state
            && (title.contains("prime minister") || title.split_whitespace().any(|word| cast.know.words.leaders.contains(word) || word == "head"))
    })
}

/// Whether a title or name contains a word ("Gov." begins "governor").
pub fn has_word(title: &str, wanted: &str) -> bool {
    let title = title.to_lowercase();
    let abbreviated = title.strip_suffix('.').is_some_and(|short| short.len() > 2 && wanted.starts_with(short));
    abbreviated
        || title == wanted
        || title.starts_with(&format!("{wanted} "))
        || title.ends_with(&format!(" {wanted}"))
        || title.contains(&format!(" {wanted} "))
}

/// Whether the mention is the subject of the clause whose object the token is: "Smith thanked him" is about another man.
fn same_clause_object(cast: &Cast<'_>, seen: &Seen, token: usize) -> bool {
    let doc = cast.doc;
    let mut verb = doc.tokens[token].head;
    match doc.tokens[token].dep {
        Dep::Dobj | Dep::Dative => {}
        Dep::Pobj => verb = doc.tokens[verb].head,
        _ => return false,
    }
    doc.tokens[seen.head].head == verb && seen.subject
}

/// Whether the pronoun is the judged one's own: "thanked Kim for his help", "accused Kim of breaking her word".
fn is_judged(cast: &Cast<'_>, seen: &Seen, token: usize) -> bool {
    let doc = cast.doc;
    let (verb, noun) = (doc.tokens[seen.head].head, doc.tokens[token].head);
    let object = doc.tokens[seen.head].dep == Dep::Dobj && cast.know.words.judging.contains(&doc.tokens[verb].lemma);
    let under = |p: &usize| matches!(doc.tokens[*p].lower.as_str(), "for" | "of" | "over" | "on") && doc.tokens[*p].head == verb;
    object && doc.tokens[token].dep == Dep::Poss && noun > seen.head && doc.ancestors(noun).take(4).any(|p| under(&p))
}

/// Whether a noun that names no actor stands near and could be meant: "the bill ... it", "the flags ... they".
fn rival(cast: &Cast<'_>, token: usize, number: Tag) -> bool {
    let doc = cast.doc;
    let here = doc.sentence_of(token);
    (token.saturating_sub(60)..token).rev().take_while(|&t| doc.sentence_of(t) + 1 >= here).any(|t| {
        let word = &doc.tokens[t];
        let free = cast.headed[t].is_none() && cast.named[t].is_none() && !cast.consumed[t] && doc.name_at(t).is_none();
        let stands = match word.dep {
            Dep::Nsubj | Dep::Nsubjpass => true,
            Dep::Dobj | Dep::Pobj | Dep::Conj => doc.sentence_of(t) == here,
            _ => false,
        };
        word.tag == number && free && stands && !doc.is_below(token, t)
    })
}

/// "It is clear that": nothing is meant.
fn empty_it(cast: &Cast<'_>, token: usize) -> bool {
    let doc = cast.doc;
    let verb = doc.tokens[token].head;
    doc.tokens[token].dep == Dep::Expl
        || doc.tokens[token].dep == Dep::Nsubj
            && matches!(doc.tokens[verb].lemma.as_str(), "be" | "seem" | "appear" | "take" | "remain" | "become")
            && doc
                .children_by(verb, &[Dep::Acomp, Dep::Attr, Dep::Ccomp, Dep::Xcomp, Dep::Advcl])
                .any(|c| doc.tokens[c].dep != Dep::Advcl || c > verb)
}
