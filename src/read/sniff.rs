//! What a source is, told from its first bytes.

/// Signatures of file formats that people mistake for articles, what they are, and what can be done.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (b"PK\x03\x04", "an office document", "save it as .docx, .csv or text"),
    (b"\xD0\xCF\x11\xE0", "an old office document", "save it as .docx, .csv or text"),
    (b"{\\rtf", "an RTF document", "save it as .docx or text"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xFD7zXZ", "an xz archive", "unpack it first"),
    (b"7z\xBC\xAF", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\x89PNG", "a PNG picture", "recognise its text first"),
    (b"GIF8", "a GIF picture", "recognise its text first"),
    (b"\xFF\xD8\xFF", "a JPEG picture", "recognise its text first"),
    (b"RIFF", "a picture, sound or film", "give the text"),
    (b"\x7FELF", "a program", "give articles"),
    (b"SQLite format 3\0", "an SQLite database", "export its articles as CSV"),
];

/// What kind of file this is that is not read, and what to do; `None` for text.
pub fn foreign(head: &[u8]) -> Option<String> {
    if let Some((_, what, advice)) = SIGNATURES.iter().find(|(signature, ..)| head.starts_with(signature)) {
        return Some(format!("{what}, not text: {advice}"));
    }
    if head.get(257..262) == Some(b"ustar") {
        return Some("a tar archive: unpack it first".into());
    }
    if head.starts_with(b"\xFF\xFE\0\0") || head.starts_with(b"\0\0\xFE\xFF") {
        return Some("UTF-32 text: save it as UTF-8".into());
    }
    let utf16 = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    // Control characters that no text has, escape apart: some terminals' captures hold it.
    let control = head.iter().filter(|b| matches!(b, 1..=8 | 14..=26 | 28..=31)).count();
    let binary = !utf16 && (head.contains(&0) || control * 20 > head.len());
    binary.then(|| "a binary file, not text: `newsgraph list inputs` shows what is read".into())
}

/// Whether this is the start of a web page.
pub fn is_html(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head).to_lowercase();
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    start.starts_with('<') && ["<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>", "<p "].iter().any(|tag| text.contains(tag))
}

/// Whether the first line is a JSON object by itself, and another one follows.
pub fn is_json_lines(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let line = text.split(|&b| b == b'\n').next().unwrap_or_default();
    text[line.len()..].trim_ascii_start().starts_with(b"{") && serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(line).is_ok()
}

/// Whether this is the start of a JSON object or of an array of them.
pub fn is_json(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let inside = |bytes: &[u8], next: &[u8]| bytes[1..].trim_ascii_start().first().is_some_and(|first| next.contains(first));
    text.starts_with(b"{") && inside(text, b"\"") || text.starts_with(b"[") && inside(text, b"{")
}
