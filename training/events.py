#!/usr/bin/env python3
"""Learns the reader of events from read articles: what a word names, who takes part in it, whether an edge is right.

    cargo run --release --example event_candidates -- FOLDER/input.jsonl > candidates.jsonl
    python training/events.py candidates.jsonl FOLDER --out data/learned/events.safetensors

FOLDER holds texts/NAME.txt, texts/NAME.ann and folds.json (articles.py); only the half "tune" is learned from. Needs numpy, scipy, scikit-learn and
lightgbm (training/requirements.txt); two minutes on one core. Same input, same weights. Prints figures from cross-validation over articles: the words and
parties of an article are scored by models that have not seen it, and the forest over pairs is learned from those scores. src/extract/events/reading.rs
reads with the same three models; what `numbers` gives here must be what it computes there (tests/fixtures/events/pairs.json holds both to it).
"""
import argparse
import collections
import json
import math
import pathlib
import sys
import time

import lightgbm
import numpy as np
import scipy.sparse
from sklearn.linear_model import LogisticRegression

import articles

TYPES = (
    "accusation agreement aid arms-transfer attack coercion concession cooperation criticism demand denial exit holds-office meeting member-of"
    " mobilization protest rejection request rupture sanction support talks threat treaty visit warning"
).split()
NUMBER = {kind: number for number, kind in enumerate(TYPES)}
NONE = len(TYPES)
AFFILIATIONS = {"holds-office", "member-of"}
ROLES = ("source", "target")
PARTY_KINDS = ("person", "state", "organisation", "group", "place", "other")
PARTY_FORMS = ("name", "noun", "pronoun", "rule", "understood")

FOLDS = 5
# A type is thought of at a word only if it is at least so likely there, or a rule finds it; so many parties are weighed for each side; a pair is
# weighed only if the product of its three probabilities is at least so high, or a rule finds it.
THOUGHT_OF = 0.03
WEIGHED = 3
LEAST_PRODUCT = 2e-3
# A feature must be seen so often; how much weights may cost (C of scikit-learn).
WORD_FEATURE_SEEN, WORD_COST = 3, 0.5
PARTY_FEATURE_SEEN, PARTY_COST = 2, 0.2

START = time.time()


def say(*what):
    print(f"[{time.time() - START:6.1f}]", *what, file=sys.stderr, flush=True)


# --- Articles -------------------------------------------------------------------------------------------------------------------------------


def load(dump, folder):
    """The read articles of the half "tune" as (candidates, annotated entities, annotated edges), and the names of the features."""
    gold = articles.read(folder, "tune")
    with open(dump) as file:
        *lines, names = file
    read = [json.loads(line) for line in lines]
    read = [(article, *gold[article["article"]]) for article in read if article["article"] in gold]
    lost = sum(len(articles.align(*one)) for one in read)
    articles.choose(read)
    say(f"{len(read)} articles, {sum(len(edges) for _, _, edges in read)} edges, {lost} of them without a word")
    return read, json.loads(names)


def is_symmetric(kind):
    return TYPES[kind] in articles.SYMMETRIC


def edge(kind, source, target):
    """An edge as it is compared: those of symmetric types have no order."""
    return (kind, *sorted((source, target))) if is_symmetric(kind) else (kind, source, target)


def annotated(edges):
    return {edge(NUMBER[e["type"]], e["source"], e["target"]) for e in edges}


# --- What a word names, who takes part --------------------------------------------------------------------------------------------------


class Features:
    """Rows of feature numbers as a sparse matrix, whose columns are the features that were seen often enough."""

    def __init__(self, rows, least):
        seen = collections.Counter(feature for row in rows for feature in row)
        self.column = {feature: column for column, feature in enumerate(sorted(f for f, times in seen.items() if times >= least))}

    def matrix(self, rows):
        begins, columns = [0], []
        for row in rows:
            columns.extend(self.column[feature] for feature in row if feature in self.column)
            begins.append(len(columns))
        ones = np.ones(len(columns), np.float32)
        return scipy.sparse.csr_matrix((ones, np.array(columns, np.int32), np.array(begins)), shape=(len(rows), len(self.column)))


