//! Hostile and broken input: each is a message and status 2, or a record; never an abort, never without an end.

use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use newsgraph::export::EXPORTERS;
use newsgraph::record::Modality;

use crate::support::{Story, json_lines, newsgraph};

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

/// A ZIP archive of packed members that hold so many blanks each.
fn deflated(members: &[(&str, usize)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let packed = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, size) in members {
        archive.start_file(*name, packed).unwrap();
        let block = vec![b' '; 1 << 20];
        (0..size >> 20).for_each(|_| archive.write_all(&block).unwrap());
    }
    archive.finish().unwrap().into_inner()
}

/// A ZIP archive whose table of contents leads to one and the same member so many times.
fn overlapping(times: u16) -> Vec<u8> {
    let one = zip(&[("000.txt", GOOD.repeat(200).as_bytes())]);
    let end = one.len() - 22;
    let table = u32::from_le_bytes(one[end + 16..end + 20].try_into().unwrap()) as usize;
    let mut archive = one[..table].to_vec();
    // The name stands at byte 46 of a row of the table.
    (0..times).for_each(|i| archive.extend([&one[table..table + 46], format!("{i:03}").as_bytes(), &one[table + 49..end]].concat()));
    let length = (archive.len() - table) as u32;
    let (mut rest, times) = (one[end..].to_vec(), times.to_le_bytes());
    (rest[8], rest[9], rest[10], rest[11]) = (times[0], times[1], times[0], times[1]);
    rest[12..16].copy_from_slice(&length.to_le_bytes());
    archive.extend_from_slice(&rest);
    archive
}

/// So many blanks in Zstandard's shortest form: blocks of one byte that is repeated (RFC 8878, 3.1.1.2).
fn zstd_of_blanks(size: usize) -> Vec<u8> {
    const BLOCK: usize = 1 << 17;
    // Magic number, a header without size and checksum, a window of 128 KiB.
    let mut file = vec![0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x38];
    let blocks = size / BLOCK;
    for i in 0..blocks {
        let head = (BLOCK << 3) as u32 | 1 << 1 | u32::from(i + 1 == blocks);
        file.extend_from_slice(&head.to_le_bytes()[..3]);
        file.push(b' ');
    }
    file
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
    for (i, mark) in ["“", "\"", "'", "‘"].into_iter().enumerate() {
        taken(&format!("quotes-{i}.txt"), format!("{GOOD}\n\n{}", mark.repeat(1_000_000)).as_bytes(), 1);
    }
}

#[test]
fn sentences_without_end_are_read_in_linear_time() {
    // Each took more than the square of its length when a sentence could be of any length.
    for (i, words) in
        ["Lund said that ", "according to Lund, ", "Norway's minister's ", "the Oslo Union of Norwegian ", ", said Lund"].into_iter().enumerate()
    {
        taken(&format!("endless-{i}.txt"), format!("{GOOD}\n\n{}", words.repeat((100 << 10) / words.len())).as_bytes(), 1);
    }
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
    refused("bomb.jsonl.gz", &gzip(zeros()), "times the size");
    refused("bomb.csv.gz", &gzip(std::iter::once(b"title,text\n\"".to_vec()).chain(zeros())), "MB for one article");
    refused("bomb.txt.zst", &zstd_of_blanks(200 << 20), "MB for one article");
    refused("bomb.jsonl.zst", &zstd_of_blanks(200 << 20), "times the size");
    refused("bomb.zip", &deflated(&[("bomb.txt", 200 << 20)]), "MB for one article");
    refused("many.zip", &deflated(&[("a.jsonl", 150 << 20), ("b.jsonl", 150 << 20)]), "times the size");
    refused("bomb.docx", &deflated(&[("word/document.xml", 400 << 20)]), "");
    refused("bomb.wacz", &zip(&[("archive/data.warc.gz", &gzip(zeros()))]), "");
    // None of the members is one by itself.
    let names: Vec<String> = (0..20).map(|i| format!("{i:02}.txt")).collect();
    refused("fleet.zip", &deflated(&names.iter().map(|name| (name.as_str(), 20 << 20)).collect::<Vec<_>>()), "times the size");
    let (status, records, message) = extract("overlap.zip", &overlapping(100));
    assert_eq!((status, records), (2, 1), "{message}");
    assert!(message.contains("its members overlap"), "{message}");
    // An archive of bombs: each archive inside stands in a proportion to its own size.
    let shell: Vec<(String, Vec<u8>)> = (0..4).map(|i| (format!("{i}.jsonl.gz"), gzip(zeros().take(100)))).collect();
    refused("bombs.zip", &zip(&shell.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])).collect::<Vec<_>>()), "times the size");
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
    refused("head.warc", format!("WARC/1.0\r\n{}", "a".repeat(3 << 20)).as_bytes(), "its header has no end");
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

