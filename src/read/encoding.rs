//! Bytes to characters: byte order mark, then valid UTF-8, then what the page declares, then a guess.
//!
//! Text that is meant to be UTF-8 (it says so, or most of its non-ASCII characters are) and is broken is refused with the place of the damage, since a
//! replaced character would be a span that the input does not hold. Text in another encoding is decoded; damage there cannot be told from a wrong guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::Error;

/// Why bytes could not be read as text.
#[derive(Debug, PartialEq, Eq)]
pub struct BadEncoding {
    /// The first byte that does not fit, counted from 0.
    pub byte: usize,
    /// Its line, counted from 1.
    pub line: usize,
    /// The encoding that the bytes seem to have.
    pub encoding: &'static str,
}

impl BadEncoding {
    fn new(bytes: &[u8], byte: usize, encoding: &'static str) -> Self {
        let line = 1 + bytes[..byte.min(bytes.len())].iter().filter(|&&b| b == b'\n').count();
        Self { byte, line, encoding }
    }

    /// The error for the file at `path`.
    pub fn at(&self, path: &str) -> Error {
        let Self { byte, line, encoding } = self;
        Error::input(path, format!("broken {encoding} at byte {byte} (line {line}): save the file as UTF-8 again, or mend that place"))
    }
}

/// The text of a file, its byte order mark left out. `html`: look for a declared charset.
pub fn decode(bytes: &[u8], html: bool) -> Result<String, BadEncoding> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return whole(bytes, length, encoding);
    }
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.to_owned()),
        Err(error) => error,
    };
    let broken = || BadEncoding::new(bytes, error.valid_up_to(), "UTF-8");
    let declared = if html { declared(bytes) } else { None };
    match declared {
        Some(encoding) if encoding == UTF_8 => return Err(broken()),
        Some(encoding) if encoding != UTF_16LE && encoding != UTF_16BE => return whole(bytes, 0, encoding),
        _ => {}
    }
    if mostly_utf8(bytes) {
        return Err(broken());
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    match encoding.decode_without_bom_handling(bytes) {
        (text, false) if plausible(&text) => Ok(text.into_owned()),
        _ => Err(broken()),
    }
}

fn whole(bytes: &[u8], from: usize, encoding: &'static Encoding) -> Result<String, BadEncoding> {
    match encoding.decode_without_bom_handling_and_without_replacement(&bytes[from..]) {
        Some(text) => Ok(text.into_owned()),
        None => {
            let (text, _) = encoding.decode_without_bom_handling(&bytes[from..]);
            let valid = text.find('\u{fffd}').unwrap_or(text.len());
            Err(BadEncoding::new(bytes, from + encoding.encode(&text[..valid]).0.len().min(bytes.len() - from), encoding.name()))
        }
    }
}

/// The charset that a page names in its first kilobytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    ["charset", "encoding"].iter().find_map(|word| {
        let at = head.find(&format!("{word}="))? + word.len() + 1;
        let label: String =
            head[at..].trim_start_matches(['"', '\'', ' ']).chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c)).collect();
        Encoding::for_label(label.as_bytes())
    })
}

/// Whether more non-ASCII characters are well-formed UTF-8 than not.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= bad
}

/// Whether a guess gave text that people write: no control characters, none of the letter sequences that damaged UTF-8 gives.
fn plausible(text: &str) -> bool {
    let mut before = ' ';
    text.chars().all(|c| {
        let odd = matches!(c, '\u{80}'..='\u{9f}' | 'ÿ' | 'þ' | '\u{fffd}') || (before.is_ascii_lowercase() && !c.is_ascii() && c.is_uppercase());
        before = c;
        !odd
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_by_mark_declaration_or_guess() {
        assert_eq!(decode("Zoë said “no”".as_bytes(), false).unwrap(), "Zoë said “no”");
        assert_eq!(decode(b"\xEF\xBB\xBFKim", false).unwrap(), "Kim");
        assert_eq!(decode(b"\xFF\xFEK\0i\0m\0", false).unwrap(), "Kim");
        assert_eq!(
            decode(b"The minister said \x93never\x94 in the caf\xe9 of the hotel.", false).unwrap(),
            "The minister said “never” in the café of the hotel."
        );
        assert_eq!(decode(b"<meta charset=\"iso-8859-2\"><p>\xA9", true).unwrap(), "<meta charset=\"iso-8859-2\"><p>Š");
    }

    #[test]
    fn broken_utf8_is_refused_with_its_place() {
        let mut bytes = "“One”\nis “two”".as_bytes().to_vec();
        let at = bytes.len() - 2;
        bytes.truncate(at);
        bytes.extend(b" said");
        let error = decode(&bytes, false).unwrap_err();
        assert_eq!((error.line, error.encoding), (2, "UTF-8"));
        assert_eq!(decode(b"Kim \xFF\xFE Jong", false).unwrap_err().byte, 4);
        assert!(decode(b"<meta charset=utf-8>caf\xe9", true).is_err());
    }
}
