//! Whether a post is held, was held or is still to be taken up: what a title's own words say ("ex-president") and the clause around it ("was president
//! until 2010"). The words are lists of `data/lexicon/actor_words.toml`.

use std::ops::Range;

use super::words::ActorWords;
use crate::types::{Dep, Document, Pos, Tag, Tenure};

/// More words than this do not stand between a title and what limits it.
const REACH: usize = 8;

impl ActorWords {
    /// What the words of a title say of the post.
    pub fn tenure_of(&self, title: &str) -> Tenure {
        let words: Vec<&str> = title.split_whitespace().collect();
        words[own(&words)].iter().find_map(|word| self.split(word).map(|(tenure, _)| tenure)).unwrap_or_default()
    }

    /// The title without the words that [`Self::tenure_of`] goes by: "then-President of Chile" gives "President of Chile".
    pub fn without_tenure(&self, title: &str) -> String {
        let words: Vec<&str> = title.split_whitespace().collect();
        let own = own(&words);
        let kept = words.iter().enumerate().filter_map(|(i, word)| match self.split(word).filter(|_| own.contains(&i)) {
            Some((_, "")) => None,
            Some((_, rest)) => Some(rest),
            None => Some(*word),
        });
        kept.collect::<Vec<_>>().join(" ")
    }

    /// The title in words that say of themselves whether the post is held.
    pub fn worded(&self, title: &str, tenure: Tenure) -> String {
        match tenure.word() {
            Some(word) if self.tenure_of(title) != tenure => format!("{word} {title}"),
            _ => title.to_owned(),
        }
    }

    /// What a word of a title says of the post, and what is left of the word: "ex-president" is former, "president" is left.
    fn split<'a>(&self, word: &'a str) -> Option<(Tenure, &'a str)> {
        let says = |part: &str| {
            let lists = [(&self.former_posts, Tenure::Former), (&self.acting_posts, Tenure::Acting), (&self.incoming_posts, Tenure::Incoming)];
            lists.into_iter().find(|(list, _)| list.contains(part)).map(|(_, tenure)| tenure)
        };
        let lower = word.to_lowercase();
        if let Some(tenure) = says(&lower) {
            return Some((tenure, ""));
        }
        let hyphen = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}');
        let (first, rest) = word.split_once(hyphen)?;
        let (before, last) = word.rsplit_once(hyphen)?;
        let prefix = says(&format!("{}-", first.to_lowercase())).map(|tenure| (tenure, rest));
        prefix.or_else(|| says(&format!("-{}", last.to_lowercase())).map(|tenure| (tenure, before)))
    }

    /// What a text says of the post that a noun or verb names: the noun's own words, else the clause around.
    pub fn tenure_at(&self, doc: &Document, head: usize) -> Tenure {
        let own = self.tenure_of(doc.phrase(self.phrase_start(doc, head)..phrase_end(doc, head)));
        if !own.is_held() {
            return own;
        }
        if self.is_over(doc, head) { Tenure::Former } else { self.shared(doc, head) }
    }

    /// First token of the words before a noun that belong to it or to the name after it.
    fn phrase_start(&self, doc: &Document, head: usize) -> usize {
        let first = doc.sentence(head).start.max(head.saturating_sub(REACH));
        let name = Some(doc.tokens[head].head).filter(|&name| name > head && matches!(doc.tokens[head].dep, Dep::Compound | Dep::Nmod));
        let belongs = |t: usize| {
            let token = &doc.tokens[t];
            let fits = matches!(token.pos, Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num | Pos::Adv)
                || token.tag == Tag::Hyph
                || matches!(token.tag, Tag::Vbn | Tag::Vbg);
            fits && token.tag != Tag::Pos && (token.head > t && token.head <= head || Some(token.head) == name)
        };
        let mut start = head;
        while start > first {
            // The model takes the "ex" of "the ex-president" for anything.
            let prefix = start >= first + 2 && doc.form(start - 1) == "-" && self.split(&format!("{}-x", doc.form(start - 2))).is_some();
            match start - 1 {
                _ if prefix => start -= 2,
                before if belongs(before) => start = before,
                _ => break,
            }
        }
        start
    }

    /// Whether a past clause ends the post or tells from when to when it was held.
    fn is_over(&self, doc: &Document, head: usize) -> bool {
        let token = &doc.tokens[head];
        let as_post = token.dep == Dep::Pobj && doc.tokens[token.head].lower == "as";
        let verb = match token.dep {
            _ if token.pos == Pos::Verb => Some(head),
            Dep::Attr => Some(token.head),
            _ if as_post => Some(doc.tokens[token.head].head),
            _ => None,
        };
        let Some(verb) = verb.filter(|&verb| matches!(doc.tokens[verb].pos, Pos::Verb | Pos::Aux)) else {
            return token.pos != Pos::Verb && limits(doc, head, false);
        };
        let done = matches!(doc.tokens[verb].tag, Tag::Vbd | Tag::Vbn) && doc.child(verb, Dep::Neg).is_none();
        let aux = |tags: &[Tag]| doc.children_by(verb, &[Dep::Aux]).any(|aux| tags.contains(&doc.tokens[aux].tag));
        if !done || aux(&[Tag::Md, Tag::To]) {
            return false;
        }
        let lemma = doc.tokens[verb].lemma.to_lowercase();
        let phrasal = doc.child(verb, Dep::Prt).map(|particle| format!("{lemma} {}", doc.tokens[particle].lower));
        let left = as_post && self.leaving_posts.contains(phrasal.as_deref().unwrap_or(&lemma));
        // "Has been president since 2010" is no past.
        let past = !aux(&[Tag::Vbz, Tag::Vbp]);
        // "Was president in 2008" has an end, "joined in 2008" has not.
        left || past && (limits(doc, verb, verb != head) || verb != head && limits(doc, head, true))
    }

    /// "The former president and chief executive": the word before the first holds of both; not so "the former president and current mayor".
    fn shared(&self, doc: &Document, head: usize) -> Tenure {
        let token = &doc.tokens[head];
        let first = token.head;
        let own = |t: usize| doc.tokens[t].pos == Pos::Det || doc.form(t) != doc.tokens[t].lower || self.held_posts.contains(doc.form(t));
        if token.dep != Dep::Conj || first >= head || head - first > REACH || (first + 1..head).any(own) {
            return Tenure::Held;
        }
        self.tenure_of(doc.phrase(self.phrase_start(doc, first)..first + 1))
    }
}

