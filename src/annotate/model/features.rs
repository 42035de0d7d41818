//! The features of a token that the model sees: the ids of its norm, first character, last three characters and shape; whether a space follows; whether
//! it is white space.

use crate::annotate::hashing::hash_string;
use crate::annotate::model::hash::StringIds;
use crate::annotate::tables::Table;
use crate::annotate::tokens::RawToken;
use crate::error::Result;

/// Ids of norm, prefix, suffix and shape: the attributes that both encoders embed.
pub type LexicalIds = [u64; 4];

/// Computes features.
pub struct Features {
    ids: StringIds,
    /// Inclusive ranges of letters beyond ASCII, ascending.
    letters: Vec<(u32, u32)>,
    /// Inclusive ranges of digits beyond ASCII, ascending.
    digits: Vec<(u32, u32)>,
}

/// Two tokens with the same key have the same [`LexicalIds`].
pub fn lexical_key(form: &str, norm: &str) -> (u64, u64) {
    (hash_string(norm), hash_string(form))
}

/// Index of the token's context features: 1 if a space follows, plus 2 if it is white space.
pub fn context(text: &str, tokens: &[RawToken], index: usize) -> usize {
    let token = &tokens[index];
    let next = tokens.get(index + 1).map_or(text.len(), |next| next.start);
    usize::from(next > token.end) + 2 * usize::from(is_space(&text[token.start..token.end]))
}

/// Whether a form is white space, as Python's `str.isspace` sees it.
pub fn is_space(form: &str) -> bool {
    !form.is_empty() && form.chars().all(|c| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c))
}

impl Features {
    const TABLE: Table = Table { path: "data/model/shapes.tsv", text: include_str!("../../../data/model/shapes.tsv") };

    /// Reads the tables of symbols and of characters.
    pub fn load() -> Result<Self> {
        let mut features = Self { ids: StringIds::load()?, letters: Vec::new(), digits: Vec::new() };
        for row in Self::TABLE.pairs() {
            let (line, class, ranges) = row?;
            let class = match class {
                "letter" => &mut features.letters,
                "digit" => &mut features.digits,
                other => return Err(Self::TABLE.error(line, format!("“{other}” is neither letter nor digit"))),
            };
            for range in ranges.split(' ') {
                let (first, last) = range.split_once('-').unwrap_or((range, range));
                let points = u32::from_str_radix(first, 16).and_then(|first| Ok((first, u32::from_str_radix(last, 16)?)));
                class.push(points.map_err(|_| Self::TABLE.error(line, format!("“{range}” is not a range of code points")))?);
            }
        }
        Ok(features)
    }

    /// The ids of a token with this form and norm.
    pub fn lexical(&self, form: &str, norm: &str) -> LexicalIds {
        let prefix = form.char_indices().nth(1).map_or(form, |(end, _)| &form[..end]);
        let suffix = form.char_indices().nth_back(2).map_or(form, |(start, _)| &form[start..]);
        [self.ids.of(norm), self.ids.of(prefix), self.ids.of(suffix), self.ids.of(&self.shape(form))]
    }

    /// The shape: letters become X or x, digits d; a run of one class is cut after four.
    fn shape(&self, form: &str) -> String {
        if form.chars().nth(99).is_some() {
            return "LONG".to_owned();
        }
        let (mut shape, mut last, mut run) = (String::with_capacity(form.len()), None, 0);
        for c in form.chars() {
            let class = self.class(c);
            run = if last == Some(class) { run + 1 } else { 0 };
            last = Some(class);
            if run < 4 {
                shape.push(class);
            }
        }
        shape
    }

    fn class(&self, c: char) -> char {
        let within = |ranges: &[(u32, u32)]| {
            let at = ranges.partition_point(|&(_, last)| last < c as u32);
            ranges.get(at).is_some_and(|&(first, _)| first <= c as u32)
        };
        match c {
            'A'..='Z' => 'X',
            'a'..='z' => 'x',
            '0'..='9' => 'd',
            _ if c.is_ascii() => c,
            _ if within(&self.letters) => {
                if c.is_uppercase() {
                    'X'
                } else {
                    'x'
                }
            }
            _ if within(&self.digits) => 'd',
            _ => c,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_those_of_spacy() {
        let features = Features::load().unwrap();
        let shape = |form: &str| features.shape(form);
        assert_eq!(shape("Vladivostok"), "Xxxxx");
        assert_eq!(shape("F-16s"), "X-ddx");
        assert_eq!(shape("1,000,000"), "d,ddd,ddd");
        assert_eq!(shape("Čapek²"), "Xxxxxd");
        assert_eq!(shape("北京"), "xx");
        assert_eq!(shape("......"), "....");
        assert_eq!(shape(&"a".repeat(100)), "LONG");
    }

    #[test]
    fn a_space_after_a_token_is_seen_only_where_no_token_holds_it() {
        let token = |start, end| RawToken { start, end, norm: "".into() };
        let (text, tokens) = ("a  b", [token(0, 1), token(2, 3), token(3, 4)]);
        assert_eq!([0, 1, 2].map(|i| context(text, &tokens, i)), [1, 2, 0]);
    }
}
