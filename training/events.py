"""Learns the reader of events from read articles: what a word names, who takes part in it, whether an edge is right.

    cargo run --release --example event_candidates -- FOLDER/input.jsonl > candidates.jsonl
    python training/events.py candidates.jsonl FOLDER --out data/learned/events.safetensors

FOLDER holds texts/NAME.txt, texts/NAME.ann and folds.json (articles.py); only the half "tune" is learned from. Needs numpy, scipy, scikit-learn and
lightgbm (training/requirements.txt); two minutes on one core. Same input, same weights. Prints figures from cross-validation over articles: the words and
parties of an article are scored by models that have not seen it, and the forest over pairs is learned from those scores.
"""
import argparse, collections, json, pathlib, sys, time
import numpy as np, scipy.sparse as sp
from sklearn.linear_model import LogisticRegression
import articles as A

T0 = time.time()
def say(*a): print(f"[{time.time()-T0:6.1f}]", *a, file=sys.stderr, flush=True)

TYPES = "accusation agreement aid arms-transfer attack coercion concession cooperation criticism demand denial exit holds-office meeting member-of mobilization protest rejection request rupture sanction support talks threat treaty visit warning".split()
NUMBER = {t: i for i, t in enumerate(TYPES)}
NONE = len(TYPES)
ROLES = ("source", "target")


def load(dump, folder, half):
    gold = A.read(folder, half)
    out = []
    with open(dump) as f:
        lines = f.readlines()
    names = json.loads(lines[-1])
    for line in lines[:-1]:
        i = line.index('"article":"') + 11
        a = line[i:line.index('"', i)]
        if a in gold:
            art = json.loads(line)
            out.append((art, *gold[a]))
    lost = 0
    for art, ents, edges in out: lost += len(A.align(art, ents, edges))
    A.choose(out)
    say(len(out), "articles", sum(len(e) for _, _, e in out), "edges;", lost, "without a word;", sum(len(a["candidates"]) for a, _, _ in out), "candidates;", len(names), "features")
    return out, names


class Matrix:
    """Sparse 0/1 rows over features that are frequent enough."""
    def __init__(self, rows, least):
        count = collections.Counter(f for r in rows for f in r)
        self.index = {f: i for i, f in enumerate(sorted(f for f, n in count.items() if n >= least))}
    def rows(self, rows):
        ptr, col = [0], []
        for r in rows:
            col.extend(i for i in map(self.index.get, r) if i is not None); ptr.append(len(col))
        return sp.csr_matrix((np.ones(len(col), np.float32), np.array(col, np.int32), np.array(ptr)), shape=(len(ptr) - 1, len(self.index)))


class Words:
    """P(type or none | word)."""
    def __init__(self, arts, C=0.3, least=3, weight_near=0):
        rows, y, w = [], [], []
        for art, _, _ in arts:
            for c in art["candidates"]:
                if c["gold"]:
                    kinds = sorted({e["type"] for e in c["gold"]})
                    for k in kinds: rows.append(c["features"]); y.append(NUMBER[k]); w.append(1 / len(kinds))
                elif not c["near"]: rows.append(c["features"]); y.append(NONE); w.append(1)
        self.m = Matrix(rows, least)
        self.lr = LogisticRegression(C=C, max_iter=60, tol=1e-3).fit(self.m.rows(rows), y, sample_weight=w)
    def predict(self, art):
        X = self.m.rows([c["features"] for c in art["candidates"]])
        p = np.zeros((X.shape[0], NONE + 1)); p[:, self.lr.classes_] = self.lr.predict_proba(X); return p


OFF = 1 << 22
RULE = OFF - 10
def party_rows(party, t, same):
    f = party["features"] + same
    k = (t + 1) * OFF
    return f + [x + k for x in f]

def same(c, t, role, i):
    """Whether a rule of this type names the party in this role."""
    hit = [p for p in c["proposals"] if p[0] == TYPES[t]]
    if not hit: return [RULE]
    ids = {c["parties"][p[1 + (role == "target")]]["id"] for p in hit}
    if TYPES[t] in A.SYMMETRIC: ids |= {c["parties"][p[1 + (role != "target")]]["id"] for p in hit}
    return [RULE + (1 if c["parties"][i]["id"] in ids else 2)]

