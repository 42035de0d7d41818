//! The command line from end to end: what it prints, what it makes of bad input, that its output never changes.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Stdio;

use newsgraph::Record;
use newsgraph::record::TextSpan;

use crate::support::{newsgraph, run};

const STORY: &str = "President Omar Diallo met Prime Minister Jane Roe in Dakar on Tuesday. \u{201c}Senegal is a friend of Britain,\u{201d} Roe said. \
    Britain will send patrol boats to Senegal, according to Diallo.\n";
const GERMAN: &str = "Der Präsident hat am Dienstag die Premierministerin in der Hauptstadt empfangen. Sie sprachen über den Handel und über die \
    Sicherheit an der Küste, und sie haben einen Vertrag unterzeichnet, der noch in diesem Jahr in Kraft treten soll.\n";

fn articles() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles")
}

/// Every span of a record with its text.
fn spans(record: &Record) -> Vec<TextSpan> {
    let mut spans: Vec<TextSpan> =
        record.mentions.iter().map(|mention| TextSpan { start: mention.start, end: mention.end, text: mention.text.clone() }).collect();
    for event in &record.events {
        spans.extend([event.trigger.clone(), event.sentence.clone()]);
    }
    for statement in &record.statements {
        spans.extend(statement.content.iter().chain(&statement.cue).chain(&statement.speaker_span).cloned());
    }
    spans
}

/// What a reader of the page sees of a stretch of its source: no tags, the entities of the sample as characters, white space folded.
fn seen_on_page(source: &str) -> String {
    let untagged: String =
        source.split('<').enumerate().map(|(i, part)| if i == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) }).collect();
    let decoded =
        [("&ldquo;", "“"), ("&rdquo;", "”"), ("&mdash;", "—"), ("&amp;", "&")].iter().fold(untagged, |text, (entity, c)| text.replace(entity, c));
    decoded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every span stands in the input as its text says; in a page, as a reader sees it.
fn assert_spans_hold(record: &Record, input: &str, page: bool) {
    let chars: Vec<char> = input.chars().collect();
    for span in spans(record) {
        let text: String = chars[span.start..span.end].iter().collect();
        let text = if page { seen_on_page(&text) } else { text };
        assert_eq!(text, span.text, "{} {}..{}", record.article.id, span.start, span.end);
    }
    let mut last = 0;
    for sentence in &record.sentences {
        assert!(sentence.start <= sentence.end && last <= sentence.end && sentence.end <= chars.len(), "{sentence:?}");
        last = sentence.start;
    }
    assert_eq!(record.article.chars, chars.len());
}

#[test]
fn every_span_of_the_sample_articles_leads_to_its_text() {
    let extractor = newsgraph::Extractor::new().unwrap();
    let all = newsgraph::read::articles(&[articles()], &newsgraph::read::Options::default()).unwrap();
    let mut seen = 0;
    for article in all {
        let article = article.unwrap();
        let record = extractor.extract(&article).unwrap();
        assert_spans_hold(&record, &article.text, article.html);
        seen += spans(&record).len();
    }
    assert!(seen > 500, "only {seen} spans");
}

#[test]
fn odd_texts_give_records_with_right_spans_or_clear_errors() {
    let extractor = newsgraph::Extractor::new().unwrap();
    let long = "the minister said that ".repeat(400);
    let texts = [
        "",
        " ",
        "x",
        ".",
        "\u{201c}",
        "\"\"\"\"",
        "🙂🙂🙂",
        "\u{feff}Roe met Diallo.",
        "Roe\r\n\r\nmet\r\nDiallo.",
        "習近平 met Roe in 東京, she said.",
        "e\u{301}e\u{301} Rene\u{301} Vidal met Roe\u{200b}.",
        "\u{202e}oeR\u{202c} met him.",
        "a\u{0}b",
        "((((",
        "He said. She said. They said.",
        &long,
        STORY,
    ];
    for text in texts {
        let article = newsgraph::Article::new("odd", text);
        match extractor.extract(&article) {
            Ok(record) => assert_spans_hold(&record, text, false),
            Err(error) => assert!(error.to_string().starts_with("odd: "), "{error}"),
        }
    }
}

#[test]
fn build_makes_all_files_and_a_summary_and_does_so_the_same_with_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let articles = articles();
    let articles = articles.to_str().unwrap();
    let (status, summary, errors) = run(folder.path(), &["build", articles, "-o", "one", "--threads", "1"]);
    assert_eq!((status, errors.as_str()), (0, ""));
    for part in ["8 articles, ", "actors", "states", "most ties", "statements", "one/graph.json", "one/records.jsonl"] {
        assert!(summary.contains(part), "{part}\n{summary}");
    }
    let (status, quiet, _) = run(folder.path(), &["-q", "build", articles, "-o", "two", "--threads", "2"]);
    assert_eq!((status, quiet.as_str()), (0, ""));
    for file in ["records.jsonl", "graph.json", "graph.dot", "graph.svg", "graph.html"] {
        let read = |name: &str| fs::read_to_string(folder.path().join(name).join(file)).unwrap();
        assert!(read("one") == read("two"), "{file} depends on the threads");
    }
    let (_, printed, _) = run(folder.path(), &["extract", articles]);
    assert_eq!(printed, fs::read_to_string(folder.path().join("one/records.jsonl")).unwrap());
    let (status, _, _) = run(folder.path(), &["-q", "assemble", "one/records.jsonl", "-o", "three"]);
    assert_eq!(status, 0);
    let graph = |name: &str| fs::read_to_string(folder.path().join(name).join("graph.json")).unwrap();
    assert!(graph("one") == graph("three"), "extract and assemble give the graph that build gives");
}

