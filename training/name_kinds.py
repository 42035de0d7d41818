#!/usr/bin/env python3
"""Learns the weights of data/learned/name_kinds.tsv: what speaks for a person, a body, a place, a people in a name (development only).

    cargo run --example name_evidence -- INPUT.jsonl > EVIDENCE.jsonl
    python training/name_kinds.py fit EVIDENCE.jsonl:GOLD [...] > data/learned/name_kinds.tsv
    python training/name_kinds.py check EVIDENCE.jsonl:GOLD [...]

GOLD is a folder of read articles (ID.ann, lines "E id | kind | name | country | aliases | role"; a file folds.json beside it tells the half, and
only "tune" is learned from) or a file of JSON lines {"id", "mentions": [{"text", "type"}]}. A form that is no actor of an article of the first
kind is a place if the language model mostly takes it for one or things happen in it, else nobody. Softmax regression with a small ridge, by
gradient descent with momentum. Needs numpy.
"""
import glob
import json
import os
import re
import sys

import numpy

KINDS = ["person", "organisation", "place", "people", "other"]
TYPES = {"person": {0}, "organisation": {1}, "place": {2}, "state": {2}, "organization": {1}, "event": {4}, "misc": {3, 4}, "object": {4}, "abstract": {4}}
PLACES = ["model town", "model region", "model building"]
# A reader of the article leaves out names that take no part, and a name lost costs more than one too many.
NOBODY = 0.6
RIDGE = 3e-4
STEPS = 3000


def plain(text):
    text = re.sub(r"\s+", " ", text).strip().lower()
    return re.sub(r"^the |['\u2019]s?$", "", text)


def read_folder(folder, half):
    """The kinds of the forms of each article, and the words of its persons' names."""
    with open(os.path.join(os.path.dirname(folder.rstrip("/")), "folds.json"), encoding="utf-8") as file:
        folds = json.load(file)
    kinds = {"person": {0}, "organisation": {1}, "group": {3}, "state": None}
    gold = {}
    for path in glob.glob(os.path.join(folder, "*.ann")):
        name = os.path.basename(path)[:-4]
        if folds.get(name) != half:
            continue
        forms, names = {}, set()
        with open(path, encoding="utf-8") as file:
            for line in file:
                if not line.startswith("E "):
                    continue
                _, kind, full, _, aliases, _ = [part.strip() for part in line[2:].split(" | ")]
                for form in [full] + ([] if aliases == "-" else aliases.split(";")):
                    forms.setdefault(plain(form), kinds[kind])
                if kind == "person":
                    names |= set(plain(full).split())
                else:
                    names |= {plain(full)}
        # A form that is only a part of an actor's name is left out.
        gold[name] = lambda form, forms=forms, names=names: (
            forms[form] if form in forms else None if any(form in name for name in names) else set())
    return gold


def read_lines(path):
    gold = {}
    with open(path, encoding="utf-8") as file:
        for article in map(json.loads, file):
            forms = {plain(mention["text"]): TYPES.get(mention["type"])
                     for mention in article["mentions"] if mention.get("form", "name") == "name"}
            gold[article["id"]] = lambda form, forms=forms: (
                forms[form] if form in forms else None if any(form in other or other in form for other in forms) else {4})
    return gold


def read(arguments, half):
    examples = []
    for argument in arguments:
        evidence, source = argument.split(":")
        gold = read_folder(source, half) if os.path.isdir(source) else read_lines(source)
        with open(evidence, encoding="utf-8") as file:
            for form in map(json.loads, file):
                kinds = gold[form["article"]](plain(form["form"])) if form["article"] in gold else None
                if kinds == set():
                    marked = sum(form["evidence"].get(label, 0) for label in PLACES)
                    located = form["evidence"].get("after in", 0)
                    kinds = {2} if max(marked, located) >= 0.5 else {4}
                if kinds:
                    examples.append((form, kinds))
    return examples


def matrix(examples, names):
    place = {name: i for i, name in enumerate(names)}
    x = numpy.zeros((len(examples), len(names)))
    y = numpy.zeros((len(examples), len(KINDS)), bool)
    for row, (form, kinds) in enumerate(examples):
        x[row, 0] = 1
        for name, value in form["evidence"].items():
            if name in place:
                x[row, place[name]] = value
        y[row, list(kinds)] = True
    weight = numpy.array([(1 + numpy.log(form["mentions"])) * (NOBODY if kinds == {4} else 1) for form, kinds in examples])
    return x, y, weight / weight.sum()


def softmax(scores):
    scores = numpy.exp(scores - scores.max(1, keepdims=True))
    return scores / scores.sum(1, keepdims=True)


def fit(examples):
    names = ["base"] + sorted({name for form, _ in examples for name in form["evidence"]})
    x, y, weight = matrix(examples, names)
    w, speed = numpy.zeros((len(names), len(KINDS))), 0
    for _ in range(STEPS):
        p = softmax(x @ w)
        target = p * y / (p * y).sum(1, keepdims=True)
        gradient = x.T @ ((p - target) * weight[:, None]) + RIDGE * w
        speed = 0.9 * speed - gradient
        w = w + speed
    return names, w


def load():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "calibration", "name_kinds.tsv")
    with open(path, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
    return [row[0] for row in rows], numpy.array([[float(cell) for cell in row[1:]] for row in rows])


def check(examples, names, w, out):
    x, y, _ = matrix(examples, names)
    best = (x @ w).argmax(1)
    right = y[numpy.arange(len(y)), best]
    out.write(f"{len(y)} forms, {right.mean():.3f} right\n")
    for i, kind in enumerate(KINDS):
        sure = (y.sum(1) == 1) & y[:, i]
        if sure.any():
            out.write(f"  {kind:13} {sure.sum():5} forms, {right[sure].mean():.3f} found; {right[best == i].mean():.3f} of those taken for it\n")


def main():
    if len(sys.argv) < 3 or sys.argv[1] not in ("fit", "check"):
        sys.exit(__doc__)
    if sys.argv[1] == "check":
        for half in ("tune", "test"):
            examples = read(sys.argv[2:], half)
            check(examples, *load(), sys.stdout)
        return
    examples = read(sys.argv[2:], "tune")
    names, w = fit(examples)
    check(examples, names, w, sys.stderr)
    print("# What speaks for which kind of name: weights of a softmax over the evidence that src/resolve/names/evidence.rs collects.")
    print("# Learned by training/name_kinds.py. Licence: as the project.")
    print("# evidence\t" + "\t".join(KINDS))
    for name, row in zip(names, w):
        print(name + "\t" + "\t".join(f"{cell:.2f}" for cell in row))


if __name__ == "__main__":
    main()
