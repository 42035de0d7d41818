//! What each stage costs, on the sample articles and the texts of the open evaluation set: `cargo bench`, `cargo bench -- annotate` for one of them.
//!
//! A bench goes once over all of them; its throughput is in articles a second, for the tokenizer and the language model in tokens a second.
//! How fast the whole is beside spaCy: `scripts/bench_spacy.py`. What was measured: `benches/RESULTS.md`.

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime};
use newsgraph::export::{EXPORTERS, Options};
use newsgraph::internals::annotate::annotate_blocks;
use newsgraph::internals::annotate::tokenizer::Tokenizer;
use newsgraph::internals::extract::record::{Findings, build};
use newsgraph::internals::extract::{events, statements};
use newsgraph::internals::{clean, resolve};
use newsgraph::query::Query;
use newsgraph::{Article, Extractor, Graph, Record, Result, read};

/// A question with what is given with it.
type Question = (&'static str, &'static [(&'static str, &'static str)]);

/// One question of each kind that a graph file answers.
const QUESTIONS: &[Question] = &[
    ("actors", &[]),
    ("between", &[("A", "Russia"), ("B", "North Korea")]),
    ("contested", &[]),
    ("count", &[]),
    ("edges", &[("from", "Russia")]),
    ("neighbours", &[("NAME", "Russia")]),
    ("path", &[("A", "Kamala Harris"), ("B", "Kim Jong Un")]),
    ("said", &[("about", "Russia")]),
    ("timeline", &[("NAME", "Russia"), ("OTHER", "North Korea")]),
    ("top", &[]),
];

fn articles() -> Vec<Article> {
    let folder = |name: &str| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let texts = std::fs::read_dir(folder("tests/evaluation")).expect("the evaluation set").map(|entry| entry.expect("a file").path());
    let mut paths: Vec<_> = texts.filter(|path| path.extension().is_some_and(|e| e == "txt")).collect();
    paths.sort();
    paths.push(folder("data/articles"));
    let articles = read::articles(&paths, &read::Options::default()).expect("the articles");
    articles.collect::<Result<_>>().expect("articles that can be read")
}

fn group<'a>(criterion: &'a mut Criterion, name: &str, articles: usize) -> BenchmarkGroup<'a, WallTime> {
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Elements(articles as u64)).sample_size(20).measurement_time(Duration::from_secs(3));
    group
}

fn stages(criterion: &mut Criterion) {
    let extractor = Extractor::new().expect("the model");
    let (knowledge, articles) = (extractor.knowledge(), articles());
    let count = articles.len();

    criterion.bench_function("load", |b| b.iter(Extractor::new));
    group(criterion, "read", count).bench_function("articles", |b| b.iter(self::articles));

    let cleaned: Vec<_> = articles.iter().map(|article| clean::clean(article, knowledge).expect("a clean text")).collect();
    group(criterion, "clean", count).bench_function("articles", |b| {
        b.iter(|| articles.iter().map(|article| clean::clean(black_box(article), knowledge)).filter(Result::is_ok).count())
    });

    let documents: Vec<_> = cleaned.iter().map(|text| annotate_blocks(extractor.annotator(), text)).collect();
    let tokenizer = Tokenizer::load().expect("the tokenizer");
    let mut annotate = group(criterion, "annotate", documents.iter().map(|doc| doc.tokens.len()).sum());
    annotate.bench_function("tokens alone", |b| b.iter(|| cleaned.iter().map(|text| tokenizer.tokenize(black_box(&text.text)).len()).sum::<usize>()));
    annotate.bench_function("articles", |b| {
        b.iter(|| cleaned.iter().map(|text| annotate_blocks(extractor.annotator(), black_box(text)).tokens.len()).sum::<usize>());
    });
    annotate.finish();

    let resolve = |i: usize| resolve::resolve(black_box(&documents[i]), &cleaned[i].metadata, knowledge);
    group(criterion, "resolve", count).bench_function("articles", |b| b.iter(|| (0..count).map(|i| resolve(i).list.len()).sum::<usize>()));

    // Events add the actors that they need, so each reading begins with entities of its own.
    let entities: Vec<_> = (0..count).map(resolve).collect();
    let found: Vec<_> = (0..count).map(|i| statements::extract(&documents[i], &entities[i], knowledge)).collect();
    let read_events = |i: usize| {
        let mut entities = entities[i].clone();
        let events = events::extract(&documents[i], &mut entities, &found[i], cleaned[i].metadata.published.as_deref(), knowledge);
        (entities, events)
    };
    let record = |i: usize| {
        let (entities, events) = read_events(i);
        let (article, clean, doc) = (&articles[i], &cleaned[i], &documents[i]);
        build(&Findings { article, clean, doc, entities: &entities, events: &events, statements: &found[i] }, knowledge)
    };
    let mut extract = group(criterion, "extract", count);
    extract.bench_function("statements", |b| {
        b.iter(|| (0..count).map(|i| statements::extract(black_box(&documents[i]), &entities[i], knowledge).len()).sum::<usize>());
    });
    extract.bench_function("events", |b| b.iter(|| (0..count).map(|i| read_events(black_box(i)).1.len()).sum::<usize>()));
    extract.bench_function("events and record", |b| b.iter(|| (0..count).map(|i| record(black_box(i)).events.len()).sum::<usize>()));
    extract.finish();

    let records: Vec<Record> = (0..count).map(record).collect();
    let graph = Graph::assemble(records.clone(), knowledge);
    group(criterion, "assemble", count).bench_function("records", |b| {
        b.iter_batched(|| records.clone(), |records| Graph::assemble(records, knowledge), criterion::BatchSize::LargeInput);
    });

    let (folder, options) = (tempfile::tempdir().expect("a folder"), Options::default());
    let mut export = group(criterion, "export", count);
    for exporter in EXPORTERS.iter().filter(|exporter| exporter.lacks.is_none()) {
        exporter.save(&graph, &options, folder.path()).unwrap_or_else(|error| panic!("{}: {error}", exporter.name));
        export.bench_function(exporter.name, |b| b.iter(|| exporter.save(&graph, &options, folder.path())));
    }
    export.finish();

    let mut query = group(criterion, "query", count);
    for (name, given) in QUESTIONS {
        let question = Query::named(name).expect("a question");
        let ask = || question.ask(&graph, knowledge, given.iter().copied());
        assert!(!ask().unwrap_or_else(|error| panic!("{name}: {error}")).items.is_empty(), "{name} finds nothing");
        query.bench_function(*name, |b| b.iter(ask));
    }
    query.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
