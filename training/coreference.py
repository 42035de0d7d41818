#!/usr/bin/env python3
"""Learns whom nouns and pronouns mean: candidates with features -> data/learned/coreference.tsv.

    cargo run --release --example actor_candidates -- ARTICLES.jsonl > candidates.jsonl
    coreference.py candidates.jsonl TRAIN_FOLDER [--gum candidates.jsonl GOLD.jsonl] > data/learned/coreference.tsv

TRAIN_FOLDER holds read articles (texts/*.ann, folds.json); only the half "tune" is learned from. The words that stand for an end of an
edge or for a speaker show which actor a noun or pronoun means. GOLD.jsonl holds coreference of the GUM corpus' news.
A log-linear model: softmax over the candidates of one word, "nobody known" among them; weights are a part shared by all classes of
words and a part of each class, both kept small (L2). Cross-validation over articles is printed to stderr. Same input, same weights.
Needs numpy and scipy."""
import argparse, collections, glob, importlib.util, json, os, re, sys

import numpy as np
from scipy.optimize import minimize

PRONOUNS = {"he", "it", "they"}
STRENGTH = 5.0          # of the regulariser
# The probability that a link needs, where it is not one half; what the weights are drawn to where the examples say little (all others: to zero).
LEAST = {c: 0.4 for c in ("he", "it", "they", "person", "people", "body", "country")}
PRIOR = {"several:counted": 2.5, "several:states": 0.5, "several:before": 1.0, "none:two": -2.0, "owner:same": 0.5, "phrase:same": 1.0, "country:other": -2.0, "head:in-role": 0.5, "head:body-after": 3.0, "modified:not-said": -0.5, "country:none": -0.5}
FOLDS = 5


def load(path, name):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, os.path.dirname(path))
    spec.loader.exec_module(module)
    return module


def names_of(entity, norm):
    return {norm(n) for n in [entity["name"], *entity["aliases"]]} - {""}


def examples_of_articles(path, folder):
    """-> [(article, class, candidates, right candidates)] from read articles"""
    ann = load(os.path.join(folder, "ann.py"), "ann")
    graph = load(os.path.join(folder, "..", "bench", "graph", "score.py"), "graph_score")
    folds = json.load(open(os.path.join(folder, "folds.json")))
    out = []
    for line in open(path, encoding="utf8"):
        found = json.loads(line)
        article = found["id"]
        if folds.get(article) != "tune": continue
        base = os.path.join(folder, "texts", article)
        gold, _ = ann.parse(base + ".ann")
        text = open(base + ".txt", encoding="utf8").read()

        def find(words, start=0):
            m = re.compile(r"\s+".join(map(re.escape, words.split()))).search(text, start)
            return (m.start(), m.end()) if m else None

        spans = collections.defaultdict(set)
        for edge in gold["edges"]:
            at = find(edge["evidence"])
            for role in ("source", "target"):
                if at and edge[role + "_words"]:
                    span = find(edge[role + "_words"], at[0])
                    if span: spans[span].add(edge[role])
        for said in gold["statements"]:
            # The speaker's words stand near the content.
            at = find(said["content"].split(" ... ")[0])
            if at and said["speaker_words"]:
                places = [(m.start(), m.end()) for m in re.finditer(re.escape(said["speaker_words"]), text)]
                if places: spans[min(places, key=lambda p: abs(p[0] - at[0]))].add(said["speaker"])
        entities = {e["id"]: e for e in gold["entities"]}
        matched = graph.match_entities(dict(enumerate(found["entities"])), entities)
        of_actor = {}
        for i, actor in enumerate(found["entities"]):
            if i in matched: of_actor[i] = matched[i]; continue
            mine = names_of(actor, graph.norm)
            same = [g for g, e in entities.items() if mine & names_of(e, graph.norm)]
            if len(same) == 1: of_actor[i] = same[0]
        for decision in found["decisions"]:
            start, end = decision["span"]
            pronoun = decision["class"] in PRONOUNS
            wanted = set()
            for (a, b), ids in spans.items():
                if pronoun and (a, b) == (start, end): wanted |= ids
                if not pronoun and a <= start and end <= b:
                    first = min((d["span"] for d in found["decisions"] if d["class"] not in PRONOUNS and a <= d["span"][0] and d["span"][1] <= b
                                 and text[d["span"][1]:d["span"][1] + 2] not in ("'s", "’s")), default=None)
                    if first == decision["span"]: wanted |= ids
            if not wanted: continue
            right = []
            for i, candidate in enumerate(decision["candidates"]):
                golds = [of_actor.get(actor) for actor in candidate["actors"]]
                if golds and all(g in wanted for g in golds): right.append((len(set(golds)), i))
            most = max((n for n, _ in right), default=0)
            right = [i for n, i in right if n == most]
            if not right:
                # Nobody known is right only for the first phrase that means somebody; else the right answer was not among the candidates.
                spoken_of = any(find(name, 0) and find(name, 0)[0] < start for g in wanted for name in [entities[g]["name"], *entities[g]["aliases"]])
                if pronoun or spoken_of: continue
                right = [0]
            out.append((article, decision["class"], [c["features"] for c in decision["candidates"]], right))
    return out


