//! The language model's speed on the sample articles: the whole way from text to document, and the tokenizer alone. One element is a token.
//! `scripts/bench_annotate.py` compares with spaCy.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use newsgraph::internals::annotate::Annotator;
use newsgraph::internals::annotate::tokenizer::Tokenizer;

/// The plain texts among the sample articles.
fn texts() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles");
    let paths = std::fs::read_dir(folder).expect("data/articles").map(|entry| entry.expect("a file").path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|e| e == "txt")).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).expect("UTF-8")).collect()
}

fn annotate(criterion: &mut Criterion) {
    let (texts, annotator, tokenizer) = (texts(), Annotator::load().expect("the model"), Tokenizer::load().expect("the tokenizer"));
    let tokens: usize = texts.iter().map(|text| tokenizer.tokenize(text).len()).sum();
    let mut group = criterion.benchmark_group("annotate");
    group.throughput(Throughput::Elements(tokens as u64));
    group.bench_function("articles", |b| b.iter(|| texts.iter().map(|text| annotator.annotate(black_box(text)).tokens.len()).sum::<usize>()));
    group
        .bench_function("articles, tokenizer only", |b| b.iter(|| texts.iter().map(|text| tokenizer.tokenize(black_box(text)).len()).sum::<usize>()));
    group.finish();
    criterion.bench_function("load", |b| b.iter(Annotator::load));
}

criterion_group!(benches, annotate);
criterion_main!(benches);
