//! Hostile and broken input: each is a message and status 2, or a record; never an abort, never without an end.

use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::support::newsgraph;

/// No input here may take longer, on a slow machine and without optimisation.
const LONGEST: Duration = Duration::from_secs(300);

const GOOD: &str = "Norway supplied Estonia with radars.";

/// Status, number of records and messages of extracting a file with this name and content, beside one that is good.
fn extract(name: &str, content: &[u8]) -> (i32, usize, String) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), content).unwrap();
    std::fs::write(folder.path().join("zzz-good.txt"), GOOD).unwrap();
    let start = Instant::now();
    let output = newsgraph(folder.path()).args(["extract", name, "zzz-good.txt"]).output().unwrap();
    assert!(start.elapsed() < LONGEST, "{name} took {:?}", start.elapsed());
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    let status = output.status.code().unwrap_or_else(|| panic!("{name}: killed: {message}"));
    let records: Vec<&[u8]> = output.stdout.split(|&b| b == b'\n').filter(|line| !line.is_empty()).collect();
    assert!(records.last().is_some_and(|record| record.windows(8).any(|w| w == b"zzz-good")), "{name}: the good one is not read: {message}");
    (status, records.len() - 1, message)
}

/// The file is refused with this message.
fn refused(name: &str, content: &[u8], says: &str) {
    let (status, records, message) = extract(name, content);
    assert_eq!((status, records), (2, 0), "{name}: {message}");
    assert!(message.contains(says), "{name}: {message}");
    assert!(message.lines().count() <= 8, "{name}: {message}");
}

/// The file gives so many records.
fn taken(name: &str, content: &[u8], count: usize) {
    let (status, records, message) = extract(name, content);
    assert_eq!((status, records), (0, count), "{name}: {message}");
}

fn gzip(parts: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut file = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    parts.for_each(|part| file.write_all(&part).unwrap());
    file.finish().unwrap()
}

/// A ZIP archive of members that are stored as they are.
fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in members {
        archive.start_file(*name, stored).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn pages_with_monstrous_markup_are_read_by_their_own_words() {
    let body = format!("<p>{GOOD} The ministry in Oslo said so on Monday.</p>");
    let attributes: String = (0..200_000).map(|i| format!(" a{i}=\"1\"")).collect();
    taken("attributes.html", format!("<html><body><div{attributes}>{body}</div></body></html>").as_bytes(), 1);
    // Values that hold a tag's end, and values whose end looks like another's beginning: a record or a message, no abort.
    for (name, attribute) in [("ends.html", "a = \">\" "), ("alike.html", "=\" a=\">")] {
        let page = format!("<html><body>{body}<p>x=\"</p><div {}", attribute.repeat(200_000));
        let (status, _, message) = extract(name, page.as_bytes());
        assert!([0, 2].contains(&status), "{name}: {message}");
    }
    taken("deep.html", format!("<html><body>{}{body}", "<div><span>".repeat(100_000)).as_bytes(), 1);
    taken("meta.html", format!("<html><head>{}</head><body>{body}", "<meta name=author content=x>".repeat(20_000)).as_bytes(), 1);
    taken("entities.html", format!("<body>{body}<p>{}</p>", "&amp".repeat(200_000)).as_bytes(), 1);
}

#[test]
fn a_script_that_compares_is_no_tag() {
    let words = "name value ".repeat(1000);
    let page = format!("<html><body><script>for (i = 0; i<n; i++) {{ {words} }}</script><p>{GOOD} The ministry in Oslo said so on Monday.</p>");
    taken("script.html", page.as_bytes(), 1);
}

#[test]
fn long_tokens_and_heaps_of_quotation_marks_are_read_in_linear_time() {
    taken("token.txt", format!("{GOOD}\n\n{}", "x".repeat(10 << 20)).as_bytes(), 1);
    taken("token.jsonl", format!("{{\"text\": \"{GOOD} {}\"}}\n", "y".repeat(10 << 20)).as_bytes(), 1);
    taken("quotes.txt", format!("{GOOD}\n\n{}", "“".repeat(300_000)).as_bytes(), 1);
}

#[test]
fn nesting_in_json_ends_in_a_message() {
    refused("deep.json", "[".repeat(1_000_000).as_bytes(), "article");
    refused("deep-object.json", format!("{{\"articles\": [{}", "{\"a\":".repeat(1_000_000)).as_bytes(), "recursion limit");
    let (status, records, message) = extract("deep.jsonl", format!("{}\n{{\"text\": \"{GOOD}\"}}\n", "[".repeat(1_000_000)).as_bytes());
    assert_eq!((status, records), (2, 1), "{message}");
}

#[test]
fn json_that_breaks_off_keeps_what_stood_before() {
    let (status, records, message) = extract("cut.json", format!("[{{\"text\": \"{GOOD}\"}}, {{\"text\": \"Nor").as_bytes());
    assert_eq!((status, records), (2, 1), "{message}");
    assert!(message.contains("broken JSON in article 2"), "{message}");
    refused("empty.json", b"[]", "no articles in this file");
    refused("number.json", b"42", "neither an array of articles nor an object");
}

#[test]
fn entities_of_a_feed_are_not_expanded() {
    let lol: String = (1..10).map(|i| format!("<!ENTITY l{i} \"{}\">", format!("&l{};", i - 1).repeat(10))).collect();
    let feed = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY l0 \"lol\">{lol}<!ENTITY file SYSTEM \"file:///etc/passwd\">]>\
         <rss><channel><title>T</title><item><title>&file;</title><description>{GOOD} &l9; &file;</description></item></channel></rss>"
    );
    let (status, records, message) = extract("lol.xml", feed.as_bytes());
    assert_eq!((status, records), (0, 1), "{message}");
}

