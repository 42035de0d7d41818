//! Reading: every input form, and every bad input with a message that names its place.

use std::fs;
use std::path::{Path, PathBuf};

use newsgraph::Article;
use newsgraph::read::{self, Options, READERS};
use newsgraph::{Error, Result};

/// The articles and errors of `paths` below a fresh folder with these files.
fn read(files: &[(&str, &[u8])], paths: &[&str]) -> Vec<Result<Article>> {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let paths: Vec<PathBuf> = paths.iter().map(|p| folder.path().join(p)).collect();
    read::articles(&paths, &Options::default()).unwrap().collect()
}

/// Place (file name only) and message of the only error, of the input or of the operating system.
fn only_error(items: &[Result<Article>]) -> (String, String) {
    let mut errors = items.iter().filter_map(|item| item.as_ref().err());
    let error = errors.next().expect("an error");
    assert!(errors.next().is_none(), "more than one error");
    match error {
        Error::Input { place, message } => (Path::new(place).file_name().unwrap().to_string_lossy().into_owned(), message.clone()),
        Error::Io { path, source } => (path.file_name().unwrap().to_string_lossy().into_owned(), source.to_string()),
        other => panic!("not an input error: {other}"),
    }
}

#[test]
fn a_folder_is_read_recursively_and_sorted_with_unique_ids() {
    let files: &[(&str, &[u8])] = &[
        ("b.txt", b"B."),
        ("a/b.txt", b"AB."),
        ("a/a.html", b"<p>AA."),
        ("c.jsonl", b"{\"id\":\"b\",\"text\":\"C.\"}"),
        (".x.txt", b"no"),
        ("d.xls", b"no"),
    ];
    let ids: Vec<_> = read(files, &["."]).into_iter().map(|a| a.unwrap()).map(|a| (a.id, a.text, a.html)).collect();
    let expected = [("a", "<p>AA.", true), ("b", "AB.", false), ("b", "B.", false), ("b", "C.", false)];
    assert_eq!(ids.len(), 4);
    for ((id, text, html), (stem, expected, page)) in ids.iter().zip(expected) {
        assert!(id.ends_with(stem) && text == expected && *html == page, "{id} {text}");
    }
    let unique: std::collections::BTreeSet<_> = ids.iter().map(|i| &i.0).collect();
    assert_eq!(unique.len(), 4);
}

#[test]
fn a_file_named_twice_is_read_once() {
    assert_eq!(read(&[("a/x.txt", b"Text.")], &["a", "a/x.txt", "a/../a/x.txt"]).len(), 1);
}

#[test]
fn a_file_without_a_telling_name_is_read_by_what_it_looks_like() {
    let items = read(&[("page", b"\n<!DOCTYPE html><p>A."), ("lines", b"{\"text\": \"B.\"}"), ("words", b"C.")], &["page", "lines", "words"]);
    let found: Vec<_> = items.into_iter().map(|a| a.unwrap()).map(|a| (a.html, a.text)).collect();
    assert_eq!(found, [(true, "\n<!DOCTYPE html><p>A.".into()), (false, "B.".into()), (false, "C.".into())]);
}

#[test]
fn json_lines_give_metadata_and_a_bad_line_does_not_stop_the_others() {
    let lines = b"\xEF\xBB\xBF{\"id\": 7, \"text\": \"One.\", \"title\": \"T\", \"published\": \"2024-06-19\", \"publisher\": \"P\", \"authors\": \"A B\"}\n\n{\"id\": \"x\", \"text\": \n{\"text\": \"Two.\", \"authors\": [\"C\", \"D\"], \"url\": \"https://example.org/2\", \"other\": {}}\n";
    let items = read(&[("in.jsonl", lines)], &["in.jsonl"]);
    assert_eq!(items.len(), 3);
    let one = items[0].as_ref().unwrap();
    assert_eq!((one.id.as_str(), one.metadata.title.as_deref(), one.metadata.authors.as_slice()), ("7", Some("T"), &["A B".to_owned()][..]));
    let (place, message) = only_error(&items);
    assert_eq!(place, "in.jsonl:3");
    assert!(message.contains("not a JSON object"), "{message}");
    let two = items[2].as_ref().unwrap();
    assert_eq!((two.id.as_str(), two.path.as_str(), two.metadata.authors.len()), ("in:4", "https://example.org/2", 2));
}