class Parties:
    """P(party takes the role | word, type)."""
    def __init__(self, arts, C=0.3, least=2):
        self.lr, self.m = {}, {}
        for role in ROLES:
            rows, y = [], []
            for art, ents, _ in arts:
                for c in art["candidates"]:
                    for k in sorted({e["type"] for e in c["gold"]}):
                        es = [e for e in c["gold"] if e["type"] == k]
                        roles = ROLES if k in A.SYMMETRIC else (role,)
                        spots = [e[r + "_at"] for e in es for r in roles]
                        who = {e[r] for e in es for r in roles}
                        noword = {e[r] for e in es for r in roles if e[r + "_at"] is None}
                        for i, p in enumerate(c["parties"]):
                            right = any(A.overlap(p["at"], s) for s in spots) or (art["match"].get(p["id"]) in (who if p["at"] is None else noword))
                            if not right and art["match"].get(p["id"]) in who: continue
                            rows.append(party_rows(p, NUMBER[k], same(c, NUMBER[k], role, i))); y.append(int(right))
            self.m[role] = Matrix(rows, least)
            self.lr[role] = LogisticRegression(C=C, max_iter=100, tol=1e-3).fit(self.m[role].rows(rows), y)
    def predict(self, jobs):
        """jobs: list of (candidate, type) -> list of (source p, target p) arrays"""
        out = []
        for role in ROLES:
            rows = [party_rows(p, t, same(c, t, role, i)) for c, t in jobs for i, p in enumerate(c["parties"])]
            out.append(self.lr[role].predict_proba(self.m[role].rows(rows))[:, 1])
        at, res = 0, []
        for c, t in jobs:
            n = len(c["parties"]); res.append((out[0][at:at+n], out[1][at:at+n])); at += n
        return res


import math
def logit(p):
    p = min(max(p, 1e-4), 1 - 1e-4); return math.log(p / (1 - p))

def pairs(art, words_p, jobs, parties_p, p_of):
    """All pairs worth weighing: dicts with numbers."""
    out = []
    for (c, t), (ps, pt) in zip(jobs, parties_p):
        P = c["parties"]; sym = TYPES[t] in A.SYMMETRIC
        prop = {(P[s]["id"], P[g]["id"]) for k, s, g, _ in c["proposals"] if k == TYPES[t]}
        if sym: prop |= {(b, a) for a, b in prop}
        anyprop = bool(prop)
        S = sorted(range(len(P)), key=lambda i: (-ps[i], i))[:3]; G = sorted(range(len(P)), key=lambda i: (-pt[i], i))[:3]
        S = sorted(set(S) | {s for k, s, g, _ in c["proposals"] if k == TYPES[t]}); G = sorted(set(G) | {g for k, s, g, _ in c["proposals"] if k == TYPES[t]})
        for s in S:
            for g in G:
                if P[s]["id"] == P[g]["id"]: continue
                if p_of(c)[t] * ps[s] * pt[g] < 2e-3 and (P[s]["id"], P[g]["id"]) not in prop: continue
                if sym and s > g and s in G and g in S: continue
                rs = sum(1 for i in range(len(P)) if ps[i] > ps[s] and P[i]["id"] != P[s]["id"] and P[i]["id"] != P[g]["id"])
                rt = sum(1 for i in range(len(P)) if pt[i] > pt[g] and P[i]["id"] != P[g]["id"] and P[i]["id"] != P[s]["id"])
                bs = max([ps[i] for i in range(len(P)) if P[i]["id"] not in (P[s]["id"], P[g]["id"])], default=0)
                bt = max([pt[i] for i in range(len(P)) if P[i]["id"] not in (P[s]["id"], P[g]["id"])], default=0)
                out.append(dict(c=c, t=t, s=s, g=g, pw=p_of(c)[t], ps=ps[s], pt=pt[g], rs=rs, rt=rt, bs=bs, bt=bt, prop=(P[s]["id"], P[g]["id"]) in prop, anyprop=anyprop, sure=max([v for k, x, z, v in c["proposals"] if k == TYPES[t] and ((P[x]["id"], P[z]["id"]) == (P[s]["id"], P[g]["id"]) or sym and (P[z]["id"], P[x]["id"]) == (P[s]["id"], P[g]["id"]))], default=0)))
    return out

