#!/usr/bin/env bash
# Corpora to begin with: the files of the tests, in the form that each target takes.
set -euo pipefail
cd "$(dirname "$0")/.."
for target in read clean tokenize extract data graph; do mkdir -p "fuzz/corpus/$target"; done
# The position of a reader in READERS (src/read/mod.rs), by a file's ending.
number() {
    case $1 in
        *.rss | *.atom | *.xml) echo 000 ;; *.html) echo 001 ;; *.jsonl) echo 002 ;; *.json) echo 003 ;; *.csv | *.tsv) echo 004 ;;
        *.parquet) echo 005 ;; *factiva* | *nexis.txt) echo 006 ;; *.docx) echo 007 ;; *.pdf) echo 010 ;; *.warc) echo 011 ;;
        *.zip | *.wacz) echo 012 ;; *.gz) echo 013 ;; *.zst) echo 014 ;; *) echo 015 ;;
    esac
}
for file in tests/fixtures/read/*; do
    { printf "\\$(number "$file")"; cat "$file"; } >"fuzz/corpus/read/${file##*/}"
done
for file in tests/fixtures/clean/*.{html,txt} tests/evaluation/*.txt; do
    for target in clean extract; do
        case $file in *.html) first=001 ;; *) first=000 ;; esac
        { printf "\\$first"; head -c 3000 "$file"; } >"fuzz/corpus/$target/${file##*/}"
    done
    head -c 1000 "$file" >"fuzz/corpus/tokenize/${file##*/}"
done
cp data/schema/edges/*.toml fuzz/corpus/data/
target/debug/newsgraph build tests/evaluation/0[1-3]*.txt -o fuzz/corpus/graph --quiet >/dev/null
(cd fuzz/corpus/graph && rm -f graph.dot graph.svg graph.html && split -l 1 records.jsonl record- && rm records.jsonl)
