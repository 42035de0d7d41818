#!/usr/bin/env bash
# Builds newsgraph, runs it on the benchmark inputs and prints the headline figures as a Markdown table (benches/scores.md).
#   scripts/score.sh BENCH_FOLDER [RESULTS_FOLDER]
# BENCH_FOLDER has the layout graph/ plover/ attribution/ names/, each with its input.jsonl, gold and scorer; it is not part of
# this repository, for its texts belong to their publishers. NEWSGRAPH=PATH uses a program that is built already. Needs Python 3.
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,5s/^# //p' "$0"; exit 2; }
bench=$(cd "$1" && pwd)
results=${2:-$(mktemp -d)}
mkdir -p "$results"
results=$(cd "$results" && pwd)
cd "$(dirname "$0")/.."
if [ -z "${NEWSGRAPH:-}" ]; then
    cargo build --release --quiet
    NEWSGRAPH=target/release/newsgraph
fi
python3 scripts/score.py "$NEWSGRAPH" "$bench" "$results"
