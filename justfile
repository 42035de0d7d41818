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

# the sample graph: out/graph.json, graph.dot, graph.svg, records.jsonl
sample:
    cargo run --release -- build data/articles

# speed of the language model and of the whole way of an article
bench:
    cargo bench

# headline figures on the benchmarks, which are not part of this repository
score bench:
    scripts/score.sh {{bench}}

# everything that continuous integration does
ci:
    .ci/run
