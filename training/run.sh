#!/usr/bin/env bash
# Learns all weights of data/learned/ again: training/run.sh TRAIN_FOLDER BENCH_FOLDER (training/README.md). Needs the Rust toolchain and
# Python 3 with training/requirements.txt (PYTHON names another interpreter). Same input, same weights.
set -euo pipefail
[ $# = 2 ] || { sed -n '2,3s/^# //p' "$0"; exit 2; }
train=$(cd "$1" && pwd) bench=$(cd "$2" && pwd)
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
# One thread: sums of floating-point numbers then have one order.
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

features() { # EXAMPLE INPUT OUTPUT
    cargo run --quiet --release --locked --example "$1" -- "$2" >"$3"
}
learned() { # FILE, from standard input: replaced only when it is whole
    cat >"$work/new" && mv "$work/new" "data/learned/$1"
}

echo "== kinds of names"
for set in crossner gum; do features name_evidence "$bench/names/$set/train/input.jsonl" "$work/$set.names"; done
features name_evidence "$train/input.jsonl" "$work/train.names"
"$python" training/name_kinds.py fit "$work/train.names:$train/texts" "$work/crossner.names:$bench/names/crossner/train/gold.jsonl" \
    "$work/gum.names:$bench/names/gum/train/gold.jsonl" | learned name_kinds.tsv

echo "== whom nouns and pronouns mean"
features actor_candidates "$train/input.jsonl" "$work/train.actors"
features actor_candidates "$bench/names/gum/train/input.jsonl" "$work/gum.actors"
"$python" training/coreference.py "$work/train.actors" "$train" --gum "$work/gum.actors" "$bench/names/gum/train/gold.jsonl" | learned coreference.tsv

echo "== which unnamed actors take part"
# What events and statements list by themselves: the records without this model's own choice.
sed 's/^least\t.*/least\t2/' data/learned/listing.tsv | learned listing.tsv
cargo run --quiet --release --locked -- extract "$train/input.jsonl" --quiet >"$work/records.jsonl"
features actor_candidates "$train/input.jsonl" "$work/train.actors"
"$python" training/listing.py "$work/train.actors" "$work/records.jsonl" "$train" | learned listing.tsv

echo "== events"
features event_candidates "$train/input.jsonl" "$work/train.events"
"$python" training/events.py "$work/train.events" "$train" --out data/learned/events.safetensors

(cd data/learned && sha256sum ./*.tsv ./*.safetensors)
