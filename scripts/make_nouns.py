#!/usr/bin/env python3
"""Makes data/lexicon/people_nouns.tsv: which English nouns denote people or bodies of people, from WordNet 3.0.

    make_nouns.py [WORDNET_FOLDER] > data/lexicon/people_nouns.tsv        (Debian: package wordnet-base, /usr/share/wordnet)

A noun has several senses; each weighs as often as WordNet's own tagged texts use it, and a little more the earlier it is listed.
A noun is taken where at least HALF of that weight denotes people, and gets the class that most of it has:

    person        a human being                     below person, individual
    group         people taken together             below social group, people, gathering, military unit, and what is made of persons
    organisation  a body with a purpose             below organization, institution
    state         a state or what stands for one    below state, country, district of government

What news uses otherwise than WordNet's texts is set right in data/lexicon/people_nouns_corrections.tsv (class "none" takes a noun out).
Python 3, no packages. Same WordNet, same bytes."""
import collections, os, re, sys

FOLDER = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/wordnet"
HERE = os.path.dirname(os.path.abspath(__file__))
CORRECTIONS = os.path.join(HERE, "..", "data", "lexicon", "people_nouns_corrections.tsv")
HALF = 0.5
# First match wins, so narrower classes stand first. Each root: lemma and sense number.
ROOTS = [
    ("none", [("imaginary_being", 1), ("deity", 1), ("animal_group", 1), ("biological_group", 1), ("kingdom", 5)]),
    ("state", [("country", 1), ("state", 4), ("country", 2), ("government", 1), ("polity", 1), ("colony", 3)]),
    ("organisation", [("organization", 1), ("institution", 2)]),
    ("group", [("social_group", 1), ("people", 1), ("gathering", 1), ("ethnic_group", 1), ("military_unit", 1), ("social_class", 1), ("multitude", 3)]),
    ("person", [("person", 1)]),
]


def read(folder):
    """-> senses of each lemma in order (offsets), hypernyms of each offset, offsets of proper names, tagged uses of (lemma, sense number)"""
    senses, parents, names, uses = {}, {}, set(), collections.Counter()
    for line in open(os.path.join(folder, "index.noun"), encoding="latin-1"):
        if not line.startswith(" "):
            f = line.split()
            senses[f[0]] = f[-int(f[2]):]
    for line in open(os.path.join(folder, "data.noun"), encoding="latin-1"):
        if not line.startswith(" "):
            f = line.split("|")[0].split()
            at = 4 + 2 * int(f[3], 16)
            pointers = [f[at + 1 + 4 * i: at + 5 + 4 * i] for i in range(int(f[at]))]
            parents[f[0]] = [offset for symbol, offset, pos, _ in pointers if symbol == "@" and pos == "n"]
            if f[4][0].isupper() or any(symbol == "@i" for symbol, *_ in pointers): names.add(f[0])
    for line in open(os.path.join(folder, "cntlist.rev"), encoding="latin-1"):
        key, number, count = line.split()
        lemma, _, rest = key.partition("%")
        if rest.startswith("1:"): uses[lemma, int(number)] += int(count)
    return senses, parents, names, uses


def main():
    senses, parents, names, uses = read(FOLDER)
    roots = [(name, {senses[lemma][number - 1] for lemma, number in list_}) for name, list_ in ROOTS]

    def closure(offset, seen):
        if offset not in seen:
            seen.add(offset)
            for parent in parents[offset]: closure(parent, seen)
        return seen

    def class_of(offset):
        above = closure(offset, set())
        return next((name for name, tops in roots if above & tops), "none")

    corrections = {}
    for line in open(CORRECTIONS, encoding="utf8"):
        if not line.startswith("#") and line.strip():
            noun, cls = line.rstrip("\n").split("\t")[:2]
            corrections[noun] = cls
    table = {}
    for lemma, offsets in senses.items():
        if not re.fullmatch(r"[a-z]+(-[a-z]+)*", lemma) or len(lemma) < 3: continue
        mass = collections.Counter()
        for number, offset in enumerate(offsets, 1):
            if offset in names: continue
            mass[class_of(offset)] += uses[lemma, number] + 0.5 ** number
        people = {name: weight for name, weight in mass.items() if name != "none"}
        if people and sum(people.values()) >= HALF * sum(mass.values()):
            table[lemma] = max(sorted(people), key=people.get)
    for noun, cls in corrections.items():
        if cls == "none": table.pop(noun, None)
        else: table[noun] = cls
    print("# Nouns that denote people or bodies of people. Made by scripts/make_nouns.py from WordNet 3.0 (Princeton University; its licence and notice: NOTICE).")
    print("# class: person, group (people taken together), organisation, state (a state or what stands for one).")
    print("# noun\tclass")
    for noun in sorted(table): print(f"{noun}\t{table[noun]}")


if __name__ == "__main__":
    main()
