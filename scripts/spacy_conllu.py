"""spaCy documents as CoNLL-U, the way src/types/conllu writes them, and such files read back. Development only; used by the other scripts."""

import re
import unicodedata

ESCAPES = {" ": "\\s", "\n": "\\n", "\t": "\\t", "\r": "\\r", "|": "\\p", "\\": "\\\\"}


def unseen(c):
    return c.isspace() or unicodedata.category(c) == "Cc"


def escape(text):
    return "".join(ESCAPES.get(c) or (f"\\u{{{ord(c):x}}}" if unseen(c) else c) for c in text)


def unescape(text):
    back = {value[1]: key for key, value in ESCAPES.items()}
    return re.sub(r"\\(?:u\{([0-9a-f]+)\}|(.))", lambda m: chr(int(m[1], 16)) if m[1] else back[m[2]], text)


def write(doc, name, out):
    """Writes a parsed spaCy document."""
    text = doc.text
    out.write(f"# newdoc id = {name}\n")
    for number, sentence in enumerate(doc.sents, 1):
        line = "".join(" " if unseen(c) else c for c in sentence.text).strip()
        out.write(f"# sent_id = {name}-{number}\n# text = {line}\n")
        for token in sentence:
            end = token.idx + len(token)
            blank = all(map(unseen, token.text))
            misc = [f"start_char={token.idx}", f"end_char={end}"]
            if token.ent_type_:
                misc.append(f"NER={token.ent_iob_}-{token.ent_type_}")
            if blank:
                misc.append("Spaces=" + escape(token.text))
            if text[end : end + 1] != " " or not token.whitespace_:
                misc.append("SpaceAfter=No")
            head = 0 if token.head.i == token.i else token.head.i - sentence.start + 1
            form, lemma = ("_", "_") if blank else (token.text, token.lemma_)
            columns = [token.i - sentence.start + 1, form, lemma, token.pos_, token.tag_, "", head, token.dep_, "", "|".join(misc)]
            out.write("\t".join(str(column) or "_" for column in columns) + "\n")
        out.write("\n")


class Row:
    """One token: offsets in code points, labels, the head's offsets, whether it opens a sentence, its name's part."""

    def __init__(self, line):
        columns = line.split("\t")
        misc = dict(item.split("=", 1) for item in columns[9].split("|"))
        self.span = (int(misc["start_char"]), int(misc["end_char"]))
        self.lemma, self.pos, self.tag, self.number, self.dep = columns[2], columns[3], columns[4], int(columns[6]), columns[7]
        self.ner = misc.get("NER", "O")
        self.first = columns[0] == "1"


def read(lines):
    """Yields (id, rows) for each document; `row.head` is the head's span, its own for a root."""
    name, rows, start = None, [], 0
    for line in lines:
        line = line.rstrip("\n")
        if line.startswith("# newdoc id = "):
            if name is not None:
                yield name, rows
            name, rows = line.removeprefix("# newdoc id = "), []
        elif line and not line.startswith("# "):
            row = Row(line)
            start = len(rows) if row.first else start
            row.sentence = start
            rows.append(row)
        elif not line:
            for row in rows[start:]:
                row.head = rows[start + row.number - 1].span if row.number else row.span
    if name is not None:
        yield name, rows


def names(rows):
    """The set of (start, end, label)."""
    out = []
    for row in rows:
        part, _, label = row.ner.partition("-")
        if part == "B":
            out.append([*row.span, label])
        elif part == "I" and out:
            out[-1][1] = row.span[1]
    return set(map(tuple, out))
