//! Speakers by what stands next to the cue, for sentences that the parser lost: the noun phrase that touches the verb group.

use super::draft::Speaker;
use super::speakers::{Search, in_noun_phrase, is_nominal};
use crate::types::{NameLabel, Pos, Tag};

impl Search<'_> {
    /// The noun phrase that ends just before the verb group, a day between them allowed ("the ministry on Monday said").
    pub(super) fn beside(&self) -> Option<Speaker> {
        let doc = self.outline.doc;
        let mut end = self.cue.group;
        let start = self.sentence.tokens.start;
        if end == start && end < self.cue.word {
            end += 1; // the group opens with what is no adverb but a name
        }
        while let Some(time) = end.checked_sub(1).filter(|&i| i > start).and_then(|i| self.time_at(i)) {
            end = time.max(start);
            if end > start && doc.tokens[end - 1].lower == "on" {
                end -= 1;
            }
        }
        self.run_before(end)
    }

    /// The noun phrase behind which an apposition or relative clause fills the space to the cue.
    pub(super) fn behind_comma(&self) -> Option<Speaker> {
        let doc = self.outline.doc;
        let (start, end) = (self.sentence.tokens.start, self.cue.group);
        let dash = |i: usize| matches!(doc.form(i), "-" | "–" | "—" | "--");
        if end <= start || doc.tokens[end - 1].tag != Tag::Comma && !dash(end - 1) {
            return None;
        }
        let pair = |i: usize| if dash(end - 1) { dash(i) } else { doc.tokens[i].tag == Tag::Comma };
        let opens = |&i: &usize| i > start && pair(i) && self.visible(i) && is_nominal(doc.tokens[i - 1].tag);
        self.run_before((start..end - 1).rev().take(30).find(opens)?)
    }

    fn time_at(&self, token: usize) -> Option<usize> {
        let name = self.outline.doc.name_at(token)?;
        matches!(name.label, NameLabel::Date | NameLabel::Time).then_some(name.tokens.start)
    }

    fn run_before(&self, end: usize) -> Option<Speaker> {
        let doc = self.outline.doc;
        let start = self.sentence.tokens.start;
        // A name that opens the sentence may be taken for an adverb or verb.
        let capital = |h: usize| doc.form(h).starts_with(char::is_uppercase) && matches!(doc.tokens[h].tag, Tag::Rb | Tag::Uh | Tag::Vb | Tag::Fw);
        let named = |h: usize| in_noun_phrase(doc.tokens[h].tag) && !matches!(doc.tokens[h].pos, Pos::Punct | Pos::Part) || capital(h);
        let head = end.checked_sub(1).filter(|&h| h >= start && self.visible(h) && named(h))?;
        let joins = |i: usize| doc.tokens[i].lower == "and" && i > start && is_nominal(doc.tokens[i - 1].tag);
        let mut first = head;
        while first > start
            && self.visible(first - 1)
            && self.time_at(first - 1).is_none()
            && (in_noun_phrase(doc.tokens[first - 1].tag) || joins(first - 1))
        {
            first -= 1;
        }
        // "The 43-year-old": an adjective may head a phrase that an article opens.
        let opened = is_nominal(doc.tokens[head].tag) || capital(head) || doc.tokens[first].tag == Tag::Dt && first < head;
        opened.then_some(Speaker { tokens: first..head + 1, head, referent: head })
    }
}
