#!/usr/bin/env python3
"""Fit and check how sure edges are (development only; needs articles whose edges people marked).

    python scripts/fit_edges.py fit BENCHMARKS GRAPH.jsonl PLOVER.jsonl JUDGED.jsonl RECORDS.jsonl > data/calibration/edges.tsv
    python scripts/fit_edges.py check BENCHMARKS GRAPH.jsonl PLOVER.jsonl JUDGED.jsonl RECORDS.jsonl

BENCHMARKS is a folder with graph/ (score.py, gold/A, gold/B: whole articles, two readers) and plover/ (score.py, dev/gold.jsonl: sentences, one
coder). GRAPH.jsonl and PLOVER.jsonl are what `newsgraph extract` writes for their inputs. An edge of an article is right as far as the readers have it
with its type and both ends: 1, 0.5 or 0. An event of a sentence is right if its class and both countries are the coder's; sentences count less, and
have an intercept of their own, as one coder of one sentence leaves out more than he marks. JUDGED.jsonl: edges drawn at random from articles that nobody
tuned for, each judged by a reader, {"article", "type", "source", "target", "right": 0, 0.5 or 1}, RECORDS.jsonl what `newsgraph extract` writes for
these articles; without them the weights would promise on any text what holds on the texts that the rules were made with.
`fit` is a logistic regression on the `grounds` of each event, by Newton's method with a ridge that keeps rare grounds near nothing. `check` fits on
all articles but one, gives that one's edges their confidence, and so on, and prints for each bin of the confidence given how many edges
have it, their mean confidence and the share that is right.
"""

import collections
import importlib.util
import json
import math
import os
import sys

from fit_confidence import read, solve

RIDGE = 3.0
RARE = 6
SENTENCE = 0.4


def module(path):
    spec = importlib.util.spec_from_file_location(os.path.basename(os.path.dirname(path)), path)
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def of_articles(folder, records):
    """(article, grounds, share of readers who have it, weight) of every distinct edge; of two that are one to the scorer the surer counts"""
    score = module(os.path.join(folder, "graph", "score.py"))
    golds = [score.load(os.path.join(folder, "graph", "gold", reader)) for reader in "AB"]
    out = []
    for record in read(records):
        name, entities = record["article"]["id"], {e["id"]: e for e in record["entities"]}
        known = []
        for gold in golds:
            match = score.match_entities(entities, gold[name]["entities"])
            known.append((match, {score.canon(t, s, g, True) for t, s, g, *_ in gold[name]["edges"]}))
        best = {}
        for event in record["events"]:
            key = (event["type"], event["source"], event["target"])
            if key not in best or event["confidence"] > best[key]["confidence"]:
                best[key] = event
        for event in best.values():
            has = lambda match, edges: score.canon(event["type"], match.get(event["source"]), match.get(event["target"]), True) in edges
            both = [m.get(event["source"]) and m.get(event["target"]) and has(m, edges) for m, edges in known]
            out.append((name, event["grounds"].split(), sum(map(bool, both)) / 2, 1.0))
    return out


def of_sentences(folder, records):
    score = module(os.path.join(folder, "plover", "score.py"))
    gold = {item["id"]: score.gold_units(item, False) for item in read(os.path.join(folder, "plover", "dev", "gold.jsonl"))}
    out = []
    for record in read(records):
        units = [unit for unit in gold.get(record["article"]["id"], []) if unit[1] and unit[2]]
        entities = {e["id"]: e for e in record["entities"]}
        for event in record["events"] if units else []:
            if not event["plover"] or event["negated"]:
                continue
            ends = [score.code_of(event[end], entities) for end in ("source", "target")]
            mutual = event["type"] in score.SYMMETRIC
            right = any(event["plover"] in accept and (ends == [s, t] or ((mutual or both) and ends == [t, s])) for accept, s, t, both in units)
            out.append(("sentence " + record["article"]["id"], ["set:sentence", *event["grounds"].split()], float(right), SENTENCE))
    return out


def of_judgements(judged, records):
    right = {(j["article"], j["type"], j["source"], j["target"]): j["right"] for j in read(judged)}
    out, seen = [], set()
    for record in read(records):
        for event in record["events"]:
            key = (record["article"]["id"], event["type"], event["source"], event["target"])
            if key in right and key not in seen:
                seen.add(key)
                out.append(("judged " + key[0], event["grounds"].split(), right[key], 1.0))
    return out


