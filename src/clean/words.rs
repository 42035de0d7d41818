//! The words of a line, and counts over them.

use std::ops::Range;

/// How much of a long line is looked at: enough to know prose from furniture, so that a line of megabytes costs no more than a paragraph.
const HORIZON: usize = 2000;

/// A run of letters and digits.
#[derive(Debug, Clone)]
pub struct Word {
    /// Its bytes in the line.
    pub at: Range<usize>,
    /// In lower case.
    pub lower: String,
    /// Begins with a capital.
    pub capital: bool,
    /// Capitals alone, two or more.
    pub shout: bool,
}

impl AsRef<str> for Word {
    fn as_ref(&self) -> &str {
        &self.lower
    }
}

/// The words at the beginning of a text. Labels that pages glue together are taken apart at their capitals ("articleComments").
pub fn words(text: &str) -> Vec<Word> {
    let text = head(text);
    let mut out = Vec::new();
    let mut start: Option<usize> = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let glued = before.is_lowercase() && c.is_uppercase();
        // An apostrophe belongs to no word: "don't" is "don", "t".
        if start.is_some() && (!c.is_alphanumeric() || glued) {
            out.extend(start.take().map(|s| word(text, s..at)));
        }
        if c.is_alphanumeric() && start.is_none() {
            start = Some(at);
        }
        before = c;
    }
    out.extend(start.map(|s| word(text, s..text.len())));
    out
}

fn word(text: &str, at: Range<usize>) -> Word {
    let form = &text[at.clone()];
    let capital = form.chars().next().is_some_and(char::is_uppercase);
    let shout = form.chars().nth(1).is_some() && form.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    Word { lower: form.to_lowercase(), capital, shout, at }
}

/// The part of a text that is looked at.
pub fn head(text: &str) -> &str {
    let end = (HORIZON..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    &text[..end.min(text.len())]
}

/// Whether the text ends as a sentence ends; quotation marks and brackets behind it do not count, nor does a source in brackets ("... he said. [Agency]").
pub fn is_terminal(text: &str) -> bool {
    let text = text.trim_end();
    let source = text.strip_suffix([']', ')']).and_then(|inner| inner.rfind(['[', '(']).filter(|at| inner.len() - at < 80));
    if source.is_some_and(|at| ends_sentence(&text[..at])) {
        return true;
    }
    ends_sentence(text)
}

fn ends_sentence(text: &str) -> bool {
    let end = text.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»)]".contains(c));
    end.ends_with(['.', '!', '?', '…', ':', ';', '。'])
}

/// Whether words of somebody are quoted in the text.
pub fn is_quoted(text: &str) -> bool {
    text.contains(['"', '“', '”', '«', '‘']) || text.contains("''")
}

/// Letters of the text, and how many of them are not Latin.
pub fn scripts(text: &str) -> (usize, usize) {
    let (mut letters, mut foreign) = (0, 0);
    for c in head(text).chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        // Latin with all its supplements, phonetic letters and Latin Extended Additional; Turkish, Polish, Vietnamese names belong to English texts.
        foreign += usize::from(!matches!(c, '\0'..='\u{2af}' | '\u{1e00}'..='\u{1eff}'));
    }
    (letters, foreign)
}

/// Lower-case words joined with spaces, for comparing lines.
pub fn key(words: &[Word]) -> String {
    words.iter().map(|w| w.lower.as_str()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_at_capitals_and_punctuation() {
        let text = "Share this articleComments, U.S. Jun20 McBride";
        let forms: Vec<_> = words(text).into_iter().map(|w| w.lower).collect();
        assert_eq!(forms, ["share", "this", "article", "comments", "u", "s", "jun20", "mc", "bride"]);
    }

    #[test]
    fn sentences_are_known_by_their_ends() {
        assert!(
            is_terminal("He said “no.”")
                && is_terminal("Who?")
                && is_terminal("It fell. [Agency]")
                && !is_terminal("Talks in Geneva")
                && !is_terminal("’")
        );
    }
}