/// The words of a title that tell of its tenure: not those of a possessor before it, nor of what it is a post of.
fn own(words: &[&str]) -> Range<usize> {
    let start = words.iter().rposition(|word| word.ends_with("'s") || word.ends_with("’s")).map_or(0, |owner| owner + 1);
    let end = words[start..].iter().position(|word| *word == "of").map_or(words.len(), |of| start + of);
    start..end
}

/// One past the noun, or past what is written in one with it: "president-elect".
fn phrase_end(doc: &Document, head: usize) -> usize {
    let joined = head + 2 < doc.sentence(head).end && doc.form(head + 1) == "-";
    head + if joined { 3 } else { 1 }
}

/// Whether a phrase tells when it ended: "until 2010", "from 2002 to 2010", "between 2002 and 2010"; of a past clause also "in 2008".
fn limits(doc: &Document, head: usize, past: bool) -> bool {
    let year = |t: usize| doc.form(t).trim_end_matches('s').parse::<u16>().is_ok_and(|year| (1000..2100).contains(&year));
    let years = |prep: usize| doc.subtree(prep).filter(|&t| year(t)).count();
    doc.children_by(head, &[Dep::Prep]).filter(|&prep| prep > head).any(|prep| match doc.tokens[prep].lower.as_str() {
        "until" | "till" => true,
        "from" => years(prep) >= if past { 1 } else { 2 },
        "between" => years(prep) >= 2,
        "in" | "during" => past && years(prep) >= 1,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::actors::Actors;

    #[test]
    fn the_words_of_a_title_say_whether_the_post_is_held() {
        let words = Actors::load().unwrap().words;
        for (title, tenure, bare) in [
            ("mayor", Tenure::Held, "mayor"),
            ("outgoing mayor", Tenure::Held, "outgoing mayor"),
            ("Former mayor of Lund", Tenure::Former, "mayor of Lund"),
            ("ex-mayor", Tenure::Former, "mayor"),
            ("then-Prime Minister", Tenure::Former, "Prime Minister"),
            ("one-time harbour master", Tenure::Former, "harbour master"),
            ("late-night editor", Tenure::Held, "late-night editor"),
            ("former wife's lawyer", Tenure::Held, "former wife's lawyer"),
            ("wife's former lawyer", Tenure::Former, "wife's lawyer"),
            ("minister of former affairs", Tenure::Held, "minister of former affairs"),
            ("acting mayor", Tenure::Acting, "mayor"),
            ("President-elect", Tenure::Incoming, "President"),
            ("prime minister-designate of Chile", Tenure::Incoming, "prime minister of Chile"),
        ] {
            assert_eq!((words.tenure_of(title), words.without_tenure(title).as_str()), (tenure, bare), "{title}");
        }
        assert_eq!(words.worded("president of Chile", Tenure::Former), "former president of Chile");
        assert_eq!(words.worded("late President", Tenure::Former), "late President");
    }
}
