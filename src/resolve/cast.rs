//! The actors of an article while they are being found.

use std::collections::HashMap;
use std::ops::Range;

use smol_str::SmolStr;

use super::anaphora::Decision;
use super::{ids, quotes};
use crate::knowledge::actors::{Actors, Gender, Title, TitleKind};
use crate::types::{Dep, Document, Entities, Entity, EntityKind, Form, Mention, Pos, Tag};

/// An actor in the making.
pub struct Actor {
    /// What will be handed on; its id is made at the end.
    pub entity: Entity,
    /// For he and she.
    pub gender: Option<Gender>,
    /// The name that its id is made of, where that is not the name in the article.
    pub canonical: Option<String>,
    /// A name mentions it.
    pub named: bool,
    /// Of an unnamed actor: whose it is.
    pub owner: Option<usize>,
    /// Phrases that meant it, in lower case, without determiner.
    pub phrases: Vec<String>,
    /// The nouns (lemmas) of these phrases.
    pub nouns: Vec<SmolStr>,
}

/// Actors, mentions, and the tokens that belong to one of them already.
pub struct Cast<'a> {
    pub doc: &'a Document,
    pub know: &'a Actors,
    pub actors: Vec<Actor>,
    pub mentions: Vec<Mention>,
    /// The name mention that covers a token.
    pub named: Vec<Option<usize>>,
    /// Tokens of titles that belong to a named person.
    pub consumed: Vec<bool>,
    /// The actor of the last mention that a token heads.
    pub headed: Vec<Option<usize>>,
    /// Whose words a quoted token stands in: the subject of the clause around.
    pub voice: Vec<Option<usize>>,
    /// The quotation that a token stands in, by its number.
    pub quotation: Vec<Option<u32>>,
    /// Actors that a plural meant together.
    pub several: Vec<Vec<usize>>,
    /// The choices made, kept only for `explain` and training.
    pub decisions: Option<Vec<Decision>>,
    /// Posts whose state or body is named by a pronoun: the person, the title, the pronoun.
    pub posts_of_pronouns: Vec<(usize, String, usize)>,
    by_key: HashMap<String, usize>,
}

impl<'a> Cast<'a> {
    pub fn new(doc: &'a Document, know: &'a Actors) -> Self {
        let quotation = quotes::quotations(doc);
        Self {
            doc,
            know,
            actors: Vec::new(),
            mentions: Vec::new(),
            named: vec![None; doc.tokens.len()],
            consumed: vec![false; doc.tokens.len()],
            headed: vec![None; doc.tokens.len()],
            voice: quotes::voices(doc, &quotation),
            quotation,
            several: Vec::new(),
            decisions: None,
            posts_of_pronouns: Vec::new(),
            by_key: HashMap::new(),
        }
    }

    /// The actor of a key, made if it is new.
    pub fn actor(&mut self, key: &str, kind: EntityKind, name: &str, country: Option<&str>, sector: Option<&str>) -> usize {
        if let Some(&found) = self.by_key.get(key) {
            return found;
        }
        self.by_key.insert(key.to_owned(), self.actors.len());
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let entity = Entity {
            id: String::new(),
            kind,
            name: name.to_owned(),
            aliases: Vec::new(),
            country: owned(country),
            sector: owned(sector),
            roles: Vec::new(),
        };
        let (phrases, nouns) = (Vec::new(), Vec::new());
        self.actors.push(Actor { entity, gender: None, canonical: None, named: false, owner: None, phrases, nouns });
        self.actors.len() - 1
    }

