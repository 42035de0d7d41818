//! The files that people have: each was made by the tool that makes them (`scripts/make_inputs.py`), and all of them hold
//! the same two articles.

use std::path::{Path, PathBuf};
use std::process::Output;

use newsgraph::Article;
use newsgraph::Extractor;
use newsgraph::read::{self, Options, READERS};

use crate::support::newsgraph;

fn run(args: &[&str]) -> Output {
    newsgraph(Path::new(".")).args(args).output().unwrap()
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/read").join(name)
}

fn read_with(name: &str, options: &Options) -> Vec<Article> {
    let articles: newsgraph::Result<Vec<Article>> = read::articles(&[fixture(name)], options).unwrap().collect();
    articles.unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn read(name: &str) -> Vec<Article> {
    read_with(name, &Options::default())
}

const TITLES: [&str; 2] = ["Norway sends radars to Estonia", "Chad accuses Libya of arming rebels"];
const PUBLISHERS: [&str; 2] = ["The Fjord Courier", "Sahel Wire"];
const DAYS: [&str; 2] = ["2024-06-19", "2024-06-20"];
const AUTHORS: [&str; 2] = ["Åse Lund", "Idriss Nour"];
/// An edge of each article.
const EDGES: [(&str, &str, &str); 2] = [("state:NOR", "arms-transfer", "state:EST"), ("state:TCD", "accusation", "state:LBY")];

/// Reads a file of the two articles, extracts them, and checks what is to be the same from whatever it was read.
/// `publishers`: whether the format names them; `names`: whether it names authors.
fn assert_is_the_two_articles(name: &str, ids: [&str; 2], publishers: bool, authors: bool) {
    let articles = read(name);
    assert_eq!(articles.iter().map(|a| a.id.as_str()).collect::<Vec<_>>(), ids, "{name}");
    let extractor = Extractor::new().unwrap();
    for (i, article) in articles.iter().enumerate() {
        let record = extractor.extract(article).unwrap();
        assert_eq!(record.article.title.as_deref(), Some(TITLES[i]), "{name}: title");
        assert_eq!(record.article.published.as_deref(), Some(DAYS[i]), "{name}: date");
        if publishers {
            assert_eq!(record.article.publisher.as_deref(), Some(PUBLISHERS[i]), "{name}: publisher");
        }
        if authors {
            assert_eq!(record.article.authors.iter().map(|name| name.to_lowercase()).collect::<Vec<_>>(), [AUTHORS[i].to_lowercase()], "{name}");
        }
        let (source, kind, target) = EDGES[i];
        let found = record.events.iter().any(|e| e.source == source && e.kind == kind && e.target == target);
        assert!(found, "{name}: no {source} {kind} {target} in {:?}", record.events);
        // Spans count code points of the text that was read.
        let chars: Vec<char> = article.text.chars().collect();
        for mention in record.mentions.iter().filter(|_| !article.html) {
            assert_eq!(chars[mention.start..mention.end].iter().collect::<String>(), mention.text, "{name}");
        }
    }
}

#[test]
fn tables_are_read_by_the_names_of_their_columns() {
    assert_is_the_two_articles("kaggle.csv", ["kaggle:41", "kaggle:42"], true, true);
    // Tabs, UTF-16 with its mark; the document's name is the title.
    assert_is_the_two_articles("maxqda.tsv", ["maxqda:41", "maxqda:42"], true, true);
    // Semicolons, Windows-1252.
    assert_is_the_two_articles("excel-latin1.csv", ["excel-latin1:41", "excel-latin1:42"], true, true);
}

#[test]
fn where_there_are_headlines_only_they_are_the_text() {
    for name in ["mediacloud.csv", "gdelt.json"] {
        let articles = read(name);
        let texts: Vec<&str> = articles.iter().map(|article| article.text.as_str()).collect();
        assert_eq!(texts, TITLES, "{name}");
        let days: Vec<_> = articles.iter().map(|article| article.metadata.published.as_deref()).collect();
        assert_eq!(days, DAYS.map(Some), "{name}");
    }
    assert_eq!(read("gdelt.json")[0].metadata.publisher.as_deref(), Some("fjord.example"));
    assert_eq!(read("mediacloud.csv")[1].path, "https://sahel.example/rebels");
}

#[test]
fn answers_of_services_are_read_from_the_array_that_they_hold() {
    assert_is_the_two_articles("newsapi.json", ["newsapi:1", "newsapi:2"], true, true);
    assert_is_the_two_articles("eventregistry.json", ["eventregistry:8100041", "eventregistry:8100042"], true, true);
    assert_is_the_two_articles("newspaper4k.json", ["newspaper4k:1", "newspaper4k:2"], true, true);
    assert_is_the_two_articles("feedparser.json", ["feedparser:1", "feedparser:2"], false, true);
    assert_is_the_two_articles("pandas.json", ["pandas:41", "pandas:42"], true, true);
    assert_is_the_two_articles("pandas.jsonl", ["41", "42"], true, true);
}

#[test]
fn feeds_are_read_item_by_item() {
    assert_is_the_two_articles("rss.xml", ["rss:1", "rss:2"], false, true);
    assert_is_the_two_articles("feed.atom", ["feed:1", "feed:2"], false, true);
    let articles = read("rss.xml");
    assert_eq!(articles[1].path, "https://sahel.example/rebels");
    assert!(articles.iter().all(|article| article.html && article.metadata.publisher.as_deref() == Some("The Fjord Courier")));
}

#[test]
fn exports_of_press_databases_are_many_articles_each_with_its_head() {
    for (name, stem) in [("nexis.txt", "nexis"), ("lexisnexis.txt", "lexisnexis"), ("factiva.txt", "factiva"), ("factiva-tags.txt", "factiva-tags")] {
        let ids = [format!("{stem}:1"), format!("{stem}:2")];
        assert_is_the_two_articles(name, [&ids[0], &ids[1]], true, true);
    }
    assert_is_the_two_articles("nexis.docx", ["nexis:1", "nexis:2"], true, true);
    assert!(read("nexis.txt").iter().all(|a| a.text.ends_with(['.', '”']) && a.text.starts_with(['N', 'C'])));
}

#[test]
fn packed_files_and_web_archives_are_read_as_they_are() {
    assert_is_the_two_articles("kaggle.csv.gz", ["kaggle:41", "kaggle:42"], true, true);
    assert_is_the_two_articles("pandas.jsonl.zst", ["41", "42"], true, true);
    for name in ["crawl.warc.gz", "crawl.wacz"] {
        let run = read::articles(&[fixture(name)], &Options::default()).unwrap();
        let passed_by = run.passed_by();
        let articles: Vec<Article> = run.map(Result::unwrap).collect();
        assert_eq!(articles.iter().map(|a| a.path.as_str()).collect::<Vec<_>>(), ["https://fjord.example/radars", "https://sahel.example/rebels"]);
        assert_eq!(passed_by.summary().as_deref(), Some("1 image/png"), "{name}");
    }
    assert_is_the_two_articles("crawl.warc.gz", ["crawl:1", "crawl:2"], true, true);
    assert_is_the_two_articles("crawl.wacz", ["data:1", "data:2"], true, true);
    let run = read::articles(&[fixture("mixed.zip")], &Options::default()).unwrap();
    let passed_by = run.passed_by();
    let ids: Vec<String> = run.map(|article| article.unwrap().id).collect();
    assert_eq!(ids, ["2024-06-19", "table:41", "table:42"]);
    assert_eq!(passed_by.summary().as_deref(), Some("1 .png, 1 .xls"));
}

#[test]
fn word_documents_have_a_title_and_the_date_of_their_name() {
    let article = &read("2024-06-19 radars.docx")[0];
    assert_eq!(article.metadata.title.as_deref(), Some(TITLES[0]));
    let record = Extractor::new().unwrap().extract(article).unwrap();
    assert_eq!(record.article.published.as_deref(), Some(DAYS[0]));
    assert!(record.events.iter().any(|event| event.kind == "arms-transfer"));
}

#[cfg(feature = "documents")]
#[test]
fn pdf_files_are_read() {
    let record = Extractor::new().unwrap().extract(&read("2024-06-20 rebels.pdf")[0]).unwrap();
    assert_eq!(record.article.published.as_deref(), Some(DAYS[1]));
    assert!(record.events.iter().any(|event| event.kind == "accusation" && event.source == "state:TCD"), "{record:?}");
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_files_are_read() {
    assert_is_the_two_articles("pandas.parquet", ["pandas:41", "pandas:42"], true, true);
}

#[test]
fn a_file_that_this_build_cannot_read_says_how_to_convert_it() {
    for reader in READERS.iter().filter(|reader| reader.lacks.is_some()) {
        let name = if reader.name == "pdf" { "2024-06-20 rebels.pdf" } else { "pandas.parquet" };
        let error = read::articles(&[fixture(name)], &Options::default()).unwrap().next().unwrap().unwrap_err().to_string();
        assert!(error.contains("save it") && error.contains("built with the feature `"), "{error}");
    }
}

#[test]
fn columns_with_other_names_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("odd.csv");
    std::fs::write(&file, "Nr,Artikel,Kopf,Wann\n7,\"=SUM(A1) Norway supplied Estonia with radars.\",Radars,19 June 2024\n").unwrap();
    let refused = run(&["extract", file.to_str().unwrap()]);
    let message = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(2));
    assert!(message.contains("Nr, Artikel, Kopf, Wann") && message.contains("--map text=COLUMN"), "{message}");
    let map = ["--map", "text=artikel", "--map", "title=Kopf", "--map", "date=Wann", "--map", "id=Nr"];
    let read = run(&[&["extract", file.to_str().unwrap()][..], &map].concat());
    assert_eq!(read.status.code(), Some(0), "{}", String::from_utf8_lossy(&read.stderr));
    let record: newsgraph::Record = serde_json::from_slice(&read.stdout).unwrap();
    assert_eq!((record.article.id.as_str(), record.article.published.as_deref()), ("odd:7", Some("2024-06-19")));
    // A formula is text, and counts.
    let norway = record.mentions.iter().find(|mention| mention.text.ends_with("Norway")).unwrap();
    assert_eq!(norway.end, 15);
    let wrong = run(&["extract", file.to_str().unwrap(), "--map", "words=Artikel"]);
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("no such field"));
}

