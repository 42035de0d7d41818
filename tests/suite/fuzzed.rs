//! Readers, cleaner, tokenizer, extraction, data files and graph reader on any input and on broken copies of good ones. The checks are those of
//! the fuzz targets (`fuzz/`), which look much longer; what they find becomes a case here.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

#[path = "../../fuzz/checks.rs"]
mod checks;

use crate::support::{json_lines, stories};

/// Pieces that mean something to one of the readers or stages.
const PIECES: [&str; 48] = [
    "Norway supplied Estonia with radars.",
    "“We met,” Anna Lund said.",
    " said ",
    "President ",
    "the ministry",
    "\n\n",
    "\r\n",
    "\t",
    "\"",
    "“",
    "”",
    "‘",
    "'s",
    "(",
    ")",
    "—",
    "...",
    "By Jane Roe",
    "5 May 2024",
    "<p>",
    "</p>",
    "<div class=\"share\">",
    "<script>",
    "</script>",
    "<!--",
    "<![CDATA[",
    "<item><title>",
    "&amp;",
    "&#x110000;",
    "<meta property=\"og:title\" content=\"x\">",
    "{\"text\": \"",
    "\"}",
    "[",
    "]",
    "title,text\n",
    ";",
    "=",
    "!=",
    "[[frame]]\nverbs = [\"spy\"]\n",
    "[[actor]]\nname = \"Harbour Board\"\nkind = \"organisation\"\n",
    "WARC/1.0\r\nContent-Length: 9\r\n\r\n",
    "LENGTH: 500 words",
    "\u{0}",
    "\u{feff}",
    "e\u{301}",
    "👩‍👩‍👧",
    "İ",
    "ﬁ",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![3 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => "\\PC{0,12}", 1 => "[ -~\n]{0,30}"];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Where to change bytes, and to what: written over, put in, taken away with some that follow.
fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u8, u8)>> {
    prop::collection::vec((any::<prop::sample::Index>(), 0_u8..8, any::<u8>()), 0..12)
}

fn changed(mut bytes: Vec<u8>, changes: &[(prop::sample::Index, u8, u8)]) -> Vec<u8> {
    for (at, how, byte) in changes {
        if bytes.is_empty() {
            break;
        }
        let at = at.index(bytes.len());
        match how {
            0 => bytes.insert(at, *byte),
            1 => drop(bytes.drain(at..(at + usize::from(*byte)).min(bytes.len()))),
            2 => bytes.truncate(at),
            3 => bytes.extend_from_within(at..(at + usize::from(*byte)).min(bytes.len())),
            _ => bytes[at] = *byte,
        }
    }
    bytes
}

fn files_below(folder: &str) -> Vec<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    files.sort();
    files
}

fn file_below(folder: &str) -> impl Strategy<Value = Vec<u8>> + use<> {
    prop::sample::select(files_below(folder)).prop_map(|path| std::fs::read(path).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(1), ..ProptestConfig::with_cases(96) })]

    #[test]
    fn readers_take_any_bytes(reader in any::<u8>(), bytes in prop::collection::vec(any::<u8>(), 0..400), text in text()) {
        checks::read(reader, &bytes);
        checks::read(reader, text.as_bytes());
    }

    #[test]
    fn readers_take_broken_files(reader in prop::option::weighted(0.2, any::<u8>()), at in any::<prop::sample::Index>(), changes in changes()) {
        let files = files_below("tests/fixtures/read");
        let path = &files[at.index(files.len())];
        let extension = newsgraph::read::with_extension(path).next().map_or("text", |reader| reader.name);
        let own = newsgraph::read::READERS.iter().position(|reader| reader.name == extension).unwrap() as u8;
        checks::read(reader.unwrap_or(own), &changed(std::fs::read(path).unwrap(), &changes));
    }

    #[test]
    fn the_cleaner_takes_any_text(text in text(), html in any::<bool>()) {
        checks::clean(&text, html);
    }

    #[test]
    fn the_cleaner_takes_broken_pages(page in file_below("tests/fixtures/clean"), html in any::<bool>(), changes in changes()) {
        checks::clean(&String::from_utf8_lossy(&changed(page, &changes)), html);
    }

    #[test]
    fn the_tokenizer_takes_any_text(text in text()) {
        checks::tokenize(&text);
    }

    #[test]
    fn extraction_takes_any_text(text in text(), html in any::<bool>()) {
        checks::extract(&text, html);
    }

    #[test]
    fn extraction_takes_broken_articles(article in file_below("data/articles"), changes in changes()) {
        let text = String::from_utf8_lossy(&changed(article, &changes)).into_owned();
        let start = text.chars().count().saturating_sub(1500);
        checks::extract(&text.chars().skip(start).collect::<String>(), false);
    }

    #[test]
    fn data_files_are_taken_or_refused(text in text(), edge in file_below("data/schema/edges"), changes in changes()) {
        checks::data(&text);
        checks::data(&String::from_utf8_lossy(&changed(edge, &changes)));
    }

    #[test]
    fn graphs_and_records_of_others_are_taken_or_refused(changes in changes(), lines in any::<bool>()) {
        let good = if lines { json_lines(&stories()) } else { graph_of_stories() };
        checks::graph(&good);
        checks::graph(&String::from_utf8_lossy(&changed(good.into_bytes(), &changes)));
    }

    #[test]
    fn graphs_with_any_values_are_taken_or_refused(at in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..6), 1..6)) {
        let mut graph: serde_json::Value = serde_json::from_str(&graph_of_stories()).unwrap();
        for (place, value) in at {
            let mut places = Vec::new();
            leaves(&graph, String::new(), &mut places);
            let path = &places[place.index(places.len())];
            let values = [serde_json::json!(null), "".into(), "\u{0}é\n".into(), usize::MAX.into(), (-1).into(), 1e300.into()];
            *graph.pointer_mut(path).unwrap() = values[value].clone();
        }
        checks::graph(&graph.to_string());
    }
}

fn graph_of_stories() -> String {
    let knowledge = newsgraph::Knowledge::load().unwrap();
    newsgraph::Graph::assemble(stories(), &knowledge).to_json().unwrap()
}

/// What fuzzing has found.
#[test]
fn a_cue_may_end_the_text() {
    checks::extract("&#x110000;\u{2014} said ", true);
    checks::extract("\u{2014} said ", false);
}

/// The places of all single values, as JSON pointers.
fn leaves(value: &serde_json::Value, path: String, out: &mut Vec<String>) {
    let below = |key: &str| format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"));
    match value {
        serde_json::Value::Object(map) => map.iter().for_each(|(key, value)| leaves(value, below(key), out)),
        serde_json::Value::Array(list) => list.iter().enumerate().for_each(|(i, value)| leaves(value, below(&i.to_string()), out)),
        _ => out.push(path),
    }
}