/// Texts that each mean something to a spreadsheet, a terminal, a browser, Graphviz, a database, a reader of XML or a page's template.
const SPITEFUL: [&str; 12] = [
    "=HYPERLINK(\"http://example.org\",\"Oslo\")",
    "+1+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "-2+3",
    "x\u{1b}]0;owned\u{7}\u{9b}2J\r",
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "x\"]; evil [label=\"\\N\\l",
    "x'); DROP TABLE actors; --",
    "]]></data></node><!-- <y:x>",
    "{{data}}{{script}}",
    "&#0;&lol;\u{0}\u{FFFE}\u{202E}",
];

/// A folder with the graph of one article in which everything that an article chooses is this text, and what was said on the way.
fn graph_of(name: &str) -> (tempfile::TempDir, String) {
    let sentence = format!("{name} met {name} II.");
    let record = Story::new("a1", name, "2024-03-01", &sentence)
        .actor("org:first@NOR", name, &[])
        .actor("org:second@EST", &format!("{name} II"), &[name])
        .post(name, "org:first")
        .event(("meeting", "CONSULT", Modality::Actual), "org:first", "org:second", &sentence, "met", &["org:first"])
        .said("org:first", "met", name, &["org:second"]);
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("records.jsonl"), json_lines(&[record.record()])).unwrap();
    // As on a terminal that shows colours.
    let title = format!("--title={}", name.replace('\0', ""));
    let output = newsgraph(folder.path()).env("CLICOLOR_FORCE", "1").args(["assemble", "records.jsonl", &title]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    (folder, String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
}

/// A file of a graph's export.
fn exported(folder: &Path, format: &str, file: &str) -> String {
    let output = newsgraph(folder).args(["export", "out/graph.json", format, "-o", "files"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::read_to_string(folder.join("files").join(file)).unwrap()
}

/// No character of a screen's text is obeyed but line breaks and colours.
fn assert_shown(what: &str, screen: &str) {
    for (at, c) in screen.char_indices().filter(|(_, c)| c.is_control() && *c != '\n') {
        let rest = &screen[at..];
        let end = rest.find('m').unwrap_or(0);
        let colour = rest.starts_with("\u{1b}[") && rest[2..end.max(2)].chars().all(|c| c.is_ascii_digit() || c == ';');
        assert!(colour, "{what}: {c:?} in {:?}", rest.chars().take(40).collect::<String>());
    }
}

#[test]
fn nothing_that_an_article_says_is_obeyed_by_the_terminal() {
    for name in SPITEFUL {
        let (folder, screen) = graph_of(name);
        assert_shown("assemble", &screen);
        std::fs::write(folder.path().join("a.txt"), format!("{GOOD} Anna Berg said Norway {name} met Estonia.")).unwrap();
        std::fs::write(folder.path().join("keys.jsonl"), serde_json::json!({ name: 1 }).to_string()).unwrap();
        let runs: [&[&str]; 8] = [
            &["query", "edges"],
            &["query", "actors"],
            &["query", "actors", "--why", "org:second"],
            &["query", "said", "--format", "csv"],
            &["query", "said", "--by", "nobody\u{1b}[2Jx"],
            &["explain", "a.txt"],
            &["extract", "keys.jsonl"],
            &["extract", "not\u{1b}[2Jthere.txt"],
        ];
        for args in runs {
            let output = newsgraph(folder.path()).env("CLICOLOR_FORCE", "1").args(args).output().unwrap();
            assert_shown(&format!("{args:?}"), &String::from_utf8([output.stdout, output.stderr].concat()).unwrap());
        }
    }
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let check = |what: &str, text: &str| {
        for row in csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes()).records() {
            for cell in row.unwrap().iter().filter(|cell| cell.parse::<f64>().is_err()) {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{what}: {cell}");
            }
        }
    };
    for name in SPITEFUL {
        let (folder, _) = graph_of(name);
        for file in ["articles.csv", "actors.csv", "edges.csv", "evidence.csv", "statements.csv"] {
            check(file, &exported(folder.path(), "csv", &format!("csv/{file}")));
        }
        for question in ["actors", "edges", "said", "cues", "top"] {
            let output = newsgraph(folder.path()).args(["query", question, "--format", "csv"]).output().unwrap();
            check(question, &String::from_utf8(output.stdout).unwrap());
        }
    }
}

/// The elements of an XML text with their attributes' names, each once.
fn elements(what: &str, xml: &str) -> std::collections::BTreeSet<String> {
    assert!(!xml.chars().any(|c| c.is_control() && c != '\n'), "{what}: a character that XML forbids");
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut all, mut depth) = (std::collections::BTreeSet::new(), 0);
    loop {
        match reader.read_event().unwrap_or_else(|e| panic!("{what}: {e}")) {
            quick_xml::events::Event::Eof => break,
            event @ (quick_xml::events::Event::Start(_) | quick_xml::events::Event::Empty(_)) => {
                let (tag, opens) = match &event {
                    quick_xml::events::Event::Start(tag) => (tag, 1),
                    quick_xml::events::Event::Empty(tag) => (tag, 0),
                    _ => unreachable!(),
                };
                depth += opens;
                let names = tag.attributes().map(|a| a.unwrap_or_else(|e| panic!("{what}: {e}")).key.as_ref().to_owned());
                all.extend(names.chain([String::new()]).map(|name| format!("{} {name}", tag.name().as_ref())));
            }
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Comment(_) | quick_xml::events::Event::CData(_) => panic!("{what}: a comment or CDATA"),
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{what}");
    all
}

/// DOT without its quoted strings and the labels in HTML.
fn bare_dot(dot: &str) -> String {
    let (mut out, mut rest) = (String::new(), dot);
    while let Some(at) = rest.find(['"', '<']) {
        out.push_str(&rest[..at]);
        let html = rest[at..].starts_with('<');
        let (mut depth, mut end, mut escaped) = (0, rest.len(), false);
        for (i, c) in rest[at..].char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' if !html => escaped = true,
                '<' if html => depth += 1,
                '>' if html && depth > 1 => depth -= 1,
                '>' if html => end = at + i + 1,
                '"' if !html && i > 0 => end = at + i + 1,
                _ => {}
            }
            if end < rest.len() || at + i + c.len_utf8() == rest.len() {
                break;
            }
        }
        rest = &rest[end..];
    }
    (out + rest).chars().filter(|c| !c.is_ascii_digit() && !"-.".contains(*c)).collect()
}

#[test]
fn no_name_becomes_markup_of_a_picture_a_page_or_a_file() {
    let (plain, _) = graph_of("Plain");
    let read = |folder: &Path, file: &str| std::fs::read_to_string(folder.join("out").join(file)).unwrap();
    let xml = |folder: &Path| {
        let file = |name: &str| EXPORTERS.iter().find(|exporter| exporter.name == name).unwrap().file;
        let export = |name: &str| (name.to_owned(), elements(name, &exported(folder, name, file(name))));
        [export("graphml"), export("gexf"), ("svg".into(), elements("svg", &read(folder, "graph.svg")))]
    };
    let opened = |page: &str| page.matches('<').count();
    let words = |dot: &str| bare_dot(dot).split_whitespace().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
    let (known, page, dot) = (xml(plain.path()), opened(&read(plain.path(), "graph.html")), words(&read(plain.path(), "graph.dot")));
    for name in SPITEFUL {
        let (folder, _) = graph_of(name);
        for ((format, all), (_, known)) in xml(folder.path()).iter().zip(&known) {
            assert!(all.is_subset(known), "{format} of {name:?}: {:?}", all.difference(known).collect::<Vec<_>>());
        }
        assert_eq!(opened(&read(folder.path(), "graph.html")), page, "{name:?}");
        let strange = words(&read(folder.path(), "graph.dot"));
        assert!(strange.is_subset(&dot), "{name:?}: {:?}", strange.difference(&dot).collect::<Vec<_>>());
    }
}

#[cfg(feature = "sqlite")]
#[test]
fn no_name_becomes_a_command_of_the_database() {
    for name in SPITEFUL {
        let (folder, _) = graph_of(name);
        let output = newsgraph(folder.path()).args(["export", "out/graph.json", "sqlite", "-o", "files"]).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let file = EXPORTERS.iter().find(|exporter| exporter.name == "sqlite").unwrap().file;
        let db = rusqlite::Connection::open(folder.path().join("files").join(file)).unwrap();
        let found: String = db.query_row("SELECT name FROM actors WHERE id = 'org:first'", [], |row| row.get(0)).unwrap();
        assert_eq!(found, name);
        let named: i64 = db.query_row("SELECT count(*) FROM actors WHERE name = ?", [name], |row| row.get(0)).unwrap();
        assert_eq!(named, 1, "{name:?}");
    }
}

#[test]
fn files_of_an_export_are_called_by_letters_and_stay_in_their_folder() {
    let (folder, _) = graph_of("Plain");
    let graph = std::fs::read_to_string(folder.path().join("out/graph.json")).unwrap();
    let (up, windows) = ("../../../up/org", "..\\\\..\\\\c:org");
    std::fs::write(folder.path().join("out/graph.json"), graph.replace("org:first", up).replace("org:second", windows)).unwrap();
    exported(folder.path(), "brief", "brief/index.md");
    let names: Vec<String> =
        std::fs::read_dir(folder.path().join("files/brief")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(names.len(), 3, "{names:?}");
    assert!(names.iter().all(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))), "{names:?}");
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

#[cfg(feature = "documents")]
mod pdf {
    use std::io::Write;

    use super::{GOOD, refused, taken};

    /// A document of one page: its dictionary, its content, and what else there is from object 6 on.
    fn pdf(page: &str, content: &[u8], more: &[Vec<u8>]) -> Vec<u8> {
        let mut objects: Vec<Vec<u8>> = vec![
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
            format!("<</Type/Page/Contents 4 0 R{page}>>").into_bytes(),
            content.to_vec(),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec(),
        ];
        objects.extend_from_slice(more);
        let (mut file, mut places) = (b"%PDF-1.4\n".to_vec(), Vec::new());
        for (i, object) in objects.iter().enumerate() {
            places.push(file.len());
            file.extend([format!("{} 0 obj\n", i + 1).as_bytes(), object, b"\nendobj\n"].concat());
        }
        let start = file.len();
        let table: String = places.iter().map(|place| format!("{place:010} 00000 n \n")).collect();
        let count = objects.len() + 1;
        let end = format!("xref\n0 {count}\n0000000000 65535 f \n{table}trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF");
        file.extend(end.into_bytes());
        file
    }

    fn stream(head: &str, content: &[u8]) -> Vec<u8> {
        [format!("<</Length {}{head}>>stream\n", content.len()).as_bytes(), content, b"\nendstream"].concat()
    }

    fn packed(content: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(content).unwrap();
        packed.finish().unwrap()
    }

    const PAGE: &str = "/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>";

    fn words() -> Vec<u8> {
        format!("BT /F 9 Tf ({GOOD}) Tj ET /X Do").into_bytes()
    }

    #[test]
    fn pictures_in_a_pdf_file_are_passed_by() {
        // Its bytes would be no drawing.
        let picture = stream("/Type/XObject/Subtype/Image/Width 9/Height 9", &[b"/X Do ".as_slice(), &[0xFF; 999], b"((("].concat());
        taken("picture.pdf", &pdf(PAGE, &stream("", &words()), &[picture]), 1);
    }

    #[test]
    fn parts_of_a_pdf_file_that_lead_in_circles_end_in_a_message() {
        let form = |content: &[u8]| stream("/Type/XObject/Subtype/Form/Resources<</XObject<</X 6 0 R>>>>", content);
        taken("form.pdf", &pdf(PAGE, &stream("", &words()), &[form(b"")]), 1);
        refused("circle.pdf", &pdf(PAGE, &stream("", &words()), &[form(b"/X Do")]), "forms lie in each other");
        refused("parent.pdf", &pdf("/Parent 3 0 R", &stream("", &words()), &[form(b"")]), "sections without end");
        refused(
            "kids.pdf",
            &String::from_utf8(pdf(PAGE, &stream("", &words()), &[form(b"")])).unwrap().replace("[3 0 R]", "[2 0 R]").into_bytes(),
            "",
        );
    }

    #[test]
    fn pdf_files_that_unpack_without_end_are_given_up() {
        let zeros = vec![b' '; 200 << 20];
        let flate = "/Filter/FlateDecode";
        refused("bomb.pdf", &pdf(PAGE, &stream(flate, &packed(&zeros)), &[]), "unpacks to more");
        refused("twice.pdf", &pdf(PAGE, &stream("/Filter[/FlateDecode/FlateDecode]", &packed(&packed(&zeros))), &[]), "unpacks to more");
        refused("long.pdf", &pdf(PAGE, &stream(flate, &packed(&b"q ".repeat(20 << 20))), &[]), "more drawing");
        // Each form draws the next one a hundred times: a hundred billion times the last one.
        let form = |next: usize| stream(&format!("/Type/XObject/Subtype/Form/Resources<</XObject<</X {next} 0 R>>>>"), &b"/X Do ".repeat(100));
        let forms: Vec<Vec<u8>> = (7..13).map(form).collect();
        refused("laughs.pdf", &pdf(PAGE, &stream("", &words()), &forms), "more drawing");
    }

    #[test]
    fn nesting_in_a_pdf_file_ends() {
        for (name, open, close) in [("arrays.pdf", "[", "]"), ("dictionaries.pdf", "<</A", ">>"), ("strings.pdf", "(", ")")] {
            let nested = [open.repeat(200_000), "1".into(), close.repeat(200_000)].concat();
            taken(name, &pdf(PAGE, &stream("", &words()), &[stream("/Subtype/Image", b""), nested.clone().into_bytes()]), 1);
            refused(&format!("drawn-{name}"), &pdf(PAGE, &stream("", format!("BT /F 9 Tf {nested} Tj ET").as_bytes()), &[]), "PDF file");
        }
    }
}

/// Runs the program on files; its status and messages.
fn run(files: &[(&str, &[u8])], args: &[&str]) -> (i32, String) {
    let folder = tempfile::tempdir().unwrap();
    files.iter().for_each(|(name, content)| std::fs::write(folder.path().join(name), content).unwrap());
    let output = newsgraph(folder.path()).args(args).timeout(LONGEST).output().unwrap();
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code().unwrap_or_else(|| panic!("{args:?}: killed: {}", message.chars().take(400).collect::<String>())), message)
}

