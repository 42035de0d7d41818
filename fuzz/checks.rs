//! What must hold of any input, however broken: nothing panics, every span lies in its text, and what is written can be read again. The fuzz targets
//! (`fuzz/README.md`) and `tests/suite/fuzzed.rs` run these checks.

use std::io::Cursor;
use std::sync::LazyLock;

use newsgraph::export::{EXPORTERS, Options};
use newsgraph::internals::annotate::tokenizer::Tokenizer;
use newsgraph::internals::clean;
use newsgraph::internals::knowledge::fields::FieldNames;
use newsgraph::internals::types::{ByteSpan, conllu};
use newsgraph::read::{self, READERS, Source};
use newsgraph::record::TextSpan;
use newsgraph::{Article, Extractor, Graph, Identities, Knowledge, Lexicon, Record, View};

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().expect("the embedded model and knowledge"));
static TOKENIZER: LazyLock<Tokenizer> = LazyLock::new(|| Tokenizer::load().expect("the embedded rules"));

/// A reader of `READERS`, chosen by a number, takes the bytes to their end. (A panic inside a reader comes as a message.)
pub fn read(reader: u8, bytes: &[u8]) {
    let reader = &READERS[usize::from(reader) % READERS.len()];
    let source = Source { path: "input".into(), bytes: Box::new(Cursor::new(bytes.to_vec())) };
    let mut options = read::Options::default();
    options.format = Some(reader.name.into());
    let Ok(articles) = read::articles_in(source, &options) else { return };
    // What an item of one byte can be is little.
    for article in articles.take(bytes.len() * 2 + 16) {
        match article {
            Ok(article) => assert!(!article.id.is_empty(), "an article without an id"),
            Err(error) => assert!(!error.to_string().contains("inside newsgraph"), "{}: {error}", reader.name),
        }
    }
}

fn article(text: &str, html: bool) -> Article {
    let mut article = Article::new("a", text);
    article.html = html;
    article
}

/// Cleaning: blocks are in order, and each leads back into the input.
pub fn clean(text: &str, html: bool) {
    let Ok(clean) = clean::clean(&article(text, html), EXTRACTOR.knowledge()) else { return };
    let (chars, mut at) = (text.chars().count(), 0);
    for block in &clean.blocks {
        assert!(at <= block.span.start && block.span.start <= block.span.end, "{:?} after {at}", block.span);
        at = block.span.end;
        let words = block.span.of(&clean.text);
        let source = clean.to_source(ByteSpan::new(block.span.start, block.span.end));
        assert!(source.start <= source.end && source.end <= chars, "{source:?} of {chars}");
        assert!(html || words.is_empty() || source.start < source.end, "{words:?} is from nowhere");
    }
    assert!(at <= clean.text.len());
}

/// Tokens ascend, stand on whole characters, and leave out nothing but single blanks.
pub fn tokenize(text: &str) {
    let mut at = 0;
    for token in TOKENIZER.tokenize(text) {
        assert!(token.start < token.end && text.get(token.start..token.end).is_some(), "{token:?}");
        assert!(["", " "].contains(&&text[at..token.start]), "{:?} is in no token", &text[at..token.start]);
        at = token.end;
    }
    assert!(["", " "].contains(&&text[at..]), "{:?} is in no token", &text[at..]);
}

/// The whole of extraction: spans have their text, ids that are referred to are there, and record, CoNLL-U and graph can be read again.
pub fn extract(text: &str, html: bool) {
    let article = article(text, html);
    let Ok(record) = EXTRACTOR.extract(&article) else { return };
    check_spans(&record, text, html);
    let known = |id: &String| record.entities.iter().any(|entity| entity.id == *id);
    assert!(record.mentions.iter().all(|mention| known(&mention.entity)));
    assert!(record.events.iter().all(|event| known(&event.source) && known(&event.target) && event.attributed_to.iter().all(known)));
    assert!(record.statements.iter().all(|said| said.speaker.iter().chain(&said.addressee).chain(&said.about).all(known)));
    assert!(record.events.iter().all(|event| (0.0..=1.0).contains(&event.confidence)));
    let json = serde_json::to_string(&record).expect("a record as JSON");
    let again: Record = serde_json::from_str(&json).expect("the record read again");
    assert_eq!((again.mentions, again.entities), (record.mentions.clone(), record.entities.clone()));
    if let Ok(document) = EXTRACTOR.annotate(&article) {
        let mut lines = Vec::new();
        conllu::write(&document, "a", &mut lines).expect("CoNLL-U in memory");
        let again = conllu::documents(&String::from_utf8(lines).expect("UTF-8")).expect("CoNLL-U read again");
        assert_eq!(again[0].1.tokens, document.tokens);
    }
    let graph = Graph::assemble([record], EXTRACTOR.knowledge());
    let file = graph.to_json().expect("a graph as JSON");
    Graph::from_json(&file).expect("the graph read again");
}

fn check_spans(record: &Record, text: &str, html: bool) {
    let chars: Vec<char> = text.chars().collect();
    let check = |start: usize, end: usize, words: Option<&str>| {
        assert!(start <= end && end <= chars.len(), "{start}..{end} of {}", chars.len());
        if let Some(words) = words.filter(|_| !html) {
            assert!(chars[start..end].iter().copied().eq(words.chars()), "{words:?} is not at {start}..{end}");
        }
    };
    let span = |span: &TextSpan| check(span.start, span.end, Some(&span.text));
    record.sentences.iter().for_each(|sentence| check(sentence.start, sentence.end, None));
    record.mentions.iter().for_each(|mention| check(mention.start, mention.end, Some(&mention.text)));
    record.events.iter().for_each(|event| [&event.trigger, &event.sentence].into_iter().for_each(span));
    record.statements.iter().for_each(|said| said.content.iter().chain(&said.cue).chain(&said.speaker_span).for_each(span));
}

/// Files of a user's: a lexicon, a list of who is who, a map of columns. They are taken or refused in words.
pub fn data(text: &str) {
    if let Ok(lexicon) = Lexicon::parse("lexicon.toml", text) {
        let refused = Knowledge::load_with(vec![lexicon]).err();
        assert!(refused.is_none_or(|error| !error.to_string().is_empty()));
    }
    let _ = Identities::parse("identities.txt", text, EXTRACTOR.knowledge());
    if let Ok(mut names) = FieldNames::load() {
        let _ = text.lines().try_for_each(|line| names.map(line));
    }
}

/// Records and graphs that somebody else has written: what is taken can be assembled, exported in every format and written again.
pub fn graph(text: &str) {
    let records: Vec<Record> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    if !records.is_empty() {
        check_graph(&Graph::assemble(records, EXTRACTOR.knowledge()));
    }
    if let Ok(graph) = Graph::from_json(text) {
        check_graph(&graph);
    }
}

fn check_graph(graph: &Graph) {
    let file = graph.to_json().expect("a graph as JSON");
    Graph::from_json(&file).expect("the graph read again");
    for exporter in EXPORTERS.iter().filter(|exporter| exporter.lacks.is_none()) {
        // An export may refuse a graph, in words.
        let _ = exporter.write(graph, &Options::default(), &mut std::io::sink());
    }
    let mut view = View::default();
    (view.min_confidence, view.state_level) = (Some(0.5), true);
    view.of(graph.clone(), EXTRACTOR.knowledge());
}
