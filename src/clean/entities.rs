//! Character references ("&amp;", "&#8212;") to what they stand for.

use html5gum::{Token, Tokenizer};

/// The length and meaning of a character reference at the start of the text.
pub fn entity(text: &str) -> Option<(usize, String)> {
    let name = text.strip_prefix('&')?;
    let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).unwrap_or(name.len()).min(32);
    let length = 1 + end + usize::from(name[end..].starts_with(';'));
    let decoded = decode(&text[..length]);
    (end > 0 && decoded != text[..length]).then_some((length, decoded))
}

/// A text with its character references decoded, as the tokenizer understands them.
pub fn decode(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let escaped = text.replace('<', " ");
    let mut out = String::new();
    for token in Tokenizer::new(escaped.as_str()) {
        if let Ok(Token::String(part)) = token {
            out.push_str(&String::from_utf8_lossy(&part.value));
        }
    }
    out
}
