"""Runs newsgraph on each benchmark and prints the headline figures as a Markdown table. Called by score.sh.

usage: score.py PROGRAM BENCH_FOLDER RESULTS_FOLDER
The records (NAME.jsonl) and what the scorers print (NAME.txt, graph.errors.txt, plover.errors.txt) are left in RESULTS_FOLDER.
"""
import datetime, json, os, subprocess, sys, time

program, bench, results = sys.argv[1:4]
rows = []


def extract(name, source):
    """The records of one benchmark, and the seconds they took."""
    target = os.path.join(results, name + ".jsonl")
    start = time.monotonic()
    with open(target, "w", encoding="utf8") as out:
        status = subprocess.run([program, "extract", os.path.join(bench, source)], stdout=out).returncode
    if status:
        print(f"warning: extract {source} ended with status {status}", file=sys.stderr)
    return target, time.monotonic() - start


def scorer(name, script, *args):
    """What a scorer prints."""
    run = subprocess.run([sys.executable, os.path.join(bench, script), *args], capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"{script}: {run.stderr}")
    with open(os.path.join(results, name + ".txt"), "w", encoding="utf8") as out:
        out.write(run.stdout)
    return run.stdout


def row(what, figures, peers, seconds=None):
    rows.append((what, figures, peers, "" if seconds is None else f"{seconds:.1f}"))


def graph():
    records, seconds = extract("graph", "graph/input.jsonl")
    table = {}
    for reader in "AB":
        text = scorer(f"graph.{reader}", "graph/score.py", records, os.path.join(bench, "graph/gold", reader))
        for line in text.splitlines()[1:]:
            table.setdefault(line.split()[0], []).append([float(x) for x in line.split()[1:4]])
        scorer(f"graph.{reader}.errors", "graph/score.py", records, os.path.join(bench, "graph/gold", reader), "--errors")
    human = dict(zip(("entities", "edges", "edges-class", "dyads", "rolled-up", "statements", "about", "modality"),
                     (".93", ".80", ".78", ".84", ".84", ".93", ".94", ".96")))
    for name in human:
        p, r, f = (sum(reader[i] for reader in table[name]) / 2 for i in range(3))
        row(f"graph dev, mean of A and B: {name}", f"{f:.3f} (P {p:.3f}, R {r:.3f})", "second reader " + human[name], seconds if name == "entities" else None)


def plover():
    records, seconds = extract("plover", "plover/dev/input.jsonl")
    report = os.path.join(results, "plover.json")
    scorer("plover", "plover/score.py", records, os.path.join(bench, "plover/dev/gold.jsonl"), "--json", report,
           "--errors", os.path.join(results, "plover.errors.txt"))
    with open(report, encoding="utf8") as f:
        levels = json.load(f)["levels"]
    for name, peer in (("class", ".55"), ("source", ".41"), ("triple", ".36"), ("dyad", ".53")):
        level = levels[name]
        row(f"plover dev: {name}", f"{level['f1']:.3f} (P {level['precision']:.3f}, R {level['recall']:.3f})", "best peer " + peer,
            seconds if name == "class" else None)


def attribution():
    records, seconds = extract("attribution", "attribution/dev/input.jsonl")
    report = os.path.join(results, "attribution.json")
    scorer("attribution", "attribution/score.py", records, os.path.join(bench, "attribution/dev/gold.jsonl"), "--json", report, "--classes")
    with open(report, encoding="utf8") as f:
        values = json.load(f)["values"]
    peers = {"quotation + source": ".77", "speech match": ".85", "speech source acc.": ".97", "speech content F1": ".90", "speech strict": ".67",
             "all match": ".59", "all strict": ".46"}
    for name, peer in peers.items():
        row(f"attribution dev: {name}", f"{values[name][-1]:.3f}", "best peer " + peer, seconds if name == "quotation + source" else None)


def names():
    records, seconds = extract("crossner", "names/crossner/dev/input.jsonl")
    report = os.path.join(results, "crossner.json")
    scorer("crossner", "names/score.py", records, os.path.join(bench, "names/crossner/dev/gold.jsonl"), "--json", report)
    with open(report, encoding="utf8") as f:
        values = json.load(f)
    for name, peer in (("exact untyped", ".64"), ("overlap untyped", ".90"), ("exact core", ".58")):
        row(f"names, CrossNER dev: {name}", f"{values[name]['f1']:.3f}", "best peer " + peer, seconds if name == "exact untyped" else None)
    records, seconds = extract("gum", "names/gum/train/input.jsonl")
    report = os.path.join(results, "gum.json")
    scorer("gum", "names/coref_score.py", records, os.path.join(bench, "names/gum/train/gold.jsonl"), "--json", report)
    with open(report, encoding="utf8") as f:
        values = json.load(f)
    for name, peer in (("mentions name", ".80"), ("mentions all", ".76"), ("B-cubed", ".64")):
        row(f"names, GUM train: {name}", f"{values[name][2]:.3f}", "best peer " + peer, seconds if name == "mentions name" else None)


for part in (graph, plover, attribution, names):
    part()
commit = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True).stdout.strip()
print(f"{datetime.date.today()}, commit {commit}\n")
print("| measure | newsgraph, F1 unless said | to compare | seconds |\n|---|---|---|---|")
for cells in rows:
    print("| " + " | ".join(cells) + " |")
print(f"\nrecords and reports: {results}", file=sys.stderr)
