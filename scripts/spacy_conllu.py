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
    """One token of a file: form, labels, offset of its head from it, whether it opens a sentence, part of a name, and what follows it."""

    def __init__(self, columns, misc, opens):
        self.form = unescape(misc["Spaces"]) if "Spaces" in misc else columns[1]
        self.lemma = self.form.lower() if "Spaces" in misc else columns[2]
        self.pos, self.tag, self.dep = columns[3], columns[4], columns[7]
        self.head = int(columns[6]) - int(columns[0]) if columns[6] != "0" else 0
        self.ner = misc.get("NER", "O")
        self.opens = opens
        self.after = "" if misc.get("SpaceAfter") == "No" else unescape(misc.get("SpacesAfter", "\\s"))


def read(lines):
    """Yields (id, rows) for each stretch that was annotated by itself: a block of a document, or a document without blocks."""
    name, rows, opens = None, [], True
    for line in lines:
        line = line.rstrip("\n")
        if line.startswith(("# newdoc", "# block")) and rows:
            yield name, rows
            rows = []
        if line.startswith("# newdoc id = "):
            name = line.removeprefix("# newdoc id = ")
        elif not line:
            opens = True
        elif not line.startswith("# "):
            columns = line.split("\t")
            rows.append(Row(columns, dict(item.split("=", 1) for item in columns[9].split("|")), opens))
            opens = False
    if rows:
        yield name, rows


def spans(rows):
    """The text, and the rows' spans in it."""
    text, out = "", []
    for row in rows:
        out.append((len(text), len(text) + len(row.form)))
        text += row.form + row.after
    return (text if len(text) == out[-1][1] or rows[-1].after == " " else text[: out[-1][1]]), out