#[test]
fn records_that_are_none_end_in_a_message() {
    let bomb = gzip(std::iter::repeat_with(|| vec![b' '; 1 << 20]).take(200));
    let mut cut = gzip(std::iter::once(b"{}\n".repeat(10_000)));
    cut.truncate(cut.len() / 2);
    let (deep, broken) = ("{\"article\":".repeat(1_000_000), b"{\"schema\": \"\xff\"}\n");
    for (name, content, says) in [
        ("bomb.jsonl.gz", &bomb[..], "times the size"),
        ("cut.jsonl.gz", &cut[..], "damaged gzip data"),
        ("deep.jsonl", deep.as_bytes(), "not a record"),
        ("broken.jsonl", &broken[..], "not a record"),
        ("array.jsonl", "[".repeat(1_000_000).as_bytes(), "not a record"),
    ] {
        let (status, message) = run(&[(name, content)], &["assemble", name]);
        assert_eq!(status, 2, "{name}: {message}");
        assert!(message.contains(says), "{name}: {message}");
        // What cannot be read is told once, and not as long as it cannot be read.
        assert_eq!(
            message.matches("times the size").count() + message.matches("damaged gzip").count(),
            usize::from(name.ends_with(".gz")),
            "{message}"
        );
    }
    let folder = tempfile::tempdir().unwrap();
    let output = newsgraph(folder.path()).args(["assemble", "."]).timeout(LONGEST).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stderr.len() < 1000);
}

