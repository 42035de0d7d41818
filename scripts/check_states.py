"""Compares data/lexicon/states.tsv with the facts of the npm package world-countries (ODbL: used here for checking only, its data is not kept).

usage: npm pack world-countries && tar xzf world-countries-*.tgz && python3 scripts/check_states.py package/countries.json
Prints what differs; each difference is looked at by a person (transliterations, seats of government and demonyms are a matter of usage).
"""
import json
import sys
import unicodedata


def fold(text):
    text = unicodedata.normalize("NFD", text.lower().replace(".", "").replace("saint", "st"))
    return "".join(c for c in text if not unicodedata.combining(c))


def split(text):
    return {fold(part.rstrip("?")) for part in text.split(";") if part}


rows = {}
for line in open("data/lexicon/states.tsv", encoding="utf8"):
    if not line.startswith("#"):
        code, name, aliases, demonyms, nationals, capitals = line.rstrip("\n").split("\t")
        rows[code] = (split(name + ";" + aliases), split(demonyms), split(capitals))

missing = 0
for country in json.load(open(sys.argv[1], encoding="utf8")):
    code = {"UNK": "XKX"}.get(country["cca3"], country["cca3"])
    if code not in rows:
        print(f"{code}\tmissing: {country['name']['common']}")
        missing += 1
        continue
    names, demonyms, capitals = rows[code]
    if not names & {fold(country["name"]["common"]), fold(country["name"]["official"]), *map(fold, country["altSpellings"])}:
        print(f"{code}\tname: {country['name']['common']} is not among {sorted(names)}")
    for capital in country["capital"]:
        if fold(capital) not in capitals and fold(capital) not in names:
            print(f"{code}\tcapital: {capital} is not among {sorted(capitals)}")
    demonym = country.get("demonyms", {}).get("eng", {}).get("m", "")
    if demonym and fold(demonym) not in demonyms:
        print(f"{code}\tdemonym: {demonym} is not among {sorted(demonyms)}")
sys.exit(1 if missing else 0)
