#!/usr/bin/env python3
"""Fit and check how sure statements are (development only; needs articles whose attributions people marked).

    python scripts/fit_confidence.py fit RECORDS.jsonl INPUT.jsonl GOLD.jsonl > data/calibration/statements.tsv
    python scripts/fit_confidence.py check RECORDS.jsonl INPUT.jsonl GOLD.jsonl

RECORDS.jsonl is what `newsgraph extract INPUT.jsonl` writes. INPUT.jsonl: {"id", "text"}. GOLD.jsonl: {"id", "attributions": [{"source", "cue",
"content"}], "ignore"}, each a list of [start, end] in code points. A statement is right if an attribution has a source that shares a word with its
speaker's mention (or both have none) and its words agree at F1 >= 0.8 with the content; of a quotation that goes on without a cue, if nine tenths
of its words are in the content. Left out, as the gold cannot judge them: statements inside another content, or in stretches marked as ignored.
`fit` is a logistic regression on the grounds in each statement's `rule`, by Newton's method with a small ridge. `check` prints, for each tenth
of the confidence given, how many statements have it, their mean confidence, and the share that is right.
"""

import collections
import json
import math
import re
import sys

WORD = re.compile(r"[^\W_]+")
RIDGE = 1.0


def read(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def overlap(a, b):
    return any(max(s, u) < min(e, v) for s, e in a for u, v in b)


def inside(a, b):
    return bool(a) and all(any(u <= s and e <= v for u, v in b) for s, e in a)


def span(piece):
    return [(piece["start"], piece["end"])] if piece else []


def judge(text, gold, record):
    """(grounds, confidence, right) of every statement that the gold can judge"""
    starts = [match.start() for match in WORD.finditer(text)]
    words = lambda pieces: {at for at in starts if any(s <= at < e for s, e in pieces)}
    known = [(a["source"], a["cue"], words(a["content"]), a["content"]) for a in gold["attributions"]]
    contents = [piece for *_, content in known for piece in content]
    out = []
    for statement in record["statements"]:
        cue, source = span(statement["cue"]), span(statement["speaker_span"])
        pieces = [(c["start"], c["end"]) for c in statement["content"]]
        said = words(pieces)
        if not said:
            continue

        def right(one):
            named = overlap(one[0], source) and not overlap(one[3], source) if one[0] else not source
            common = len(said & one[2])
            agrees = 2 * common >= 0.8 * (len(said) + len(one[2])) if cue else common >= 0.9 * len(said)
            return named and agrees

        good = any(right(one) for one in known)
        touched = any(overlap(cue, one[1]) for one in known)
        nested = inside(cue, contents) or inside(cue or pieces, gold.get("ignore", []))
        if good or touched or not nested:
            out.append((statement["rule"].split(), statement["confidence"], good))
    return out


def judged(records, inputs, golds):
    texts = {article["id"]: article["text"] for article in read(inputs)}
    gold = {article["id"]: article for article in read(golds)}
    return [one for record in read(records) if record["article"]["id"] in gold
            for one in judge(texts[record["article"]["id"]], gold[record["article"]["id"]], record)]


def solve(matrix, vector):
    """Gauss-Jordan elimination with pivots"""
    n = len(vector)
    rows = [row[:] + [vector[i]] for i, row in enumerate(matrix)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [x / rows[i][i] for x in rows[i]]
        for k in range(n):
            if k != i and rows[k][i]:
                factor = rows[k][i]
                rows[k] = [x - factor * y for x, y in zip(rows[k], rows[i])]
    return [row[-1] for row in rows]


def fit(cases):
    names = ["base"] + sorted({ground for grounds, _, _ in cases for ground in grounds})
    index = {name: i for i, name in enumerate(names)}
    groups = collections.Counter((tuple(sorted(index[g] for g in ["base", *grounds])), good) for grounds, _, good in cases)
    weights = [0.0] * len(names)
    for _ in range(25):
        gradient = [-RIDGE * w * (i > 0) for i, w in enumerate(weights)]
        hessian = [[RIDGE * (i > 0) + 1e-6 if i == k else 0.0 for k in range(len(names))] for i in range(len(names))]
        for (active, good), n in groups.items():
            p = 1 / (1 + math.exp(-sum(weights[i] for i in active)))
            for i in active:
                gradient[i] += n * (good - p)
                for k in active:
                    hessian[i][k] += n * p * (1 - p)
        step = solve(hessian, gradient)
        weights = [w + s for w, s in zip(weights, step)]
    seen, right = collections.Counter(), collections.Counter()
    for grounds, _, good in cases:
        for ground in ["base", *grounds]:
            seen[ground] += 1
            right[ground] += good
    print("# The confidence of a statement, from the features it was found by (src/extract/statements/confidence.rs): the weights of a logistic model.")
    print("# What: ground, weight, number of statements that have it, share of them that are right. The confidence is 1 / (1 + exp(-sum of weights)).")
    print("# Right: the speaker's mention and the words said are those that a human reader marked (see the script).")
    print("# Source: fitted by scripts/fit_confidence.py on %d statements of the program in marked news articles. Licence: that of the project." % len(cases))
    for name in names:
        print("%s\t%.2f\t%d\t%.3f" % (name, weights[index[name]], seen[name], right[name] / seen[name]))


def check(cases):
    bins = collections.defaultdict(list)
    for _, confidence, good in cases:
        bins[min(int(confidence * 10), 9)].append((confidence, good))
    print("%-10s %6s %10s %9s" % ("given", "n", "mean given", "right"))
    error = 0.0
    for low in sorted(bins):
        given, good = (sum(x) / len(bins[low]) for x in zip(*bins[low]))
        error += len(bins[low]) * abs(given - good) / len(cases)
        print("%.1f - %.1f  %6d %10.3f %9.3f" % (low / 10, (low + 1) / 10, len(bins[low]), given, good))
    print("expected calibration error %.3f, mean given %.3f, right %.3f" % (
        error, sum(c for _, c, _ in cases) / len(cases), sum(g for _, _, g in cases) / len(cases)))


def main():
    if len(sys.argv) != 5 or sys.argv[1] not in ("fit", "check"):
        sys.exit(__doc__)
    {"fit": fit, "check": check}[sys.argv[1]](judged(*sys.argv[2:]))


if __name__ == "__main__":
    main()
