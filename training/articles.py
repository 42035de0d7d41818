"""Read articles: the annotation form of a folder (NAME.txt, NAME.ann, folds.json), and how its edges lie over candidates.

    E id | kind | fullest name | country or - | alias; alias; ... or - | role or -
    R type | source id "words" | target id "words" | modality | neg or - | trigger | evidence clause | by ids or -
"""
import collections
import json
import pathlib
import re

SYMMETRIC = {"treaty", "agreement", "meeting", "talks", "cooperation", "exit"}
END = re.compile(r'^\s*(e\d+|-)\s*(?:"(.*)")?\s*$')


def find(text, words, start=0):
    """Where the words stand in the text, whatever white space lies between them."""
    found = re.compile(r"\s+".join(map(re.escape, words.split()))).search(text, start)
    return found and (found.start(), found.end())


def read(folder, half):
    """The articles of one half: name -> (entities by id, edges)."""
    folder, out = pathlib.Path(folder), {}
    folds = json.loads((folder / "folds.json").read_text("utf8"))
    for path in sorted((folder / "texts").glob("*.ann")):
        if folds.get(path.stem) == half:
            out[path.stem] = parse(path.read_text("utf8"), path.with_suffix(".txt").read_text("utf8"))
    return out


def parse(annotation, text):
    entities, edges = {}, []
    for line in annotation.splitlines():
        kind, _, rest = line.strip().partition(" ")
        cells = [cell.strip() for cell in rest.split(" | ")]
        if kind == "E" and len(cells) == 6:
            names = [cells[2], *(cells[4].split(";") if cells[4] != "-" else [])]
            entities[cells[0]] = dict(kind=cells[1], names={normal(n) for n in names} - {""}, name=cells[2], country=None if cells[3] == "-" else cells[3])
        elif kind == "R" and len(cells) == 8:
            source, target = END.match(cells[1]), END.match(cells[2])
            clause = find(text, cells[6])
            if not (source and target and clause):
                continue
            place = lambda words: (find(text, words, clause[0]) if words else None)
            edges.append(dict(type=cells[0], source=source[1], target=target[1], modality=cells[3], negated=cells[4] == "neg",
                              trigger=place(cells[5]) or clause, source_at=place(source[2]), target_at=place(target[2])))
    return entities, edges


def normal(name):
    name = re.sub(r"[’'`]s\b", "", name.lower()).replace(".", "")
    name = re.sub(r"[^\w\s]", " ", name)
    return re.sub(r"\s+", " ", re.sub(r"^(the|a|an)\s+", "", name.strip())).strip()


def match(found, gold):
    """Which annotated actor each found one is: by shared names, states by country."""
    pairs = []
    for f in found:
        names = {normal(n) for n in [f["name"], *f["aliases"]]} - {""}
        for i, g in gold.items():
            score = len(names & g["names"])
            if f["kind"] == g["kind"] == "state" and f["country"] and g["country"]:
                score = score + 5 if f["country"] == g["country"] else 0
            if normal(f["name"]) == normal(g["name"]):
                score += 2
            if score:
                pairs.append((score + 0.5 * (f["kind"] == g["kind"]), f["id"], i))
    out, taken = {}, set()
    for _, f, g in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if f not in out and g not in taken:
            out[f] = g
            taken.add(g)
    return out


def overlap(a, b):
    return a is not None and b is not None and a[0] < b[1] and b[0] < a[1]


def align(article, entities, edges):
    """Lays annotated edges over the candidates of an article: sets `gold` of each candidate (its edges) and `near` (words of triggers that are not
    the one that names the edge). Gives the edges that no candidate can name."""
    for candidate in article["candidates"]:
        candidate["gold"], candidate["near"] = [], False
    states = {p["id"]: dict(id=p["id"], kind="state", name=p["id"], aliases=[], country=p["country"]) for c in article["candidates"] for p in c["parties"] if p["id"].startswith("state:")}
    known = {e["id"] for e in article["entities"]}
    article["entities"] += [state for i, state in sorted(states.items()) if i not in known]
    article["match"] = match(article["entities"], entities)
    lost = []
    for edge in edges:
        there = [c for c in article["candidates"] if overlap(c["at"], edge["trigger"])]
        if not there:
            lost.append(edge)
        edge["words"] = there
    return lost


def choose(articles):
    """Of several words of a trigger, the one that names such edges elsewhere most often."""
    alone, all_words = collections.Counter(), collections.Counter()
    for article, _, edges in articles:
        for candidate in article["candidates"]:
            all_words[candidate["lemma"]] += 1
        for edge in edges:
            if len(edge["words"]) == 1:
                alone[edge["words"][0]["lemma"], edge["type"]] += 1
    for article, _, edges in articles:
        for edge in edges:
            if not edge["words"]:
                continue
            share = lambda c: (alone[c["lemma"], edge["type"]] + (0.5 if c["pos"] in ("NOUN", "VERB") else 0.1)) / (all_words[c["lemma"]] + 5)
            best = max(edge["words"], key=lambda c: (share(c), c["at"]))
            best["gold"].append(edge)
            for other in edge["words"]:
                other["near"] |= other is not best