KINDS = "person state organisation group place other".split(); FORMS = "name noun pronoun rule understood".split()
def vector(q):
    c = q["c"]; a, b = c["parties"][q["s"]], c["parties"][q["g"]]
    return [logit(q["pw"]), logit(q["ps"]), logit(q["pt"]), min(q["rs"], 3), min(q["rt"], 3), logit(q["bs"]), logit(q["bt"]), q["prop"], q["anyprop"],
            KINDS.index(a["kind"]), KINDS.index(b["kind"]), FORMS.index(a["form"]), FORMS.index(b["form"]), a["country"] is not None and a["country"] == b["country"], len({p["id"] for p in c["parties"]}),
            TYPES[q["t"]] in A.SYMMETRIC, q["t"], logit(q["pw"]) + logit(q["ps"]) + logit(q["pt"]), logit(q["pw"]*q["ps"]*q["pt"]), q["sure"]]

def canon(t, s, g): return (t, *sorted((s, g))) if TYPES[t] in A.SYMMETRIC else (t, s, g)

def gold_set(art, edges): return {canon(NUMBER[e["type"]], e["source"], e["target"]) for e in edges}

def score(arts, kept):
    """kept: name -> [(t, id, id)]"""
    hit = n = g = 0
    for art, ents, edges in arts:
        G = gold_set(art, edges); m = art["match"]
        F = {canon(t, m.get(s, "?" + s), m.get(x, "?" + x)) for t, s, x in kept.get(art["article"], [])}
        hit += len(F & G); n += len(F); g += len(G)
    return hit / max(n, 1), hit / max(g, 1), 2 * hit / max(1, n + g)



def key(name):
    """FNV-1a, as `key` in src/knowledge/reader.rs."""
    h = 0x811C9DC5
    for b in name.encode(): h = ((h ^ b) * 0x01000193) & 0xFFFFFFFF
    return h

def key_for(k, t): return ((k ^ ((t + 1) * 0x9E3779B1 & 0xFFFFFFFF)) * 0x85EBCA6B) & 0xFFFFFFFF

UNIT = 1 / 32
SMALL = 1.5
def whole(w):
    w = np.clip(np.rint(w / UNIT), -127, 127).astype(np.int8); w[np.abs(w) < SMALL] = 0; return w

def words_tensors(W, names):
    w = whole(W.lr.coef_).T  # features x classes
    cls = W.lr.classes_
    rows = sorted((key(names[f]), i) for f, i in W.m.index.items() if w[i].any())
    keys, begins, classes, weights, seen = [], [0], [], [], set()
    for k, i in rows:
        if k in seen: continue
        seen.add(k); keys.append(k)
        for c in np.nonzero(w[i])[0]: classes.append(cls[c]); weights.append(w[i, c])
        begins.append(len(classes))
    bias = np.full(NONE + 1, -9, np.float32); bias[cls] = W.lr.intercept_
    return {"words.keys": np.array(keys, np.uint32), "words.begins": np.array(begins, np.uint32), "words.classes": np.array(classes, np.uint8), "words.weights": np.array(weights, np.int8), "words.bias": bias}

def party_tensors(Pm, names):
    out = {}
    for role in ROLES:
        w = whole(Pm.lr[role].coef_[0]); d = {}
        for f, i in sorted(Pm.m[role].index.items()):
            if w[i]:
                t, b = divmod(f, OFF)
                n = {RULE: "no rule", RULE + 1: "by rule", RULE + 2: "not by rule"}.get(b) or names[b]
                d.setdefault(key(n) if t == 0 else key_for(key(n), t - 1), w[i])
        ks = sorted(d); out[role + ".keys"] = np.array(ks, np.uint32); out[role + ".weights"] = np.array([d[k] for k in ks], np.int8); out[role + ".bias"] = np.array([Pm.lr[role].intercept_[0]], np.float32)
    return out