#[test]
fn broken_feeds_end_in_a_message() {
    refused("nothing.rss", b"<rss><channel></channel></rss>", "a feed without items");
    refused("other.xml", b"<?xml version=\"1.0\"?><note>Hello</note>", "no feed");
    refused("deep.rss", format!("<rss>{}", "<a>".repeat(500_000)).as_bytes(), "feed");
    let (status, records, message) = extract("cut.rss", format!("<rss><item><title>{GOOD}</title></item><item><title>x <![CDATA[").as_bytes());
    assert_eq!((status, records), (2, 1), "{message}");
    assert!(message.contains("broken XML"), "{message}");
}

#[test]
fn what_unpacks_without_end_is_given_up() {
    let zeros = || std::iter::repeat_with(|| vec![b' '; 1 << 20]).take(200);
    refused("bomb.txt.gz", &gzip(zeros()), "MB for one article");
    refused("bomb.jsonl.gz", &gzip(zeros()), "times its size");
    refused("bomb.csv.gz", &gzip(std::iter::once(b"title,text\n\"".to_vec()).chain(zeros())), "MB for one article");
    let mut nested = zip(&[("in.txt", GOOD.as_bytes())]);
    for _ in 0..8 {
        nested = zip(&[("in.zip", &nested)]);
    }
    refused("nested.zip", &nested, "archives in archives");
    let mut cut = gzip(std::iter::once(GOOD.repeat(100).into_bytes()));
    cut.truncate(cut.len() / 2);
    refused("cut.txt.gz", &cut, "damaged gzip data");
    refused("fake.csv.zst", b"\x28\xB5\x2F\xFD\xFF\xFF\xFF\xFF", "damaged zstd data");
}

#[test]
fn members_of_archives_are_read_and_written_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    std::fs::create_dir(&inner).unwrap();
    std::fs::write(inner.join("slip.zip"), zip(&[("../up.txt", GOOD.as_bytes()), ("/tmp/newsgraph-slip.txt", GOOD.as_bytes())])).unwrap();
    let output = newsgraph(&inner).args(["extract", "slip.zip"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.stdout.iter().filter(|&&b| b == b'\n').count(), 2);
    assert!(!folder.path().join("up.txt").exists() && !Path::new("/tmp/newsgraph-slip.txt").exists());
    assert_eq!(std::fs::read_dir(&inner).unwrap().count(), 1);
    refused("cut.zip", &zip(&[("a.txt", GOOD.as_bytes())])[..40], "damaged ZIP data");
    refused("pictures.zip", &zip(&[("a.png", b"x")]), "nothing to read in this archive");
    refused("fake.docx", &zip(&[("word/other.xml", b"<a/>")]), "no Word document");
}

#[test]
fn broken_web_archives_end_in_a_message() {
    let page = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{GOOD}");
    let record = |length: usize| {
        format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {length}\r\n\r\n{page}\r\n\r\n")
    };
    taken("good.warc", record(page.len()).as_bytes(), 1);
    let (status, records, message) = extract("cut.warc", (record(page.len()) + &record(page.len() + 1000)).as_bytes());
    assert_eq!((status, records), (2, 1), "{message}");
    assert!(message.contains("ends in the middle"), "{message}");
    refused("long.warc", record(usize::MAX / 2).as_bytes(), "ends in the middle");
    refused("none.warc", b"WARC/1.0\r\nContent-Length: x\r\n\r\n", "not a WARC record with a length");
    refused("head.warc", format!("WARC/1.0\r\n{}", "a".repeat(3 << 20)).as_bytes(), "its head has no end");
}

#[test]
fn tables_that_are_none_end_in_a_message() {
    refused("empty.csv", b"title,text\n", "a table without rows");
    refused("columns.csv", b"a,b\n1,2\n", "the columns are a, b");
    let quote = format!("title,text\n\"a,{}", "b,c\n".repeat(20 << 20));
    refused("quote.csv", quote.as_bytes(), "MB for one article");
    let many: String = (0..100_000).map(|i| format!("c{i},")).collect();
    taken("wide.csv", format!("text,{many}\n{GOOD},{}\n", "x,".repeat(100_000)).as_bytes(), 1);
    let (status, records, message) = extract("cells.csv", format!("title,text\na,{GOOD}\na,b,c,d\n").as_bytes());
    assert_eq!((status, records), (2, 1), "{message}");
    assert!(message.contains("cells.csv:3: 4 cells for 2 columns"), "{message}");
}

#[test]
fn keys_do_not_write_on_the_terminal() {
    let (status, _, message) = extract("escape.jsonl", b"{\"\\u001b]0;title\\u0007key\": 1}\n");
    assert_eq!(status, 2);
    assert!(!message.contains('\u{1b}') && !message.contains('\u{7}'), "{message:?}");
}

#[cfg(unix)]
#[test]
fn links_in_circles_end() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), GOOD).unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).unwrap();
    std::os::unix::fs::symlink("loop.txt", folder.path().join("loop.txt")).unwrap();
    let output = newsgraph(folder.path()).args(["extract", "."]).output().unwrap();
    assert_eq!((output.status.code(), output.stdout.iter().filter(|&&b| b == b'\n').count()), (Some(0), 1));
    assert_eq!(newsgraph(folder.path()).args(["extract", "loop.txt"]).output().unwrap().status.code(), Some(2));
}

#[test]
fn pdf_files_that_are_none_end_in_a_message() {
    refused("fake.pdf", b"%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 1 0 R>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF", "PDF file");
}