class Words:
    """How likely a word names each type, or none."""

    def __init__(self, read):
        rows, kinds, weights = [], [], []
        for article, _, _ in read:
            for candidate in article["candidates"]:
                named = sorted({NUMBER[e["type"]] for e in candidate["gold"]}) or ([] if candidate["near"] else [NONE])
                for kind in named:
                    rows.append(candidate["features"])
                    kinds.append(kind)
                    weights.append(1 / len(named))
        self.features = Features(rows, WORD_FEATURE_SEEN)
        self.model = LogisticRegression(C=WORD_COST, max_iter=60, tol=1e-3).fit(self.features.matrix(rows), kinds, sample_weight=weights)

    def likely(self, article):
        """A row for each candidate of the article."""
        rows = self.features.matrix([candidate["features"] for candidate in article["candidates"]])
        out = np.zeros((rows.shape[0], NONE + 1))
        out[:, self.model.classes_] = self.model.predict_proba(rows)
        return out


# Each feature of a party stands twice: for all types, and for the type in question. The features of rules come last of a type's range.
RANGE = 1 << 22
RULE_FEATURES = {RANGE - 10: "no rule", RANGE - 9: "by rule", RANGE - 8: "not by rule"}
NO_RULE, BY_RULE, NOT_BY_RULE = RULE_FEATURES


def party_row(candidate, kind, role, party):
    features = candidate["parties"][party]["features"] + [said_by_rules(candidate, kind, role, party)]
    return features + [feature + (kind + 1) * RANGE for feature in features]


def said_by_rules(candidate, kind, role, party):
    """Whether a rule of this type names the party in this role."""
    found = [pair for name, *pair, _ in candidate["proposals"] if name == TYPES[kind]]
    sides = (0, 1) if is_symmetric(kind) else (ROLES.index(role),)
    ids = {candidate["parties"][pair[side]]["id"] for pair in found for side in sides}
    return NO_RULE if not found else BY_RULE if candidate["parties"][party]["id"] in ids else NOT_BY_RULE


class Parties:
    """How likely a party takes the side of the source, or of the target, of an edge of a type that a word names."""

    def __init__(self, read):
        self.models, self.features = {}, {}
        for role in ROLES:
            rows, right = [], []
            for article, _, _ in read:
                for candidate in article["candidates"]:
                    for kind in sorted({NUMBER[e["type"]] for e in candidate["gold"]}):
                        for party, is_right in examples(article, candidate, kind, role):
                            rows.append(party_row(candidate, kind, role, party))
                            right.append(is_right)
            self.features[role] = Features(rows, PARTY_FEATURE_SEEN)
            self.models[role] = LogisticRegression(C=PARTY_COST, max_iter=100, tol=1e-3).fit(self.features[role].matrix(rows), right)

    def likely(self, jobs):
        """For each job, a candidate with a type, how likely its parties are the source, and how likely the target."""
        if not jobs:
            return []
        ends = np.cumsum([len(candidate["parties"]) for candidate, _ in jobs])[:-1]
        sides = []
        for role in ROLES:
            rows = [party_row(candidate, kind, role, party) for candidate, kind in jobs for party in range(len(candidate["parties"]))]
            likely = self.models[role].predict_proba(self.features[role].matrix(rows))[:, 1]
            sides.append(np.split(likely, ends))
        return list(zip(*sides))