def train(cases):
    counts = collections.Counter(ground for _, grounds, _, _ in cases for ground in grounds)
    names = ["base"] + sorted(ground for ground, n in counts.items() if n >= RARE)
    index = {name: i for i, name in enumerate(names)}
    rows = [([index[g] for g in ["base", *grounds] if g in index], right, weight) for _, grounds, right, weight in cases]
    weights = [0.0] * len(names)
    for _ in range(12):
        gradient = [-RIDGE * w * (i > 0) for i, w in enumerate(weights)]
        hessian = [[RIDGE * (i > 0) + 1e-6 if i == k else 0.0 for k in range(len(names))] for i in range(len(names))]
        for active, right, weight in rows:
            p = 1 / (1 + math.exp(-sum(weights[i] for i in active)))
            for i in active:
                gradient[i] += weight * (right - p)
                for k in active:
                    hessian[i][k] += weight * p * (1 - p)
        weights = [w + s for w, s in zip(weights, solve(hessian, gradient))]
    return dict(zip(names, weights))


def confidence(weights, grounds):
    p = 1 / (1 + math.exp(-weights["base"] - sum(weights.get(g, 0.0) for g in grounds)))
    return round(min(max(p, 0.01), 0.99), 2)


def fit(cases):
    weights = train(cases)
    articles = [case for case in cases if case[3] == 1.0]
    print("# The confidence of an edge, from the features it was found by (src/extract/events/confidence.rs): the weights of a logistic model.")
    print("# What: ground, weight, number of edges that have it, share of them that is right. The confidence is 1 / (1 + exp(-sum of weights)).")
    print("# Right: type and both ends are those that human readers marked; numbers and shares are those of whole articles (see the script).")
    print("# Source: fitted by scripts/fit_edges.py on %d edges of the program in marked or judged articles and %d in marked sentences. Licence: that of the project."
          % (len(articles), len(cases) - len(articles)))
    for name, weight in weights.items():
        if name == "set:sentence":
            continue
        having = [right for _, grounds, right, _ in articles if name == "base" or name in grounds]
        print("%s\t%.2f\t%d\t%.3f" % (name, weight, len(having), sum(having) / max(len(having), 1)))


def table(given, title):
    bins = collections.defaultdict(list)
    edges = [0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01]
    for p, right in given:
        bins[max(low for low in edges if p >= low)].append((p, right))
    print(title)
    print("%-11s %6s %10s %9s" % ("given", "n", "mean given", "right"))
    error = 0.0
    for low in sorted(bins):
        p, right = (sum(x) / len(bins[low]) for x in zip(*bins[low]))
        error += len(bins[low]) * abs(p - right) / len(given)
        print("%.1f - %.1f   %6d %10.3f %9.3f" % (low, min(edges[edges.index(low) + 1], 1.0), len(bins[low]), p, right))
    brier = sum((p - right) ** 2 for p, right in given) / len(given)
    mean = sum(right for _, right in given) / len(given)
    same = sum((mean - right) ** 2 for _, right in given) / len(given)
    print("expected calibration error %.3f, mean given %.3f, right %.3f, Brier score %.3f (%.3f if all had the mean)" % (
        error, sum(p for p, _ in given) / len(given), mean, brier, same))


def check(cases):
    given, drawn = [], []
    names = sorted({name for name, _, _, weight in cases if weight == 1.0})
    marked = [name for name in names if not name.startswith("judged")]
    judged = [name for name in names if name.startswith("judged")]
    # Whole articles one by one, those with one or two judged edges by tenths.
    for fold in [[name] for name in marked] + [judged[i::10] for i in range(10)]:
        weights = train([case for case in cases if case[0] not in fold])
        found = [(confidence(weights, grounds), right) for name, grounds, right, _ in cases if name in fold]
        (drawn if fold[:1] and fold[0].startswith("judged") else given).extend(found)
    table(given + drawn, "all edges, each article by the weights fitted on the others")
    table(given, "of these, the edges of articles that two readers marked")
    table(drawn, "of these, the edges drawn from articles that nobody tuned for")


def main():
    if len(sys.argv) != 7 or sys.argv[1] not in ("fit", "check"):
        sys.exit(__doc__)
    folder, graph, plover, judged, records = sys.argv[2:]
    cases = of_articles(folder, graph) + of_judgements(judged, records) + of_sentences(folder, plover)
    {"fit": fit, "check": check}[sys.argv[1]](cases)


if __name__ == "__main__":
    main()