def examples_of_gum(path, gold_path):
    golds = {g["id"]: g for g in map(json.loads, open(gold_path, encoding="utf8"))}
    out = []
    for line in open(path, encoding="utf8"):
        found = json.loads(line)
        gold = golds.get(found["id"])
        if not gold: continue
        heads = {}
        for m in gold["mentions"]:
            for a, b in m["head"]:
                key = (a, b)
                if key not in heads or m["end"] - m["start"] > heads[key]["end"] - heads[key]["start"]: heads[key] = m
        cover = lambda start, end: next((m for (a, b), m in heads.items() if a < end and start < b), None)
        votes = collections.defaultdict(collections.Counter)
        for entity, span, head, form, rule in found["mentions"]:
            m = cover(*head)
            if m and form == "name": votes[entity][m["cluster"]] += 3
            elif m: votes[entity][m["cluster"]] += 1
        cluster = {e: c.most_common(1)[0][0] for e, c in votes.items()}
        for decision in found["decisions"]:
            m = cover(decision["span"][1] - 1, decision["span"][1])
            if not m: continue
            right = [i for i, c in enumerate(decision["candidates"]) if len(c["actors"]) == 1 and cluster.get(c["actors"][0]) == m["cluster"]] or [0]
            if decision["class"] not in PRONOUNS and right == [0] and m["type"] not in ("person", "organization"): continue
            out.append((found["id"], decision["class"], [c["features"] for c in decision["candidates"]], right))
    return out


class Model:
    def __init__(self, examples):
        self.classes = sorted({c for _, c, _, _ in examples})
        self.features = sorted({f for _, _, cands, _ in examples for c in cands for f in c} | set(PRIOR))
        self.at = {f: i for i, f in enumerate(self.features)}

    def matrix(self, cands):
        x = np.zeros((len(cands), len(self.features)))
        for i, c in enumerate(cands):
            for f, v in c.items():
                if f in self.at: x[i, self.at[f]] = v
        return x

    def fit(self, examples):
        data = [(self.classes.index(c), self.matrix(cands), right) for _, c, cands, right in examples]
        n, k = len(self.features), len(self.classes)
        prior = np.array([PRIOR.get(f, 0.0) for f in self.features])

        def loss(flat):
            w = flat.reshape(k + 1, n)
            off = w[0] - prior
            total, grad = 0.5 * STRENGTH * (np.sum(w[1:] ** 2) + 0.5 * np.sum(off ** 2)), STRENGTH * w
            grad[0] = 0.5 * STRENGTH * off
            for (c, x, right) in data:
                s = x @ (w[0] + w[c + 1])
                p = np.exp(s - s.max()); p /= p.sum()
                q = np.zeros_like(p); q[right] = p[right]
                mass = q.sum()
                total -= np.log(mass + 1e-12)
                g = x.T @ (p - q / (mass + 1e-12))
                grad[0] += g; grad[c + 1] += g
            return total, grad.ravel()

        best = minimize(loss, np.concatenate([prior, np.zeros(k * n)]), jac=True, method="L-BFGS-B", options={"maxiter": 300})
        w = best.x.reshape(k + 1, n)
        self.weights = {c: w[0] + w[i + 1] for i, c in enumerate(self.classes)}
        return self

    def probabilities(self, c, cands):
        s = self.matrix(cands) @ self.weights[c]
        p = np.exp(s - s.max())
        return p / p.sum()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("candidates"); parser.add_argument("folder"); parser.add_argument("--gum", nargs=2)
    args = parser.parse_args()
    own = examples_of_articles(args.candidates, os.path.abspath(args.folder))
    more = examples_of_gum(*args.gum) if args.gum else []
    print(f"{len(own)} of read articles, {len(more)} of GUM", collections.Counter(c for _, c, _, _ in own + more), file=sys.stderr)
    articles = sorted({a for a, *_ in own})
    outcome = collections.defaultdict(list)
    for fold in range(FOLDS):
        held = set(articles[fold::FOLDS])
        model = Model(own + more).fit([e for e in own + more if e[0] not in held])
        for _, c, cands, right in (e for e in own if e[0] in held):
            p = model.probabilities(c, cands)
            best = int(np.argmax(p))
            outcome[c].append((best, float(p[best]), best in right, right != [0]))
    for c, rows in sorted(outcome.items()):
        linked = [r for r in rows if r[0] != 0]
        print(f"{c:11} {len(rows):5} right {sum(r[2] for r in rows) / len(rows):.3f}  links P {sum(r[2] for r in linked) / max(1, len(linked)):.3f}"
              f" R {sum(r[2] for r in linked) / max(1, sum(r[3] for r in rows)):.3f}  "
              + " ".join(f">{t}: {sum(r[2] for r in linked if r[1] >= t) / max(1, sum(r[1] >= t for r in linked)):.2f} of {sum(r[1] >= t for r in linked)}" for t in (.4, .5, .6, .7)), file=sys.stderr)
    model = Model(own + more).fit(own + more)
    print("# Weights of the features that choose whom a noun or pronoun means (src/knowledge/coreference.rs). Made by training/coreference.py: see CARD.md.")
    print("# class\tfeature\tweight")
    for c in model.classes:
        if c in LEAST: print(f"{c}\tleast\t{LEAST[c]}")
        for f, w in zip(model.features, model.weights[c]):
            if abs(w) >= 0.0005: print(f"{c}\t{f}\t{w:.3f}")


if __name__ == "__main__":
    main()
