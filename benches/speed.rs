//! Times the processor, the language model and the whole of extraction: `speed FILE.jsonl [ROUNDS]` prints a JSON object a line, that of loading and
//! then one a round. `scripts/bench_spacy.py` runs this beside spaCy.
//!
//! "seconds" is the clock's time, "cpu" the time of all threads on processors, which other programs disturb little; where it cannot be told (not
//! Linux), it is the clock's. What is timed has its texts in memory and writes nothing.

use std::hint::black_box;
use std::ops::ControlFlow;
use std::time::Instant;

use anyhow::{Context, Result};
use newsgraph::{Article, Extractor};
use pulp::{Arch, Simd, WithSimd};
use serde_json::{Value, json};

/// Hundredths of a second that all threads of this process, those that have ended too, have been on processors.
fn cpu() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = text.rsplit_once(')')?.1.split_whitespace().skip(11);
    Some(fields.next()?.parse::<f64>().ok()? + fields.next()?.parse::<f64>().ok()?)
}

/// What `work` gives, with its time.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Value) {
    let (clock, before) = (Instant::now(), cpu());
    let result = work();
    let seconds = clock.elapsed().as_secs_f64();
    let cpu = before.zip(cpu()).map_or(seconds, |(before, after)| (after - before) / 100.0);
    (result, json!({ "seconds": seconds, "cpu": cpu }))
}

/// Multiply-adds on registers alone, in as many sums side by side as keep the processor busy.
struct MultiplyAdds;

impl MultiplyAdds {
    const STEPS: usize = 200_000;
    const SUMS: usize = 12;

    /// The most that a thread does in a second, with the instructions that the language model uses: the best of many short bursts.
    fn a_second() -> f64 {
        let burst = |_| {
            let clock = Instant::now();
            let lanes = Arch::new().dispatch(Self);
            (Self::STEPS * Self::SUMS * lanes) as f64 / clock.elapsed().as_secs_f64()
        };
        (0..100).map(burst).fold(0.0, f64::max)
    }
}

impl WithSimd for MultiplyAdds {
    type Output = usize;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> usize {
        let (x, y) = black_box((simd.splat_f32s(1.0), simd.splat_f32s(1e-9)));
        let mut sums = [simd.splat_f32s(0.0); Self::SUMS];
        for _ in 0..Self::STEPS {
            sums.iter_mut().for_each(|sum| *sum = simd.mul_add_e_f32s(x, y, *sum));
        }
        black_box(sums);
        S::F32_LANES
    }
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().context("usage: speed FILE.jsonl [ROUNDS]")?;
    let rounds: usize = arguments.next().map_or(Ok(1), |text| text.parse())?;
    let article = |(i, line): (usize, &str)| -> Result<Article> {
        let value: Value = serde_json::from_str(line)?;
        Ok(Article::new(i.to_string(), value["text"].as_str().context("an article without text")?))
    };
    let articles = std::fs::read_to_string(path)?.lines().enumerate().map(article).collect::<Result<Vec<_>>>()?;

    let (extractor, load) = timed(Extractor::new);
    let extractor = extractor?;
    println!("{}", json!({ "load": load }));
    for _ in 0..rounds {
        let (tokens, annotate) = timed(|| articles.iter().map(|article| extractor.annotator().annotate(&article.text).tokens.len()).sum::<usize>());
        let extract = |threads: usize| {
            let mut records = 0;
            extractor.extract_all(articles.iter().cloned().map(Ok), threads, |record| {
                records += usize::from(record.is_ok());
                ControlFlow::Continue(())
            });
            records
        };
        let ((records, one), (_, two)) = (timed(|| extract(1)), timed(|| extract(2)));
        let peak = MultiplyAdds::a_second();
        println!("{}", json!({ "tokens": tokens, "records": records, "peak": peak, "annotate": annotate, "extract 1": one, "extract 2": two }));
    }
    Ok(())
}