#[test]
fn each_bad_line_of_json_says_what_is_wrong() {
    for (line, says) in [
        (&b"{\"id\": \"a\"}"[..], "the keys are id: name the one with the text"),
        (b"{\"text\": \"  \"}", "no text: none of text, "),
        (b"{\"text\": \"caf\xe9\"}", "broken UTF-8 at byte 14"),
        (b"{\"text\": 3}", "no text"),
        (b"{\"text\": \"One\"", "not a JSON object"),
        (b"[1]", "not a JSON object"),
        (b"\n \n", "nothing to read"),
    ] {
        let (_, message) = only_error(&read(&[("in.jsonl", line)], &["in.jsonl"]));
        assert!(message.contains(says), "{message}");
    }
}

#[test]
fn bad_files_are_errors_that_name_them_and_the_others_are_read() {
    let broken = ["“A quotation”, said the “other".as_bytes(), b"\xE2\x80 man."].concat();
    for (name, bytes, says) in [
        ("missing.txt", None, "no such file"),
        ("empty.txt", Some(&b""[..]), "empty"),
        ("white.txt", Some(b" \n\t\n"), "nothing to read"),
        ("white.html", Some(b" \n"), "nothing to read"),
        ("nul.txt", Some(b"text\0\x01\x02"), "binary file"),
        ("paper.txt", Some(b"%PDF-1.7 ..."), "PDF"),
        ("photo.txt", Some(b"\xFF\xD8\xFF\xE0..."), "JPEG"),
        ("broken.txt", Some(&broken), "broken UTF-8 at byte"),
        ("broken.html", Some(b"<meta charset='utf-8'><p>caf\xe9"), "broken UTF-8 at byte 28 (line 1)"),
    ] {
        let mut files: Vec<(&str, &[u8])> = vec![("good.txt", b"Good.")];
        files.extend(bytes.map(|b| (name, b)));
        let items = read(&files, &[name, "good.txt"]);
        assert!(items.iter().any(|item| item.as_ref().is_ok_and(|a| a.text == "Good.")), "{name}");
        let (place, message) = only_error(&items);
        assert_eq!(place, name);
        assert!(message.contains(says), "{name}: {message}");
    }
}

#[test]
fn a_folder_with_nothing_to_read_names_the_endings_that_are_read() {
    let (place, message) = only_error(&read(&[("empty/notes.xls", b"x")], &["empty"]));
    assert_eq!(place, "empty");
    assert!(message.contains(".jsonl") && message.contains(".html"), "{message}");
}

#[test]
fn an_unknown_format_lists_the_known_ones() {
    let mut options = Options::default();
    options.format = Some("word".into());
    let error = read::articles::<&Path>(&[], &options).err().unwrap().to_string();
    assert!(READERS.iter().all(|reader| error.contains(reader.name)), "{error}");
}

#[test]
fn every_reader_is_found_by_its_extensions_and_by_its_name() {
    for reader in READERS {
        assert!(!reader.description.is_empty());
        for extension in reader.extensions {
            let path = format!("x.{}", extension.to_uppercase());
            assert!(newsgraph::read::with_extension(Path::new(&path)).any(|found| found.name == reader.name));
        }
    }
}

#[test]
fn random_bytes_never_panic_a_reader() {
    let mut state = 1u64;
    for round in 0..300 {
        let bytes: Vec<u8> = (0..round * 3)
            .map(|_| {
                state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                (state >> 33) as u8
            })
            .collect();
        for ending in READERS.iter().flat_map(|reader| reader.extensions).chain(&[""]) {
            let name = &*format!("x.{ending}");
            assert!(!read(&[(name, &bytes)], &[name]).is_empty());
        }
    }
}
