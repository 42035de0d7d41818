#!/usr/bin/env python3
"""Prints an archive of any size, for measuring: given articles repeated and perturbed, so that actors and wording vary.

    python3 scripts/make_archive.py ARTICLES.jsonl N SEED > archive.jsonl

ARTICLES.jsonl has one object a line with "text" and perhaps "title". Each of the N articles is made from one of them:

- States (with adjectives, nationals, capitals), organisations, towns and persons are replaced by others, the same name by the same name all through an
  article. They are drawn with a long tail (Zipf's law with an offset): frequent actors recur in thousands of articles, most of the others in one.
  Persons are given names times family names of data/lexicon, of the same gender where the lexicon tells it, and all bear names of their own; beyond the
  organisations of the lexicon there are invented ones of every town. Names that no table leads to stay as they are.
- Sentences are dropped, sentences and paragraphs change places, and a paragraph of another article may come in; verbs of saying, numbers, dates and
  publishers vary.

Plain Python; reads ARTICLES whole and writes line by line. The same arguments give the same bytes, and an article depends only on ARTICLES, SEED and its
place: the first lines of a large archive are the small one.
"""

import datetime
import itertools
import json
import math
import pathlib
import random
import re
import sys

LEXICON = pathlib.Path(__file__).resolve().parent.parent / "data" / "lexicon"
WORD = re.compile(r"[^\W\d_]+")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"“A-Z])|(?<=[.!?][\"”])\s+(?=[\"“A-Z])")
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTH, DAY = "|".join(MONTHS), "|".join(DAYS)
OTHER = re.compile(
    rf"(?P<mdy>\b(?:{MONTH}) \d{{1,2}}, (?:19|20)\d\d\b)|(?P<dmy>\b\d{{1,2}} (?:{MONTH}) (?:19|20)\d\d\b)|(?P<md>\b(?:{MONTH}) \d{{1,2}}\b)"
    rf"|(?P<dm>\b\d{{1,2}} (?:{MONTH})\b)|(?P<day>\b(?:{DAY})\b)|(?P<year>\b20[012]\d\b)|(?P<number>(?<![\d.,:$/-])\b[1-9]\d{{1,2}}\b(?![\d.,:/-]))"
    r"|(?P<said>\bsaid\b)"
)
SAYING = ["said", "said", "said", "said", "stated", "added", "declared", "explained", "claimed"]
BODIES = ["Institute", "Foundation", "Council", "University", "Workers' Union", "Liberation Front", "Business Association", "Bank", "Energy Agency", "Party"]
PAPERS = ["Times", "Herald", "Post", "Gazette", "Courier", "Tribune", "Observer", "Chronicle"]