def examples(article, candidate, kind, role):
    """The parties of a candidate, each with whether it takes the side in an annotated edge of the type. Other mentions of who takes it are neither
    right nor wrong, unless the annotation tells no mention."""
    roles = ROLES if is_symmetric(kind) else (role,)
    sides = [(e[r], e[r + "_at"]) for e in candidate["gold"] if e["type"] == TYPES[kind] for r in roles]
    who = {actor for actor, _ in sides}
    without_words = {actor for actor, at in sides if at is None}
    for number, party in enumerate(candidate["parties"]):
        actor = article["match"].get(party["id"])
        right = any(articles.overlap(party["at"], at) for _, at in sides) or actor in (who if party["at"] is None else without_words)
        if right or actor not in who:
            yield number, int(right)


# --- Whether an edge between two parties is right ---------------------------------------------------------------------------------------------


def logit(likely):
    likely = min(max(likely, 1e-4), 1 - 1e-4)
    return math.log(likely / (1 - likely))


def pairs(candidate, kind, word, sources, targets):
    """The pairs of parties to be weighed for a type at a word, as (source, target, numbers). `word`, `sources` and `targets` are probabilities."""
    parties, symmetric = candidate["parties"], is_symmetric(kind)
    found = {}
    for name, source, target, sure in candidate["proposals"]:
        if name == TYPES[kind]:
            ends = [(source, target), (target, source)] if symmetric else [(source, target)]
            for ids in [(parties[a]["id"], parties[b]["id"]) for a, b in ends]:
                found[ids] = max(sure, found.get(ids, 0))
    proposed = [(source, target) for name, source, target, _ in candidate["proposals"] if name == TYPES[kind]]
    best = lambda likely, also: sorted({*sorted(range(len(parties)), key=lambda party: (-likely[party], party))[:WEIGHED], *also})
    first, second = best(sources, (source for source, _ in proposed)), best(targets, (target for _, target in proposed))
    for source in first:
        for target in second:
            ids = (parties[source]["id"], parties[target]["id"])
            # Both orders of a symmetric edge are one.
            other_order = symmetric and source > target and source in second and target in first
            if ids[0] == ids[1] or other_order:
                continue
            if word * sources[source] * targets[target] < LEAST_PRODUCT and ids not in found:
                continue
            yield source, target, numbers(candidate, kind, word, sources, targets, source, target, found)


def numbers(candidate, kind, word, sources, targets, source, target, found):
    """The numbers that a pair is judged by, as src/extract/events/reading.rs has them. `found` are the pairs that rules find, with how sure they are."""
    parties = candidate["parties"]
    one, other = parties[source], parties[target]
    ids = (one["id"], other["id"])
    rest = [number for number, party in enumerate(parties) if party["id"] not in ids]
    better = lambda likely, than: min(sum(likely[party] > than for party in rest), 3)
    rival = lambda likely: logit(max((likely[party] for party in rest), default=0))
    three = (word, sources[source], targets[target])
    return [
        *map(logit, three),
        better(sources, sources[source]),
        better(targets, targets[target]),
        rival(sources),
        rival(targets),
        ids in found,
        bool(found),
        PARTY_KINDS.index(one["kind"]),
        PARTY_KINDS.index(other["kind"]),
        PARTY_FORMS.index(one["form"]),
        PARTY_FORMS.index(other["form"]),
        one["country"] is not None and one["country"] == other["country"],
        len({party["id"] for party in parties}),
        is_symmetric(kind),
        kind,
        sum(map(logit, three)),
        logit(math.prod(three)),
        found.get(ids, 0),
    ]


def weighed_pairs(article, words, parties):
    """All pairs of an article that are to be weighed, as (edge between its own actors, numbers)."""
    out = []
    likely = words.likely(article)
    named = lambda candidate, kind: any(proposal[0] == TYPES[kind] for proposal in candidate["proposals"])
    jobs = [
        (number, kind)
        for number, candidate in enumerate(article["candidates"])
        for kind in range(NONE)
        if likely[number, kind] > THOUGHT_OF or named(candidate, kind)
    ]
    sides = parties.likely([(article["candidates"][number], kind) for number, kind in jobs])
    for (number, kind), (sources, targets) in zip(jobs, sides):
        candidate = article["candidates"][number]
        for source, target, row in pairs(candidate, kind, likely[number, kind], sources, targets):
            out.append(((kind, candidate["parties"][source]["id"], candidate["parties"][target]["id"]), row))
    return out