#[test]
fn graphs_and_lexicons_that_are_none_end_in_a_message() {
    let (arrays, objects) = ("[".repeat(1_000_000), "{\"meta\":".repeat(1_000_000));
    for content in [arrays.as_bytes(), objects.as_bytes(), b"{}", b"", b"\xff\xfe\x00", b"SQLite format 3\0and nothing more"] {
        for args in [&["query", "edges", "--graph", "g.json"][..], &["draw", "g.json", "-o", "g.svg"], &["diff", "g.json", "g.json"]] {
            let (status, message) = run(&[("g.json", content)], args);
            assert!(status == 2 && message.contains("g.json") && message.lines().count() < 8, "{args:?}: {status}: {message}");
        }
    }
    let many = 200_000;
    let dotted = format!("a{} = 1", ".a".repeat(many));
    for lexicon in
        [format!("a = {}", "[".repeat(many)), format!("a = {}", "{a=".repeat(many)), dotted.clone(), format!("[{}", dotted.replace(" = 1", "]"))]
    {
        let (status, message) = run(&[("a.txt", GOOD.as_bytes()), ("l.toml", lexicon.as_bytes())], &["extract", "a.txt", "--lexicon", "l.toml"]);
        assert!(status == 2 && message.contains("l.toml") && message.lines().count() < 8, "{status}: {message}");
    }
}