def table(name, columns):
    """The rows of a table of the lexicon, each with as many columns; marks at the end of a name ("?", "@") are left out."""
    lines = (LEXICON / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [[*re.sub("[?@](?=[;\t]|$)", "", line).split("\t"), *[""] * columns][:columns] for line in lines if line and not line.startswith("#")]


def split(names):
    return [name for name in names.split(";") if name]


class Names:
    """What can stand in an article, and what is put in its place."""

    def __init__(self, seed):
        self.forms, self.states, self.given, self.families = {}, [], {}, set()
        for _, name, aliases, demonyms, nationals, capitals in table("states", 6):
            forms = {"name": [name, *split(aliases)], "demonym": split(demonyms), "nationals": split(nationals), "capital": split(capitals)}
            if demonyms and nationals and capitals:
                self.states.append({kind: words[0] for kind, words in forms.items() if words})
            self.add("state", name, forms)
        bodies = []
        for name, aliases, *_ in table("organisations", 4):
            initials = [alias for alias in split(aliases) if alias.isupper()]
            bodies.append({"name": name, "initials": initials[0] if initials else name})
            self.add("body", name, {"name": [name, *(alias for alias in split(aliases) if alias not in initials)], "initials": initials})
        towns = [row[0] for row in table("cities", 2)]
        for name in [*(row[0] for row in table("regions", 2)), *towns]:
            self.add("town", name, {"name": [name]})
        for name, gender in table("given_names", 2):
            self.given[name] = gender
        eastern = {row[0] for row in table("family_names", 1)}
        families = set(eastern)
        for name, *_ in table("leaders", 2):
            words = name.split(" ")
            if len(words) > 1 and words[0] not in eastern:
                families.add(words[-1])
        self.titles = {row[0].split(" ")[-1].capitalize() for row in table("titles", 5) if row[4] in ("office", "occupation", "honorific")}
        # Who is frequent is a matter of the seed; invented bodies come after those that exist.
        shuffle = random.Random(f"{seed}/order")
        order = lambda items: sorted(items, key=lambda _: shuffle.random())
        self.states, self.towns, self.families = order(self.states), order(towns), order(sorted(families))
        self.people = {gender: order(sorted(name for name, g in self.given.items() if g == gender)) for gender in "mf"}
        self.bodies = order(bodies) + [{"name": f"{town} {body}"} for body in BODIES for town in self.towns]
        self.papers = [f"{town} {paper}" for town, paper in zip(self.towns[:400], itertools.cycle(PAPERS))]

    def add(self, kind, key, forms):
        for form, names in forms.items():
            for name in names:
                self.forms.setdefault(name, (kind, key, form))

    def person(self, gender, rank):
        """The rank-th person of a gender: every pair of names is somebody's, and neighbours in rank share neither."""
        given, count = self.people[gender], len(self.families)
        return {"given": given[rank % len(given)], "family": self.families[(rank // len(given) + rank * 7919) % count]}

    def someone(self, kind, key, chance):
        """Somebody of the same kind as `key`, frequent ones more often, in all forms that a text may ask for."""
        if kind == "state":
            return self.states[zipf(chance, len(self.states), 6)]
        if kind == "body":
            return self.bodies[zipf(chance, len(self.bodies), 8)]
        if kind == "town":
            return {"name": self.towns[zipf(chance, len(self.towns), 8)]}
        gender = self.given.get(key.split(" ")[0]) or ("m" if chance() < 0.6 else "f")
        return self.person(gender, zipf(chance, len(self.people[gender]) * len(self.families), 20))


def zipf(chance, count, offset):
    """A rank below `count`, with a probability about in inverse proportion to rank + offset."""
    return min(count - 1, int(offset * (math.pow(count / offset + 1, chance()) - 1)))


class Slots:
    """An article with its names, dates and numbers as slots: paragraphs of sentences of parts, each part a string or (kind, key, form)."""

    def __init__(self, article, names):
        self.names, self.persons = names, {}
        text = article["text"]
        self.find_persons(text)
        self.title = self.parts(article["title"]) if article.get("title") else None
        self.paragraphs = [[self.parts(sentence) for sentence in SENTENCE_END.split(paragraph)] for paragraph in re.split(r"\n\s*\n", text)]

    def find_persons(self, text):
        """Persons are who has a known given name, a title before or a verb of saying after their name; then their last names alone are theirs."""
        words = list(WORD.finditer(text))
        used = -1
        for i, word in enumerate(words):
            if i <= used or not word[0][0].isupper() or word[0] in self.names.titles:
                continue
            run = [word]
            for after in words[i + 1 : i + 3]:
                if text[run[-1].end() : after.start()] not in (" ", "-") or not after[0][0].isupper() or after[0] in MONTHS + DAYS:
                    break
                run.append(after)
            if len(run) < 2 or any(r[0] in self.names.forms for r in run) or text[word.start() : run[1].end()] in self.names.forms:
                continue
            titled = i > 0 and words[i - 1][0] in self.names.titles and text[words[i - 1].end() : word.start()] == " "
            speaks = re.match(r",? (said|says|told|added)\b", text[run[-1].end() :])
            if word[0] in self.names.given or titled or speaks:
                full = text[word.start() : run[-1].end()]
                used = i + len(run) - 1
                for form, name in (("full", full), ("family", run[-1][0]), ("given", run[0][0])):
                    self.persons.setdefault(name, ("person", full, form))

    def parts(self, text):
        """The text cut into strings and slots, the longest known name first."""
        parts, done, words = [], 0, list(WORD.finditer(text))
        i = 0
        while i < len(words):
            found = None
            if words[i][0][0].isupper():
                for last in range(min(i + 6, len(words)) - 1, i - 1, -1):
                    end = words[last].end()
                    name = text[words[i].start() : end]
                    found = self.names.forms.get(name) or self.persons.get(name)
                    if not found and (found := self.names.forms.get(name + ".")):  # "U.S."
                        end = min(end + 1, len(text))
                    if found:
                        break
            if found:
                parts += [*self.others(text[done : words[i].start()]), found]
                done, i = end, last
            i += 1
        return [*parts, *self.others(text[done:])]

    def others(self, text):
        """A stretch without names: its dates, numbers and verbs of saying as slots."""
        done = 0
        for match in OTHER.finditer(text):
            yield text[done : match.start()]
            yield (match.lastgroup, None, match[0])
            done = match.end()
        yield text[done:]


class Filling:
    """What the slots of one new article are filled with."""

    def __init__(self, names, chance):
        self.names, self.chance, self.chosen, self.taken = names, chance, {}, set()
        self.shift = datetime.timedelta(days=int(chance() * 3000) - 1500)

    def date(self, kind, text):
        words = re.findall(r"\w+", text)
        if kind in ("mdy", "md"):
            words[0], words[1] = words[1], words[0]
        try:
            date = datetime.date(int(words[2]) if len(words) > 2 else 2019, MONTHS.index(words[1]) + 1, int(words[0])) + self.shift
        except ValueError:  # "May 44": no date
            return text
        month = MONTHS[date.month - 1]
        return {"mdy": f"{month} {date.day}, {date.year}", "dmy": f"{date.day} {month} {date.year}", "md": f"{month} {date.day}", "dm": f"{date.day} {month}"}[kind]

    def slot(self, kind, key, form):
        if kind == "said":
            return SAYING[int(self.chance() * len(SAYING))]
        if kind == "number":
            return str(max(2, int(int(form) * (0.5 + self.chance()))))
        if kind == "year":
            return str(int(form) + round(self.shift.days / 365))
        if kind == "day":
            return DAYS[(DAYS.index(form) + self.shift.days) % 7]
        if kind in ("mdy", "dmy", "md", "dm"):
            return self.date(kind, form)
        if (kind, key) not in self.chosen:
            for _ in range(20):  # two actors of an article stay two
                new = self.names.someone(kind, key, self.chance)
                identity = (kind, *sorted(new.values()))
                if identity not in self.taken:
                    break
            self.taken.add(identity)
            self.chosen[kind, key] = new
        new = self.chosen[kind, key]
        if form == "full":
            return f"{new['given']} {new['family']}"
        return new.get(form) or new["name"]

    def fill(self, parts):
        return "".join(part if isinstance(part, str) else self.slot(*part) for part in parts)

    def paragraph(self, sentences):
        """Some sentences less, and now and then in another order."""
        kept = [sentence for sentence in sentences if self.chance() > 0.12] or sentences[:1]
        if self.chance() < 0.2:
            kept = sorted(kept, key=lambda _: self.chance())
        return " ".join(map(self.fill, kept))


def article(i, templates, names, seed):
    chance = random.Random(f"{seed}/{i}").random
    pick = lambda items: items[int(chance() * len(items))]
    source, filling = pick(templates), Filling(names, chance)
    title = source.title and filling.fill(source.title)
    head, *body = source.paragraphs
    if body and chance() < 0.4:
        body.insert(int(chance() * (len(body) + 1)), pick(pick(templates).paragraphs))
    if len(body) > 2 and chance() < 0.4:
        a, b = int(chance() * len(body)), int(chance() * len(body))
        body[a], body[b] = body[b], body[a]
    text = "\n\n".join([" ".join(map(filling.fill, head)), *map(filling.paragraph, body)])
    published = datetime.date(2019, 6, 1) + filling.shift
    publisher = names.papers[zipf(chance, len(names.papers), 10)]
    return {"id": f"{i + 1:07}", "text": text, "title": title, "published": published.isoformat(), "publisher": publisher}


def main():
    if len(sys.argv) != 4:
        sys.exit("usage: make_archive.py ARTICLES.jsonl N SEED > archive.jsonl")
    path, count, seed = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    names = Names(seed)
    with open(path, encoding="utf-8") as lines:
        templates = [Slots(json.loads(line), names) for line in lines]
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    for i in range(count):
        print(json.dumps(article(i, templates, names, seed), ensure_ascii=False))


if __name__ == "__main__":
    main()
