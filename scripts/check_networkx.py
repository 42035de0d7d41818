"""Checks that networkx of pip loads a graph file of newsgraph, and that what it loads is what the file says.

Run:  newsgraph build data/articles && python3 scripts/check_networkx.py out/graph.json
"""

import json
import sys

import networkx as nx


def main(path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    graph = nx.node_link_graph(json.loads(json.dumps(data)))
    assert graph.is_directed() and graph.is_multigraph()
    assert graph.number_of_nodes() == len(data["nodes"]), "nodes lost"
    assert graph.number_of_edges() == len(data["edges"]) == len(data["links"]), "edges lost"
    assert graph.graph["schema"] == "newsgraph.graph/1"
    statements = {statement["id"] for statement in graph.graph["statements"]}
    for source, target, key, edge in graph.edges(keys=True, data=True):
        place = f"{source} -> {target} ({key})"
        assert edge["evidence"], f"{place}: an edge without evidence"
        assert edge["category"] in ("event", "affiliation", "statement"), place
        assert edge["modality"] in ("actual", "planned", "possible"), place
        assert all(0 <= piece["sentence"]["start"] < piece["sentence"]["end"] for piece in edge["evidence"]), place
        assert set(edge.get("statements", [])) <= statements, place
        assert all(claimant in graph for claimant in edge["attributed_to"]), place
    print(f"networkx {nx.__version__}: {graph.number_of_nodes()} actors, {graph.number_of_edges()} edges, {len(statements)} statements")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "out/graph.json")
