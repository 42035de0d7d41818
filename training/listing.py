#!/usr/bin/env python3
"""Learns which unnamed actors an article is about -> data/learned/listing.tsv.

    newsgraph extract ARTICLES.jsonl > records.jsonl                    (what is listed already, by events and statements)
    cargo run --release --example actor_candidates -- ARTICLES.jsonl > candidates.jsonl
    listing.py candidates.jsonl records.jsonl TRAIN_FOLDER > data/learned/listing.tsv

A logistic model: of the actors without a name that take part in no event or statement that was found, which ones did the reader of the
article list? Only the half "tune" is learned from. Cross-validation over articles is printed to stderr. Same input, same weights.
Needs numpy and scipy."""
import collections, importlib.util, json, os, sys

import numpy as np
from scipy.optimize import minimize

STRENGTH, RARE, FOLDS, LEAST = 4.0, 4, 5, 0.38


def fit(x, y):
    def loss(w):
        p = 1 / (1 + np.exp(-(x @ w)))
        return -(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12)).sum() + 0.5 * STRENGTH * (w ** 2).sum(), x.T @ (p - y) + STRENGTH * w
    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x


def main():
    candidates, records, folder = sys.argv[1:4]
    sys.path.insert(0, folder)
    import ann
    spec = importlib.util.spec_from_file_location("graph_score", os.path.join(folder, "..", "bench", "graph", "score.py"))
    graph = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(graph)
    folds = json.load(open(os.path.join(folder, "folds.json")))
    listed = {r["article"]["id"]: r["entities"] for r in map(json.loads, open(records, encoding="utf8"))}
    rows, before = [], collections.Counter()
    for line in open(candidates, encoding="utf8"):
        found = json.loads(line)
        article = found["id"]
        if folds.get(article) != "tune": continue
        read, _ = ann.parse(os.path.join(folder, "texts", article + ".ann"))
        gold = {e["id"]: e for e in read["entities"]}
        actors = {e["id"]: e for e in listed[article] if e["kind"] in graph.ACTORS}
        before["gold"] += len(gold); before["listed"] += len(actors); before["right"] += len(graph.match_entities(actors, gold))
        matched = graph.match_entities(dict(enumerate(found["entities"])), gold)
        for i, features in enumerate(found["listing"]):
            if features and found["entities"][i]["id"] not in actors: rows.append((article, features, i in matched))
    counts = collections.Counter(f for _, features, _ in rows for f in features)
    names = sorted(f for f, n in counts.items() if n >= RARE)
    at = {f: i for i, f in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, (_, features, _) in enumerate(rows):
        for f in features:
            if f in at: x[i, at[f]] = 1
    y = np.array([float(right) for *_, right in rows])
    articles = sorted({a for a, *_ in rows})
    p = np.zeros(len(rows))
    for fold in range(FOLDS):
        held = np.array([a in set(articles[fold::FOLDS]) for a, *_ in rows])
        p[held] = 1 / (1 + np.exp(-(x[held] @ fit(x[~held], y[~held]))))
    for least in (0.3, 0.34, 0.38, 0.42, 0.46, 0.5):
        more = p >= least
        right, n = before["right"] + y[more].sum(), before["listed"] + more.sum()
        print(f"{least}: {more.sum()} more, {y[more].mean():.3f} right; entities P {right / n:.3f} R {right / before['gold']:.3f} F {2 * right / (n + before['gold']):.3f}", file=sys.stderr)
    print("# How an unnamed actor is mentioned, and how much that speaks for its taking part (src/knowledge/listing.rs). Made by training/listing.py: see CARD.md.")
    print("# feature\tweight")
    print(f"least\t{LEAST}")
    for f, w in zip(names, fit(x, y)):
        if abs(w) >= 0.005: print(f"{f}\t{w:.3f}")


if __name__ == "__main__":
    main()
