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
    refused("bomb.jsonl.gz", &gzip(zeros()), "times its size");
    refused("bomb.csv.gz", &gzip(std::iter::once(b"title,text\n\"".to_vec()).chain(zeros())), "MB for one article");
    refused("bomb.txt.zst", &zstd_of_blanks(200 << 20), "MB for one article");
    refused("bomb.jsonl.zst", &zstd_of_blanks(200 << 20), "times its size");
    refused("bomb.zip", &deflated(&[("bomb.txt", 200 << 20)]), "MB for one article");
    refused("many.zip", &deflated(&[("a.jsonl", 150 << 20), ("b.jsonl", 150 << 20)]), "times its size");
    refused("bomb.docx", &deflated(&[("word/document.xml", 400 << 20)]), "");
    refused("bomb.wacz", &zip(&[("archive/data.warc.gz", &gzip(zeros()))]), "");
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