def forest(rows, right):
    model = lightgbm.LGBMClassifier(
        n_estimators=120, num_leaves=10, learning_rate=0.06, min_child_samples=30, subsample=0.8, subsample_freq=1, colsample_bytree=0.7,
        random_state=1, n_jobs=1, verbose=-1, deterministic=True, force_row_wise=True,
    )  # fmt: skip
    return model.fit(rows, right)


# --- Figures ------------------------------------------------------------------------------------------------------------------------------------


def f_score(hit, found, wanted):
    return f"P {hit / max(found, 1):.3f} R {hit / max(wanted, 1):.3f} F {2 * hit / max(found + wanted, 1):.3f}"


def count_triggers(count, read, words):
    for article, _, _ in read:
        likely = words.likely(article)
        candidates = list(enumerate(article["candidates"]))
        wanted = {(tuple(candidate["sentence"]), NUMBER[e["type"]]) for _, candidate in candidates for e in candidate["gold"]}
        for least in (0.2, 0.3, 0.4, 0.5):
            found = {(tuple(candidate["sentence"]), kind) for at, candidate in candidates for kind in np.nonzero(likely[at, :NONE] > least)[0]}
            count[least] += np.array([len(found & wanted), len(found), len(wanted)])


def count_arguments(count, read, parties):
    """Of annotated triggers: how many there are, of how many the right pair is among the parties, of how many it is the likeliest."""
    for article, _, _ in read:
        match = article["match"]
        jobs = [(c, kind) for c in article["candidates"] for kind in sorted({NUMBER[e["type"]] for e in c["gold"]})]
        for (candidate, kind), (sources, targets) in zip(jobs, parties.likely(jobs)):
            right = annotated(e for e in candidate["gold"] if e["type"] == TYPES[kind])
            ids = [party["id"] for party in candidate["parties"]]
            both = [(a, b) for a in range(len(ids)) for b in range(len(ids)) if ids[a] != ids[b]]
            is_right = lambda pair: edge(kind, *(match.get(ids[party], "?") for party in pair)) in right
            best = max(both, key=lambda pair: (sources[pair[0]] * targets[pair[1]], -pair[0], -pair[1]), default=None)
            count += [1, any(map(is_right, both)), best is not None and is_right(best)]


def print_edges(name, read, examples, kept, left_out=()):
    """Precision and recall of the examples that are kept, types that are left out apart."""
    by_article = collections.defaultdict(set)
    for (article, (kind, source, target)), is_kept in zip(examples, kept):
        if is_kept and TYPES[kind] not in left_out:
            match = read[article][0]["match"]
            by_article[article].add(edge(kind, match.get(source, "?" + source), match.get(target, "?" + target)))
    hit = found = wanted = 0
    for number, (_, _, edges) in enumerate(read):
        right = {e for e in annotated(edges) if TYPES[e[0]] not in left_out}
        hit, found, wanted = hit + len(by_article[number] & right), found + len(by_article[number]), wanted + len(right)
    say(name, f_score(hit, found, wanted))


# --- Weights as a file --------------------------------------------------------------------------------------------------------------------------


def key(name):
    """FNV-1a, as `key` in src/knowledge/reader.rs."""
    value = 0x811C9DC5
    for byte in name.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def key_for(key, kind):
    """The key of a feature for one type alone, as `key_for` there."""
    return ((key ^ ((kind + 1) * 0x9E3779B1 & 0xFFFFFFFF)) * 0x85EBCA6B) & 0xFFFFFFFF