def forest_tensors(g):
    roots, numbers, th, br, leaves = [], [], [], [], []
    def walk(n):
        if "leaf_value" in n: leaves.append(n["leaf_value"]); return -len(leaves)
        assert n["decision_type"] == "<="
        at = len(numbers); numbers.append(n["split_feature"]); th.append(n["threshold"]); br.append([0, 0])
        br[at] = [walk(n["left_child"]), walk(n["right_child"])]; return at
    for t in g.booster_.dump_model()["tree_info"]: roots.append(walk(t["tree_structure"]))
    assert all(r >= 0 for r in roots)
    return {"pairs.roots": np.array(roots, np.uint32), "pairs.numbers": np.array(numbers, np.uint8), "pairs.thresholds": np.array(th, np.float32), "pairs.branches": np.array(br, np.int32).reshape(-1), "pairs.leaves": np.array(leaves, np.float32)}

def save(path, tensors, meta):
    kinds = {np.dtype("uint32"): "U32", np.dtype("int32"): "I32", np.dtype("uint8"): "U8", np.dtype("int8"): "I8", np.dtype("float32"): "F32"}
    head, at, body = {"__metadata__": meta}, 0, []
    for n in sorted(tensors, key=lambda n: (-tensors[n].dtype.itemsize, n)):
        raw = tensors[n].tobytes(); head[n] = dict(dtype=kinds[tensors[n].dtype], shape=list(tensors[n].shape), data_offsets=[at, at + len(raw)]); at += len(raw); body.append(raw)
    h = json.dumps(head, separators=(",", ":")).encode(); h += b" " * (-len(h) % 8)
    pathlib.Path(path).write_bytes(len(h).to_bytes(8, "little") + h + b"".join(body)); say("wrote", path, at, "bytes", {n: len(tensors[n]) for n in tensors})

def forest(X, y):
    import lightgbm as lgb
    return lgb.LGBMClassifier(n_estimators=120, num_leaves=10, learning_rate=.06, min_child_samples=30, subsample=.8, subsample_freq=1, colsample_bytree=.7, random_state=1, n_jobs=1, verbose=-1, deterministic=True, force_row_wise=True).fit(X, y)

