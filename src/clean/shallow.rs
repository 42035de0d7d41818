//! What keeps the tokenizer of pages within its stack.

use std::borrow::Cow;

/// So many attributes of a tag may follow one another with their values in double quotes.
const IN_A_ROW: usize = 4000;

/// The page without rows of attributes that the tokenizer would run out of stack on: it reads each value in double
/// quotes one call deeper than the one before. Each byte keeps its place.
pub fn shallow(html: &str) -> Cow<'_, str> {
    let opens_value = |at: &usize| html[at + 1..].trim_ascii_start().starts_with('"');
    let quoted = || html.match_indices('=').map(|(at, _)| at).filter(opens_value);
    if quoted().nth(IN_A_ROW).is_none() {
        return Cow::Borrowed(html);
    }
    let (mut out, mut end) = (String::with_capacity(html.len()), 0);
    for (i, at) in quoted().enumerate() {
        // Two of them, since every other one may be the last character of a value.
        if i % IN_A_ROW < 2 && i >= IN_A_ROW {
            out.push_str(&html[end..at]);
            out.push('/');
            end = at + 1;
        }
    }
    out.push_str(&html[end..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_rows_are_broken_and_every_byte_keeps_its_place() {
        let page = |count| format!("é{}>", " a=\"1\" b = \"2\"".repeat(count));
        assert!(matches!(shallow(&page(IN_A_ROW / 2)), Cow::Borrowed(_)));
        let html = page(IN_A_ROW * 2);
        let safe = shallow(&html);
        assert_eq!(safe.len(), html.len());
        let longest = safe.split('/').map(|row| row.matches("=").count()).max();
        assert!(longest <= Some(IN_A_ROW), "{longest:?}");
    }
}