def quantized(weights):
    """Whole numbers of 1/32; the smallest weights are left out."""
    whole = np.clip(np.rint(weights * 32), -127, 127).astype(np.int8)
    whole[np.abs(whole) < 2] = 0
    return whole


def word_tensors(words, names):
    weights = quantized(words.model.coef_).T
    kinds = words.model.classes_
    rows = {}
    for feature, column in words.features.column.items():
        if weights[column].any():
            rows.setdefault(key(names[feature]), weights[column])
    keys = sorted(rows)
    used = [np.nonzero(rows[k])[0] for k in keys]
    bias = np.full(NONE + 1, -9, np.float32)
    bias[kinds] = words.model.intercept_
    return {
        "words.keys": np.array(keys, np.uint32),
        "words.begins": np.cumsum([0, *map(len, used)]).astype(np.uint32),
        "words.classes": np.concatenate([kinds[at] for at in used]).astype(np.uint8),
        "words.weights": np.concatenate([rows[k][at] for k, at in zip(keys, used)]),
        "words.bias": bias,
    }


def party_tensors(parties, names):
    out = {}
    for role in ROLES:
        weights, by_key = quantized(parties.models[role].coef_[0]), {}
        for feature, column in sorted(parties.features[role].column.items()):
            if weights[column]:
                kind, plain = divmod(feature, RANGE)
                plain = key(RULE_FEATURES.get(plain) or names[plain])
                by_key.setdefault(plain if kind == 0 else key_for(plain, kind - 1), weights[column])
        keys = sorted(by_key)
        out[role + ".keys"] = np.array(keys, np.uint32)
        out[role + ".weights"] = np.array([by_key[k] for k in keys], np.int8)
        out[role + ".bias"] = parties.models[role].intercept_.astype(np.float32)
    return out


def forest_tensors(model):
    """The trees, node by node: which number it asks, for how much at most, and where it goes on; leaves count from -1 downwards."""
    roots, asked, thresholds, branches, leaves = [], [], [], [], []

    def walk(node):
        if "leaf_value" in node:
            leaves.append(node["leaf_value"])
            return -len(leaves)
        at = len(asked)
        asked.append(node["split_feature"])
        thresholds.append(node["threshold"])
        branches.append(None)
        branches[at] = [walk(node["left_child"]), walk(node["right_child"])]
        return at

    for tree in model.booster_.dump_model()["tree_info"]:
        roots.append(walk(tree["tree_structure"]))
    return {
        "pairs.roots": np.array(roots, np.uint32),
        "pairs.numbers": np.array(asked, np.uint8),
        "pairs.thresholds": np.array(thresholds, np.float32),
        "pairs.branches": np.array(branches, np.int32).reshape(-1),
        "pairs.leaves": np.array(leaves, np.float32),
    }