#[test]
fn standard_input_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let out = newsgraph(folder.path()).args(["extract", "-"]).write_stdin(STORY).output().unwrap();
    let record: Record = serde_json::from_slice(&out.stdout).unwrap();
    assert_spans_hold(&record, STORY, false);
}

#[test]
fn bad_inputs_are_named_and_the_others_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("good.txt", STORY.as_bytes());
    write("empty.txt", b"");
    write("binary.txt", &[0x7f, b'E', b'L', b'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 62, 0]);
    write("broken.txt", b"Jane Roe met Omar Diallo \xff\xfe\xc3\x28 in Dakar.");
    write("lines.jsonl", format!("{}\n{{\"id\": 3, \"te\n{}\n", json("a"), json("b")).as_bytes());
    write("blank.html", b"<html><head><title>x</title></head><body><script>1</script></body></html>");
    write("german.txt", GERMAN.as_bytes());
    fs::create_dir(folder.path().join("nothing")).unwrap();
    let inputs = ["missing.txt", "empty.txt", "nothing", "binary.txt", "broken.txt", "lines.jsonl", "blank.html", "german.txt", "good.txt"];
    let (status, out, errors) = run(folder.path(), &[&["extract"], &inputs[..]].concat());
    assert_eq!(status, 2);
    for name in ["missing.txt", "empty.txt", "nothing", "binary.txt", "lines.jsonl:2", "blank.html", "german.txt"] {
        assert!(errors.lines().any(|line| line.contains(name)), "no message about {name}:\n{errors}");
    }
    assert!(!errors.contains("panicked"), "{errors}");
    let ids: Vec<String> = out.lines().map(|line| serde_json::from_str::<Record>(line).unwrap().article.id).collect();
    for id in ["a", "b", "good"] {
        assert!(ids.contains(&id.to_owned()), "{ids:?}\n{errors}");
    }
    assert!(!ids.contains(&"german".to_owned()));
    // Broken UTF-8 is either told or read in the encoding that was guessed; it is not passed over.
    assert!(errors.contains("broken.txt") || ids.contains(&"broken".to_owned()));
}

fn json(id: &str) -> String {
    serde_json::json!({"id": id, "text": STORY}).to_string()
}

#[test]
fn nothing_is_written_where_nothing_was_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("german.txt"), GERMAN).unwrap();
    let (status, out, errors) = run(folder.path(), &["build", "german.txt"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(errors.contains("german.txt") && errors.contains("no graph was written"), "{errors}");
    assert_eq!(fs::read_dir(folder.path().join("out")).unwrap().count(), 0);
}

#[test]
fn an_output_folder_that_cannot_be_written_is_told_before_the_work() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "in the way").unwrap();
    let (status, out, errors) = run(folder.path(), &["build", "missing.txt", "-o", "file/out"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(errors.contains("file/out") && errors.contains("cannot be written") && !errors.contains("missing.txt"), "{errors}");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = tempfile::tempdir().unwrap();
    let lines: String = (0..60).map(|i| json(&format!("a{i}")) + "\n").collect();
    fs::write(folder.path().join("many.jsonl"), lines).unwrap();
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("newsgraph"))
        .current_dir(folder.path())
        .args(["extract", "many.jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 64];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_long_article_of_one_line_is_worked_on_in_parts() {
    let folder = tempfile::tempdir().unwrap();
    let text = STORY.trim().replace('\n', " ") + " ";
    let long = text.repeat(450_000 / text.len() + 1);
    assert!(long.len() > 450_000 && !long.contains('\n'));
    let article = newsgraph::Article::new("long", long.clone());
    let record = newsgraph::Extractor::new().unwrap().extract(&article).unwrap();
    assert_spans_hold(&record, &long, false);
    let last = record.mentions.last().unwrap();
    assert!(last.end > long.chars().count() - 200, "the end of the article is read as well");
    let roes = record.entities.iter().filter(|entity| entity.name == "Jane Roe").count();
    assert_eq!(roes, 1, "the parts' actors are joined");
    drop(folder);
}

#[test]
fn help_and_lists_name_all_that_there_is() {
    let folder = tempfile::tempdir().unwrap();
    let (status, help, _) = run(folder.path(), &["--help"]);
    assert_eq!(status, 0);
    for command in ["build", "extract", "assemble", "annotate", "query", "list", "draw"] {
        assert!(help.contains(command), "{command}");
        let (status, own, _) = run(folder.path(), &[command, "--help"]);
        assert!(status == 0 && own.contains("Usage:"), "{command}");
    }
    for (what, part) in [("edges", "arms-transfer"), ("inputs", "jsonl"), ("exports", "graph.svg"), ("queries", "newsgraph query said")] {
        let (status, out, _) = run(folder.path(), &["list", what]);
        assert!(status == 0 && out.contains(part), "{what}\n{out}");
    }
    let (status, _, errors) = run(folder.path(), &["query", "actors"]);
    assert_eq!(status, 2);
    assert!(errors.contains("out/graph.json"), "{errors}");
}

#[test]
fn annotate_prints_a_line_a_token() {
    let folder = tempfile::tempdir().unwrap();
    let out = newsgraph(folder.path()).args(["annotate", "-"]).write_stdin("Jane Roe met Omar Diallo in Dakar on Tuesday.").output().unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    assert!(text.lines().any(|line| line.starts_with("3\tmet\tmeet\tVERB")), "{text}");
}
