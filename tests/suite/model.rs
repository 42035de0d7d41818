//! The language model against golden files made by real spaCy (scripts/golden_annotations.py).

use std::path::Path;

use newsgraph::internals::annotate::Annotator;
use newsgraph::internals::annotate::rules::Rules;
use newsgraph::internals::annotate::tokenizer::Tokenizer;
use newsgraph::internals::types::{Document, Token, conllu};
use sha2::{Digest, Sha256};

fn fixture(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/annotate").join(name)).unwrap()
}

#[test]
fn the_card_gives_every_file_of_the_model_with_its_checksum() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/model");
    let card = std::fs::read_to_string(folder.join("CARD.md")).unwrap();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let sum: String = Sha256::digest(std::fs::read(&path).unwrap()).iter().map(|byte| format!("{byte:02x}")).collect();
        let row = card.lines().find(|line| line.starts_with(&format!("| `{name}` |")));
        assert!(name == "CARD.md" || row.is_some_and(|row| row.contains(&sum)), "data/model/CARD.md has no row for {name} with {sum}");
    }
}

fn golden() -> Vec<(String, Document)> {
    conllu::documents(&fixture("golden.conllu")).unwrap()
}

#[test]
fn tokens_and_norms_are_those_of_spacy() {
    #[derive(serde::Deserialize)]
    struct Case {
        text: String,
        tokens: Vec<(usize, usize, String)>,
    }
    let tokenizer = Tokenizer::load().unwrap();
    let cases = fixture("tokens.jsonl");
    assert!(cases.lines().count() > 1000);
    for line in cases.lines() {
        let case: Case = serde_json::from_str(line).unwrap();
        let tokens: Vec<_> = tokenizer.tokenize(&case.text).into_iter().map(|t| (t.start, t.end, t.norm.to_string())).collect();
        assert_eq!(tokens, case.tokens, "{:?}", case.text);
    }
}

#[test]
fn parts_of_speech_and_lemmas_are_those_of_spacy_given_its_tags_and_relations() {
    let rules = Rules::load().unwrap();
    for (id, doc) in golden() {
        let bare = |t: &Token| Token { start: t.start, end: t.end, tag: t.tag, dep: t.dep, head: t.head, ..Token::default() };
        let mut tokens: Vec<Token> = doc.tokens.iter().map(bare).collect();
        rules.complete(&doc.text, &mut tokens);
        assert_eq!(tokens, doc.tokens, "{id}");
    }
}

#[test]
fn documents_are_written_as_the_golden_file_has_them() {
    let mut out = Vec::new();
    for (id, doc) in golden() {
        conllu::write(&doc, &id, &mut out).unwrap();
    }
    let (written, expected) = (String::from_utf8(out).unwrap(), fixture("golden.conllu"));
    for (line, (ours, golden)) in (1..).zip(written.lines().zip(expected.lines())) {
        assert_eq!(ours, golden, "line {line}");
    }
    assert_eq!(written.len(), expected.len());
}

/// How often two annotations of the same tokens agree.
#[derive(Default)]
struct Agreement {
    all: usize,
    tags: usize,
    heads: usize,
    labels: usize,
    sentences: usize,
    names: [usize; 3],
}

#[test]
fn tags_trees_and_names_agree_with_spacy() {
    let annotator = Annotator::load().unwrap();
    let mut sum = Agreement::default();
    for (id, golden) in golden() {
        let ours = annotator.annotate(&golden.text);
        let bounds = |doc: &Document| doc.tokens.iter().map(|t| (t.start, t.end)).collect::<Vec<_>>();
        assert_eq!(bounds(&ours), bounds(&golden), "{id}");
        let starts = |doc: &Document, i: usize| doc.sentence(i).start == i;
        for (i, (our, gold)) in ours.tokens.iter().zip(&golden.tokens).enumerate() {
            sum.all += 1;
            sum.tags += usize::from(our.tag == gold.tag);
            sum.heads += usize::from(our.head == gold.head);
            sum.labels += usize::from(our.dep == gold.dep);
            sum.sentences += usize::from(starts(&ours, i) == starts(&golden, i));
        }
        sum.names[0] += ours.names.iter().filter(|n| golden.names.contains(n)).count();
        sum.names[1] += ours.names.len();
        sum.names[2] += golden.names.len();
    }
    assert!(sum.all > 3000 && sum.names[2] > 300);
    for (what, agreeing) in [("tags", sum.tags), ("heads", sum.heads), ("labels", sum.labels), ("sentence starts", sum.sentences)] {
        let share = agreeing as f64 / sum.all as f64;
        assert!(share >= 0.995, "{what}: {agreeing} of {} tokens agree", sum.all);
    }
    let f1 = 2.0 * sum.names[0] as f64 / (sum.names[1] + sum.names[2]) as f64;
    assert!(f1 >= 0.995, "names: F1 {f1:.4}");
}

#[test]
fn long_runs_of_one_pattern_are_cut_in_linear_time() {
    // Quadratic work on a megabyte would take minutes.
    let tokenizer = Tokenizer::load().unwrap();
    for pattern in ["(", ".", "-", "'s", "a@", "a.", "@:1", "x://", "a-", "5km", "…", "’’", ":-)", "Mr.", "(a.m.)", "\n", "東", "😀", "a/b.c?", "°C."]
    {
        let text = pattern.repeat(1_000_000 / pattern.len());
        let tokens = tokenizer.tokenize(&text);
        let covered: usize = tokens.iter().map(|t| t.end - t.start).sum();
        assert_eq!(covered, text.len(), "{pattern}");
    }
}

#[test]
fn no_text_is_too_odd_to_annotate() {
    let annotator = Annotator::load().unwrap();
    let words = "word ".repeat(3000);
    for text in ["", " ", "\n", "\u{feff}", "x", "\"", "😀", "\u{301}", "“”\"'’", "\0\u{7f}\u{85}", "\u{202e}abc\u{200d}", "((((((((((", &words]
    {
        let doc = annotator.annotate(text);
        assert_eq!(doc.text, text);
        let ends = [doc.sentences.first().map_or(0, |s| s.start), doc.sentences.last().map_or(0, |s| s.end)];
        assert_eq!(ends, [0, doc.tokens.len()], "{text:?}");
        let mut out = Vec::new();
        conllu::write(&doc, "odd", &mut out).unwrap();
        let again = conllu::documents(&String::from_utf8(out).unwrap()).unwrap().remove(0).1;
        assert_eq!((again.tokens, again.names, again.sentences), (doc.tokens, doc.names, doc.sentences), "{text:?}");
    }
}