def save(path, tensors, metadata):
    """Writes the safetensors format; wide numbers first, so that each tensor is aligned."""
    types = {"uint32": "U32", "int32": "I32", "uint8": "U8", "int8": "I8", "float32": "F32"}
    head, body = {"__metadata__": metadata}, b""
    for name in sorted(tensors, key=lambda name: (-tensors[name].dtype.itemsize, name)):
        raw = tensors[name].tobytes()
        head[name] = dict(dtype=types[tensors[name].dtype.name], shape=list(tensors[name].shape), data_offsets=[len(body), len(body) + len(raw)])
        body += raw
    text = json.dumps(head, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    pathlib.Path(path).write_bytes(len(text).to_bytes(8, "little") + text + body)
    say("wrote", path, len(body), "bytes")


# --- A sample of numbers, that reader and training agree -------------------------------------------------------------------------------------------


def sample():
    """Made-up choices with the numbers of their pairs: tests/fixtures/events/pairs.json."""
    cases = []
    for kind in ("talks", "attack"):
        random = np.random.default_rng(1)
        symmetric, parties = kind in articles.SYMMETRIC, []
        for _ in range(7):
            country = (None, "PER", "CHL")[random.integers(3)]
            actor, named, form = int(random.integers(5)), PARTY_KINDS[random.integers(6)], PARTY_FORMS[random.integers(5)]
            parties.append(dict(id=actor, kind=named, form=form, country=country))
        proposals = [[kind, 0, 6, 0.7], [kind, 6, 0, 0.8], ["visit", 1, 2, 0.9]]
        word, *likely = random.random(15).round(3).tolist()
        sources, targets = likely[:7], [share / 8 for share in likely[7:]]
        candidate = dict(parties=parties, proposals=proposals)
        cases.append(dict(
            kind=NUMBER[kind], symmetric=symmetric, word=word, sources=sources, targets=targets,
            parties=[[p["id"], p["kind"], p["form"], p["country"]] for p in parties],
            found=[proposal[1:] for proposal in proposals if proposal[0] == kind],
            pairs=[[source, target, [round(float(n), 5) for n in row]] for source, target, row in pairs(candidate, NUMBER[kind], word, sources, targets)],
        ))  # fmt: skip
    return cases


# --- All of it ------------------------------------------------------------------------------------------------------------------------------------


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", action="store_true", help="only print tests/fixtures/events/pairs.json")
    parser.add_argument("dump", nargs="?", help="candidates.jsonl of the example event_candidates")
    parser.add_argument("folder", nargs="?", help="the read articles")
    parser.add_argument("--out", help="where the weights go; without it, only the figures of cross-validation are printed")
    parser.add_argument("--least", type=float, default=0.3, help="an edge is kept if it is at least so likely")
    args = parser.parse_args()
    if args.sample:
        return print(json.dumps(sample()))
    if not args.folder:
        parser.error("a dump and a folder are needed")
    read, names = load(args.dump, args.folder)

    triggers, arguments = collections.defaultdict(lambda: np.zeros(3, int)), np.zeros(3, int)
    examples, rows, right, folds = [], [], [], []
    for fold in range(FOLDS):
        seen = [one for number, one in enumerate(read) if number % FOLDS != fold]
        unseen = [one for number, one in enumerate(read) if number % FOLDS == fold]
        words, parties = Words(seen), Parties(seen)
        count_triggers(triggers, unseen, words)
        count_arguments(arguments, unseen, parties)
        for number, (article, _, edges) in enumerate(unseen):
            gold, match = annotated(edges), article["match"]
            for (kind, source, target), row in weighed_pairs(article, words, parties):
                examples.append((number * FOLDS + fold, (kind, source, target)))
                rows.append(row)
                right.append(int(edge(kind, match.get(source, "?"), match.get(target, "!")) in gold))
                folds.append(fold)
        say("fold", fold, "done")
    rows, right, folds = np.array(rows, float), np.array(right), np.array(folds)

    for least, counted in sorted(triggers.items()):
        say(f"triggers {least}:", f_score(*counted))
    say("arguments of annotated triggers: {} of {} can be right, {} are".format(arguments[1], arguments[0], arguments[2]))
    likely = np.zeros(len(right))
    for fold in range(FOLDS):
        likely[folds == fold] = forest(rows[folds != fold], right[folds != fold]).predict_proba(rows[folds == fold])[:, 1]
    for least in np.arange(0.2, 0.71, 0.05):
        print_edges(f"gbt {least:.2g} edges", read, examples, likely >= least)
    # As src/extract/events chooses, apart from pairs of which one is only understood.
    kept = likely >= args.least
    print_edges("as chosen: edges", read, examples, kept)
    print_edges("as chosen, without posts and memberships", read, examples, kept, AFFILIATIONS)

    if args.out:
        tensors = word_tensors(Words(read), names) | party_tensors(Parties(read), names) | forest_tensors(forest(rows, right))
        save(args.out, tensors, {"kinds": " ".join(TYPES), "least": str(args.least)})


if __name__ == "__main__":
    main()
