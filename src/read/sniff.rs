//! What a source is, told from its first bytes.

/// Signatures of file formats that people mistake for articles.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xD0\xCF\x11\xE0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1F\x8B", "a gzip archive (unpack it first)"),
    (b"BZh", "a bzip2 archive (unpack it first)"),
    (b"\x28\xB5\x2F\xFD", "a zstd archive (unpack it first)"),
    (b"\xFD7zXZ", "an xz archive (unpack it first)"),
    (b"7z\xBC\xAF", "a 7z archive (unpack it first)"),
    (b"Rar!", "a RAR archive (unpack it first)"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"RIFF", "a picture, sound or film"),
    (b"\x7FELF", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
];

/// What kind of binary file this is; `None` for text.
pub fn binary(head: &[u8]) -> Option<&'static str> {
    if let Some((_, what)) = SIGNATURES.iter().find(|(signature, _)| head.starts_with(signature)) {
        return Some(what);
    }
    let utf16 = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    // Control characters that no text has, escape apart: some terminals' captures hold it.
    let control = head.iter().filter(|b| matches!(b, 1..=8 | 14..=26 | 28..=31)).count();
    (!utf16 && (head.contains(&0) || control * 20 > head.len())).then_some("a binary file")
}

/// Whether this is the start of a web page.
pub fn is_html(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head).to_lowercase();
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    start.starts_with('<') && ["<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>", "<p "].iter().any(|tag| text.contains(tag))
}

/// Whether this is the start of a file of JSON objects.
pub fn is_json_lines(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    text.starts_with(b"{") && text[1..].trim_ascii_start().starts_with(b"\"")
}
