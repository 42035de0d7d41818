//! Times the language model on one thread: `annotate_speed FILE.jsonl [ROUNDS]` prints, as JSON objects, the seconds of loading, then tokens and
//! seconds of each round. `cpu` is the thread's time on a processor, which other programs do not disturb; where it cannot be told (not Linux), it
//! is the clock's time. `scripts/bench_annotate.py` runs this beside spaCy.

use std::time::Instant;

use newsgraph::internals::annotate::Annotator;

/// Nanoseconds that this thread has been on a processor.
fn cpu() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok()
}

/// What `work` gives, with its seconds by the clock and on the processor.
fn timed<T>(work: impl FnOnce() -> T) -> (T, f64, f64) {
    let (clock, before) = (Instant::now(), cpu());
    let result = work();
    let seconds = clock.elapsed().as_secs_f64();
    let cpu = before.zip(cpu()).map_or(seconds, |(before, after)| (after - before) / 1e9);
    (result, seconds, cpu)
}

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or_else(|| anyhow::anyhow!("usage: annotate_speed FILE.jsonl [ROUNDS]"))?;
    let rounds: usize = arguments.next().map_or(Ok(3), |text| text.parse())?;
    let text = |line: &str| -> anyhow::Result<String> {
        let value: serde_json::Value = serde_json::from_str(line)?;
        Ok(value["text"].as_str().unwrap_or_default().to_owned())
    };
    let texts = std::fs::read_to_string(path)?.lines().map(text).collect::<anyhow::Result<Vec<_>>>()?;
    let (annotator, seconds, cpu) = timed(Annotator::load);
    let annotator = annotator?;
    println!("{}", serde_json::json!({ "load": seconds, "cpu": cpu }));
    for _ in 0..rounds {
        let (tokens, seconds, cpu) = timed(|| texts.iter().map(|text| annotator.annotate(text).tokens.len()).sum::<usize>());
        println!("{}", serde_json::json!({ "tokens": tokens, "seconds": seconds, "cpu": cpu }));
    }
    Ok(())
}