#[test]
fn two_thousand_bad_lines_are_one_summary_with_the_first_examples() {
    let mut lines = String::new();
    for i in 0..2000 {
        lines += &format!("{{\"headline_no\": {i}, \"lang\": \"en\"}}\n");
    }
    lines += "{\"text\": \"Norway supplied Estonia with radars.\"}\n";
    let output = newsgraph(Path::new(".")).args(["extract", "-"]).write_stdin(lines).output().unwrap();
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(message.lines().count(), 4, "{message}");
    assert!(message.contains("-:1: no text") && message.contains("headline_no, lang") && message.contains("1997 more"), "{message}");
    assert_eq!(output.stdout.iter().filter(|&&b| b == b'\n').count(), 1);
}

#[test]
fn what_is_not_read_is_counted_by_kind_and_an_address_is_no_file() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.txt", "b.png", "c.PNG", "d.xls", "e"] {
        std::fs::write(folder.path().join(name), "Norway supplied Estonia with radars.").unwrap();
    }
    let output = run(&["extract", folder.path().to_str().unwrap()]);
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0));
    assert!(message.contains("2 .png, 1 .xls, 1 without an ending not read"), "{message}");
    let output = run(&["extract", "https://example.org/news"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("works offline; save the page"));
}

#[test]
fn a_text_without_a_date_has_that_of_its_name_or_the_one_that_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Norway supplied Estonia with radars on Monday.";
    for (name, text) in
        [("2024-06-19.txt", text.to_owned()), ("other.txt", text.to_owned()), ("2024-06-20.txt", format!("Published 2 May 2023\n\n{text}"))]
    {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let dates = |options: &[&str]| {
        let output = run(&[&["extract", folder.path().to_str().unwrap()][..], options].concat());
        let records = String::from_utf8(output.stdout).unwrap();
        let record = |line: &str| serde_json::from_str::<newsgraph::Record>(line).unwrap();
        records.lines().map(|line| record(line).article.published.unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(dates(&[]), ["2024-06-19", "2023-05-02", ""]);
    assert_eq!(dates(&["--published", "2024-06-25"]), ["2024-06-19", "2023-05-02", "2024-06-25"]);
    assert_eq!(run(&["extract", "x.txt", "--published", "June"]).status.code(), Some(2));
    let out = folder.path().join("out");
    let summary = run(&["build", folder.path().to_str().unwrap(), "-o", out.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&summary.stdout).contains("without a date: 1 of 3"), "{summary:?}");
}

#[test]
fn records_are_packed_as_their_file_is_called_and_read_again() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "Norway supplied Estonia with radars. The ministry in Oslo said so on Monday.").unwrap();
    let graph = |records: &str| {
        let done = |args: &[&str]| {
            let output = newsgraph(folder.path()).args(args).output().unwrap();
            assert_eq!(output.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        };
        done(&["extract", "a.txt", "-o", records]);
        done(&["assemble", records, "-q", "-o", "out"]);
        std::fs::read(folder.path().join("out/graph.json")).unwrap()
    };
    let plain = graph("records.jsonl");
    for (name, sign) in [("records.jsonl.gz", &b"\x1F\x8B"[..]), ("records.jsonl.ZST", b"\x28\xB5\x2F\xFD")] {
        assert_eq!(graph(name), plain, "{name}");
        assert!(std::fs::read(folder.path().join(name)).unwrap().starts_with(sign), "{name}");
    }
}