def main():
    ap = argparse.ArgumentParser(); ap.add_argument("dump"); ap.add_argument("folder"); ap.add_argument("--c1", type=float, default=.5); ap.add_argument("--c2", type=float, default=.2); ap.add_argument("--meant", action="store_true"); ap.add_argument("--out"); ap.add_argument("--least", type=float, default=.4); ap.add_argument("--least-with-rules", type=float, default=.2); ap.add_argument("--folds", type=int, default=5)
    a = ap.parse_args()
    arts, names = load(a.dump, a.folder, "tune")
    n = a.folds
    everything = []
    tr = collections.Counter()
    ar = collections.Counter(); wp = {}
    for k in range(n):
        train = [x for i, x in enumerate(arts) if i % n != k]; test = [x for i, x in enumerate(arts) if i % n == k]
        W = Words(train, C=a.c1); say("fold", k, "words", W.m.rows([]).shape)
        Pm = Parties(train, C=a.c2); say("parties", [m.rows([]).shape for m in Pm.m.values()])
        for art, ents, edges in test:
            p = W.predict(art); by = {id(c): p[i] for i, c in enumerate(art["candidates"])}
            wp[art['article']] = p
            jobs = [(c, t) for i, c in enumerate(art["candidates"]) for t in range(NONE) if p[i, t] > .03 or any(q[0] == TYPES[t] for q in c["proposals"])]
            pp = Pm.predict(jobs) if jobs else []
            qs = pairs(art, p, jobs, pp, lambda c: by[id(c)])
            G = gold_set(art, edges); m = art["match"]
            for q in qs:
                q["art"] = art; q["fold"] = k
                q["ids"] = (q["t"], q["c"]["parties"][q["s"]]["id"], q["c"]["parties"][q["g"]]["id"])
                q["y"] = canon(q["t"], m.get(q["ids"][1], "?"), m.get(q["ids"][2], "!")) in G
            for q in qs:
                P, c = q["c"]["parties"], q["c"]
                fits = lambda i, e, r: A.overlap(P[i]["at"], e[r + "_at"]) or m.get(P[i]["id"]) == e[r]
                both = lambda e: fits(q["s"], e, "source") and fits(q["g"], e, "target")
                swap = lambda e: TYPES[q["t"]] in A.SYMMETRIC and fits(q["g"], e, "source") and fits(q["s"], e, "target")
                q["meant"] = q["y"] or any(e["type"] == TYPES[q["t"]] and (both(e) or swap(e)) for e in c["gold"])
            everything += qs
            # triggers at .4; arguments of gold triggers
            want = {(tuple(c["sentence"]), e["type"]) for c in art["candidates"] for e in c["gold"]}
            for th in (.2, .3, .4, .5):
                got = {(tuple(c["sentence"]), TYPES[t]) for i, c in enumerate(art["candidates"]) for t in range(NONE) if p[i, t] > th}
                tr[th, "hit"] += len(got & want); tr[th, "got"] += len(got); tr[th, "want"] += len(want)
            gj = [(c, NUMBER[t]) for c in art["candidates"] for t in sorted({e["type"] for e in c["gold"]})]
            for (c, t), (ps, pt) in zip(gj, Pm.predict(gj) if gj else []):
                P = c["parties"]; es = [e for e in c["gold"] if e["type"] == TYPES[t]]
                best = max(((ps[i] * pt[j], -i, -j) for i in range(len(P)) for j in range(len(P)) if P[i]["id"] != P[j]["id"]), default=None)
                can = any(canon(t, m.get(P[i]["id"]), m.get(P[j]["id"])) == canon(t, e["source"], e["target"]) for e in es for i in range(len(P)) for j in range(len(P)) if m.get(P[i]["id"]) and m.get(P[j]["id"]))
                ar["n"] += 1; ar["can"] += can
                if best:
                    i, j = -best[1], -best[2]
                    ar["right"] += any(canon(t, m.get(P[i]["id"], "?"), m.get(P[j]["id"], "?")) == canon(t, e["source"], e["target"]) for e in es)
    for th in (.2, .3, .4, .5):
        h, g, w = tr[th, "hit"], tr[th, "got"], tr[th, "want"]; say(f"triggers {th}: P {h/g:.3f} R {h/w:.3f} F {2*h/(g+w):.3f}")
    say("arguments of gold triggers", dict(ar), "right of reachable", ar["right"] / ar["can"])
    total_gold = sum(len(gold_set(art, e)) for art, _, e in arts)
    say(len(everything), "pairs", sum(q["y"] for q in everything), "right; reachable gold", len({(id(q["art"]), canon(q["t"], q["art"]["match"].get(q["ids"][1]), q["art"]["match"].get(q["ids"][2]))) for q in everything if q["y"]}), "of", total_gold)
    X = np.array([vector(q) for q in everything], float); y = np.array([q["meant"] if a.meant else q["y"] for q in everything], int); say(sum(q["meant"] for q in everything), "meant"); fold = np.array([q["fold"] for q in everything])
    out = np.zeros(len(y))
    for k in range(n):
        g = forest(X[fold != k], y[fold != k])
        out[fold == k] = g.predict_proba(X[fold == k])[:, 1]
    sweep(arts, everything, out, "gbt")
    simple = np.array([q["pw"] * q["ps"] * q["pt"] for q in everything]); sweep(arts, everything, simple, "product")
    pr = np.array([float(q["prop"]) for q in everything]); sweep(arts, everything, pr, "rules", (.5,))

    if a.out:
        W = Words(arts, C=a.c1); Pm = Parties(arts, C=a.c2); g = forest(X, y)
        save(a.out, words_tensors(W, names) | party_tensors(Pm, names) | forest_tensors(g), {"kinds": " ".join(TYPES), "least": str(a.least), "least_with_rules": str(a.least_with_rules)})

def sweep(arts, qs, p, what, ths=(.2, .25, .3, .35, .4, .45, .5, .55, .6, .65, .7)):
    for th in ths:
        kept = collections.defaultdict(list)
        for q, x in zip(qs, p):
            if x >= th: kept[q["art"]["article"]].append(q["ids"])
        noaff = {n: [x for x in k if TYPES[x[0]] not in ("holds-office", "member-of")] for n, k in kept.items()}
        ev = [(art, e, [x for x in ed if x["type"] not in ("holds-office", "member-of")]) for art, e, ed in arts]
        say("   without affiliations P %.3f R %.3f F %.3f" % score(ev, noaff))
        say(what, th, "edges P %.3f R %.3f F %.3f" % score(arts, kept))

if __name__ == "__main__":
    main()