#[test]
fn encodings_that_are_broken_or_strange_end_in_a_message_or_a_record() {
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(GOOD.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let utf32: Vec<u8> = "\u{feff}".chars().chain(GOOD.chars()).flat_map(|c| u32::from(c).to_le_bytes()).collect();
    taken("wide.txt", &utf16, 1);
    refused("odd.txt", &utf16[..utf16.len() - 1], "broken UTF-16LE");
    refused("lone.txt", &[&utf16[..], b"\x00\xd8\x41\x00"].concat(), "broken UTF-16LE");
    refused("wider.txt", &utf32, "UTF-32");
    refused("nulls.txt", &[0; 1 << 20], "binary file");
    // The marks of other alphabets' escapes, of right-to-left overrides and of nothing at all are characters like any other.
    taken("escape.html", format!("<meta charset=iso-2022-jp><p>\u{1b}$B {}", GOOD.repeat(4)).as_bytes(), 1);
    taken("utf7.html", format!("<meta charset=utf-7><p>+ADw-script+AD4- {}", GOOD.repeat(4)).as_bytes(), 1);
    taken("bidi.txt", format!("{}{GOOD}", "\u{202e}\u{2066}".repeat(100_000)).as_bytes(), 1);
    taken("marks.txt", format!("{}{GOOD}", "\u{feff}".repeat(100_000)).as_bytes(), 1);
    taken("accents.txt", format!("e{} {GOOD}", "\u{301}".repeat(1_000_000)).as_bytes(), 1);
    taken("nothing.txt", format!("{}{GOOD}", "\u{fffe}\u{ffff}\u{10ffff}".repeat(1000)).as_bytes(), 1);
}

#[test]
fn values_of_json_that_no_article_has_end_in_a_message_or_a_record() {
    refused("lone.jsonl", format!("{{\"text\": \"\\ud800 {GOOD}\"}}").as_bytes(), "unexpected end of hex escape");
    refused("huge.jsonl", format!("{{\"text\": \"{GOOD}\", \"n\": 1e999999}}").as_bytes(), "number out of range");
    refused("digits.jsonl", format!("{{\"text\": \"{GOOD}\", \"n\": {}}}", "9".repeat(1 << 20)).as_bytes(), "number out of range");
    let lines = |key: &str, values: &[serde_json::Value]| {
        let line = |value: &serde_json::Value| serde_json::json!({ "text": GOOD, key: value }).to_string() + "\n";
        values.iter().map(line).collect::<String>()
    };
    let long = "x".repeat(1 << 20);
    let ids = serde_json::json!(["../../up", "\0", "\u{1b}[2J", long, "", " ", "a\nb", "same", "same", 3, null, [], {}]);
    taken("ids.jsonl", lines("id", ids.as_array().unwrap()).as_bytes(), 13);
    let days = serde_json::json!([
        "9999-12-31",
        "-9999-01-01",
        "99999999-99-99",
        "0000-00-00",
        "2024-02-30T99:99:99+99:99",
        long,
        "١٢",
        u64::MAX,
        -1,
        1e308,
        true
    ]);
    taken("days.jsonl", lines("published", days.as_array().unwrap()).as_bytes(), 11);
    let authors = serde_json::json!([vec!["Jane Roe"; 100_000], long, [[["Jane Roe"]]], { "name": 1 }]);
    taken("authors.jsonl", lines("authors", authors.as_array().unwrap()).as_bytes(), 4);
}

#[test]
fn monstrous_parts_of_pages_feeds_and_documents_end() {
    let body = format!("<p>{GOOD} {GOOD} The ministry in Oslo said so on Monday.</p>");
    let json = "<script type=\"application/ld+json\">";
    taken("deep-json.html", format!("{json}{}</script>{body}", "{\"a\":".repeat(200_000)).as_bytes(), 1);
    taken("deep-list.html", format!("{json}{}{}</script>{body}", "[".repeat(200_000), "]".repeat(200_000)).as_bytes(), 1);
    taken("title.html", format!("<title>{}</title>{body}", "T ".repeat(1 << 20)).as_bytes(), 1);
    taken("day.html", format!("<meta property=\"article:published_time\" content=\"{}\">{body}", "9".repeat(1 << 20)).as_bytes(), 1);
    taken("value.html", format!("{body}<a href='{}'>x</a>", "x".repeat(5 << 20)).as_bytes(), 1);
    taken("open-value.html", format!("{body}<a href='{}", "x".repeat(1 << 20)).as_bytes(), 1);
    taken("open-script.html", format!("{body}<script><!--<script>{}", "</scrip".repeat(100_000)).as_bytes(), 1);
    taken("points.html", format!("{body}<p>{}", "&#x110000;&#xD800;&#0;&#99999999999999999999;".repeat(1000)).as_bytes(), 1);
    for (name, tags) in [
        ("tables.html", "<table><tr><td>"),
        ("formats.html", "<a><b><i><u><p>"),
        ("svg.html", "<svg><foreignObject>"),
        ("select.html", "<select><option>"),
    ] {
        let (status, _, message) = extract(name, format!("{}{body}", tags.repeat(20_000)).as_bytes());
        assert!([0, 2].contains(&status), "{name}: {message}");
    }
    let feed = |inside: &str| format!("<rss><channel><item><title>{GOOD}</title>{inside}</item></channel></rss>");
    let outside = "<xi:include href=\"file:///etc/passwd\" parse=\"text\"/>";
    taken("include.rss", feed(&format!("<description>{outside}{GOOD}</description>")).as_bytes(), 1);
    taken("outer.rss", format!("<!DOCTYPE a [<!ENTITY % x SYSTEM \"file:///etc/passwd\"> %x;]>{}", feed("")).as_bytes(), 1);
    taken("types.rss", format!("<!DOCTYPE a [{}]>{}", "<!ENTITY a 'b'>".repeat(100_000), feed("")).as_bytes(), 1);
    taken("authors.rss", feed(&"<author>a</author>".repeat(50_000)).as_bytes(), 1);
    refused("titles.rss", feed(&"<title>x".repeat(20_000)).as_bytes(), "broken XML");
    let document = |text: &str| zip(&[("word/document.xml", format!("{text}<w:t>{GOOD} &x;</w:t>").as_bytes())]);
    taken("deep.docx", &document(&"<w:p><w:r>".repeat(200_000)), 1);
    taken("entities.docx", &document("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"), 1);
    refused("torn.docx", &zip(&[("word/document.xml", format!("<w:t>{GOOD} <").as_bytes())]), "damaged Word document");
}

#[test]
fn archives_that_say_what_is_not_so_end_in_a_message() {
    let good = zip(&[("a.txt", GOOD.as_bytes())]);
    let end = good.len() - 22;
    let table = u32::from_le_bytes(good[end + 16..end + 20].try_into().unwrap()) as usize;
    let told = |at: usize, bytes: &[u8]| [&good[..at], bytes, &good[at + bytes.len()..]].concat();
    refused("count.zip", &told(end + 8, b"\xff\xff\xff\xff"), "damaged ZIP data");
    refused("place.zip", &told(end + 16, b"\xff\xff\xff\x7f"), "damaged ZIP data");
    refused("begin.zip", &told(table + 42, b"\xff\xff\xff\x7f"), "damaged ZIP data");
    refused("size.zip", &told(table + 20, b"\xff\xff\xff\x7f"), "its members overlap");
    refused("name.zip", &told(table + 28, b"\xff\xff"), "damaged ZIP data");
    refused("packing.zip", &told(table + 10, b"\x63\x00"), "packed in a way that is not read");
    refused("locked.zip", &told(table + 8, b"\x01\x00"), "encrypted");
    let names = ["a\nb.txt", "\u{1b}[2J.txt", "C:\\x.txt", "..\\..\\y.txt", "/etc/passwd.txt", "a//b/./../c.txt"];
    taken("names.zip", &zip(&names.map(|name| (name, GOOD.as_bytes()))), names.len());
    let text = || gzip(std::iter::once(GOOD.into()));
    taken("members.txt.gz", &[gzip(std::iter::empty()).repeat(50_000), text()].concat(), 1);
    refused("more.txt.gz", &[text(), b"garbage".repeat(100)].concat(), "damaged gzip data");
    refused("name.txt.gz", &[b"\x1f\x8b\x08\x08\0\0\0\0\0\x03".to_vec(), b"n".repeat(1 << 20)].concat(), "damaged gzip data");
    refused("again.txt.gz.gz.gz.gz.gz.gz.gz", &(0..6).fold(text(), |file, _| gzip(std::iter::once(file))), "archives in archives");
    let page = |head: &str, body: &[u8]| {
        let answer = [format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n{head}\r\n").as_bytes(), body].concat();
        let record = format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n", answer.len());
        [record.as_bytes(), &answer, b"\r\n\r\n"].concat()
    };
    let blanks = gzip(std::iter::repeat_with(|| vec![b' '; 1 << 20]).take(70));
    refused("pages.warc", &page("Content-Encoding: gzip\r\n", &blanks).repeat(4), "times the size");
    refused("heads.warc", &page(&"X: y\r\n".repeat(300_000), GOOD.as_bytes()), "its header has no end");
    taken("piece.warc", &page("Transfer-Encoding: chunked\r\n", format!("ffffffffffffffff\r\n{GOOD}").as_bytes()), 1);
}

#[test]
fn tables_of_monstrous_columns_and_cells_are_read() {
    taken("twice.csv", format!("{}text\n{}{GOOD}\n", "text,".repeat(10_000), format!("{GOOD},").repeat(10_000)).as_bytes(), 1);
    taken("head.csv", format!("{},text\na,{GOOD}\n", "x".repeat(5 << 20)).as_bytes(), 1);
    taken("formula.csv", format!("title,text\n\"=cmd|'/C calc'!A0\",{GOOD}\n").as_bytes(), 1);
    refused("nul.csv", format!("title,text\na,{GOOD}\0\n").as_bytes(), "binary file");
}

#[cfg(unix)]
#[test]
fn names_of_files_are_only_names_and_what_is_no_file_is_neither_read_nor_replaced() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    let names: [&[u8]; 5] = [b"-rf.txt", b"a\x1b[2J\nb.txt", b"\xff\xfe.txt", b"$(true);`true`.txt", &[b'x'; 240]];
    for name in names {
        let path = folder.path().join(std::ffi::OsStr::from_bytes(&[name, b".txt"].concat()));
        std::fs::write(path, GOOD).unwrap();
    }
    // As a pipe that nobody writes to, it would be waited for without end.
    let socket = folder.path().join("socket.txt");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let output = newsgraph(folder.path()).args(["extract", "."]).timeout(LONGEST).output().unwrap();
    assert_eq!((output.status.code(), output.stdout.iter().filter(|&&b| b == b'\n').count()), (Some(0), names.len()));
    let output = newsgraph(folder.path()).args(["extract", ".", "-o", "socket.txt"]).timeout(LONGEST).output().unwrap();
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(2) && message.contains("a device or a pipe"), "{message}");
    assert!(!std::fs::symlink_metadata(&socket).unwrap().is_file());
}