    /// The actor of a key, if there is one.
    pub fn find(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// Lets a key lead to an actor; a key that leads elsewhere already is left alone.
    pub fn alias_key(&mut self, key: String, actor: usize) {
        self.by_key.entry(key).or_insert(actor);
    }

    /// The state of a position in the lexicon.
    pub fn state(&mut self, state: usize) -> usize {
        let know = &self.know.states[state];
        self.actor(&format!("state:{}", know.code), EntityKind::State, &know.name, Some(&know.code), Some("GOV"))
    }

    /// The state of a code, made if it is new.
    pub fn state_of_code(&mut self, code: &str) -> Option<usize> {
        self.know.state(code).map(|state| self.state(state))
    }

    /// Ties a range of tokens to an actor.
    pub fn mention(&mut self, actor: usize, tokens: Range<usize>, form: Form, rule: &'static str) {
        self.doubted_mention(actor, tokens, form, rule, 1.0);
    }

    /// The same where the actor was chosen with this probability.
    pub fn doubted_mention(&mut self, actor: usize, tokens: Range<usize>, form: Form, rule: &'static str, confidence: f32) {
        if tokens.is_empty() {
            return;
        }
        let head = self.doc.head_of(tokens.clone());
        if form == Form::Name {
            self.actors[actor].named = true;
            let index = self.mentions.len();
            for token in tokens.clone() {
                self.named[token].get_or_insert(index);
            }
        }
        self.headed[head] = Some(actor);
        self.mentions.push(Mention { entity: actor, tokens, head, form, rule, confidence });
    }

    /// Adds a form that names an actor.
    pub fn also_called(&mut self, actor: usize, form: &str) {
        let form = form.split_whitespace().collect::<Vec<_>>().join(" ");
        let entity = &mut self.actors[actor].entity;
        if !form.is_empty() && form != entity.name && !entity.aliases.contains(&form) {
            entity.aliases.push(form);
        }
    }

    /// The actor whose name covers a token.
    pub fn named_at(&self, token: usize) -> Option<usize> {
        self.named[token].map(|mention| self.mentions[mention].entity)
    }

    /// The kind of an actor.
    pub fn kind(&self, actor: usize) -> EntityKind {
        self.actors[actor].entity.kind
    }

    /// The country of an actor.
    pub fn country(&self, actor: usize) -> Option<&str> {
        self.actors[actor].entity.country.as_deref()
    }

    /// The title that ends at a token: the longest phrase of premodifiers and this noun that is one, and whether it is a plural.
    pub fn title_at(&self, token: usize) -> Option<(&'a Title, bool, usize)> {
        if !matches!(self.doc.tokens[token].pos, Pos::Noun | Pos::Propn | Pos::Adj) {
            return None;
        }
        let doc = self.doc;
        let sentence = doc.sentence(token);
        let get = |start: usize, end: usize| {
            let form = doc.phrase(start..end).to_lowercase().replace('.', "");
            self.know
                .titles
                .get(&form)
                // "10 p.m." is no PM.
                .filter(|(title, _)| doc.form(token) != doc.tokens[token].lower || title.singular.contains(char::is_lowercase))
                .map(|(title, plural)| (title, plural && (doc.tokens[token].tag == Tag::Nns || title.singular.to_lowercase() != form), start))
        };
        // "chief of staff", "secretary of state": the noun with its phrase.
        if doc.tokens.get(token + 1).is_some_and(|t| t.lower == "of")
            && token + 3 <= sentence.end
            && let Some(found) = get(token, token + 3)
        {
            return Some(found);
        }
        let begin = sentence.start.max(token.saturating_sub(3));
        let begin = (begin..token).rev().find(|&t| doc.tokens[t].lower == "of").map_or(begin, |of| of + 1);
        (begin..=token).find_map(|start| get(start, token + 1))
    }

    /// What is known of the noun at a token, if it denotes people, a body or a state, and whether it is a plural.
    pub fn noun_at(&self, token: usize) -> Option<(&'a Title, bool)> {
        let word = &self.doc.tokens[token];
        // "President-elect".
        if token >= 2 && self.know.words.elected.contains(&word.lower) && self.doc.tokens[token - 1].tag == Tag::Hyph {
            return self.title_at(token - 2).map(|(title, plural, _)| (title, plural));
        }
        if let Some((title, plural, _)) = self.title_at(token) {
            return Some((title, plural || word.tag == Tag::Nns));
        }
        let title = self.know.people_nouns.get(&word.lemma).filter(|_| word.pos == Pos::Noun)?;
        Some((title, word.tag == Tag::Nns))
    }

    /// Whether a state's adjective only tells which other state is meant: "the former French colony".
    pub fn only_qualifies(&self, token: usize) -> bool {
        let word = &self.doc.tokens[token];
        word.dep == Dep::Amod && self.noun_at(word.head).is_some_and(|(noun, _)| noun.kind == TitleKind::Plural)
    }

    /// Entities in order of first mention, with ids.
    pub fn finish(self) -> (Entities, Vec<Decision>) {
        let mut first = vec![usize::MAX; self.actors.len()];
        for mention in &self.mentions {
            first[mention.entity] = first[mention.entity].min(mention.tokens.start);
        }
        let mut order: Vec<usize> = (0..self.actors.len()).collect();
        order.sort_by_key(|&i| (first[i], i));
        let mut place = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            place[old] = new;
        }
        let mut slots: Vec<Option<Actor>> = self.actors.into_iter().map(Some).collect();
        let mut list: Vec<Actor> = order.into_iter().filter_map(|old| slots[old].take()).collect();
        ids::assign(&mut list, &place);
        let list = list.into_iter().map(|actor| actor.entity).collect();
        let mentions = self.mentions.into_iter().map(|m| Mention { entity: place[m.entity], ..m }).collect();
        let mut decisions = self.decisions.unwrap_or_default();
        for candidate in decisions.iter_mut().flat_map(|decision| &mut decision.candidates) {
            candidate.actors.iter_mut().for_each(|actor| *actor = place[*actor]);
        }
        (Entities::new(list, mentions), decisions)
    }
}
