//! How wide a text is drawn, without a font at hand: the widths of Helvetica and its metric twins, with some room for wider ones.

use unicode_width::UnicodeWidthChar;

/// Fonts in the order of preference; all but the last two have Helvetica's widths.
pub const FONTS: &str = "Helvetica, Arial, 'Liberation Sans', 'Noto Sans', sans-serif";

/// Fallback fonts are wider.
const ROOM: f64 = 1.06;

/// The width of a text in pixels at this font size.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size * ROOM
}

/// Width of a character in ems.
fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' => 0.22,
        'f' | 't' | 'I' | '.' | ',' | ':' | ';' | '!' | ' ' | '/' | '\\' | '[' | ']' => 0.28,
        'r' | '-' | '(' | ')' | '“' | '”' | '"' | '’' | '‘' => 0.34,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 0.5,
        'm' | 'M' => 0.84,
        'w' => 0.73,
        'W' | '@' | '%' => 0.95,
        'A' | 'B' | 'E' | 'K' | 'P' | 'S' | 'V' | 'X' | 'Y' | '&' => 0.67,
        'F' | 'T' | 'Z' | 'L' => 0.61,
        'C' | 'D' | 'H' | 'N' | 'R' | 'U' => 0.73,
        'G' | 'O' | 'Q' => 0.78,
        '…' | '—' => 1.0,
        c if c.is_ascii() => 0.56,
        c => match c.width().unwrap_or(0) {
            0 => 0.0,
            1 => 0.68,
            _ => 1.02,
        },
    }
}

/// A text as it stands in XML; characters that XML forbids become a replacement character.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}
