// The exports for JavaScript programs, loaded by them: Cytoscape.js, and GEXF by graphology (of Gephi's community).
// NEWSGRAPH is the program to test.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import cytoscape from "cytoscape";
import graphology from "graphology";
import gexf from "graphology-gexf";

const root = resolve(import.meta.dirname, "../..");
const program = resolve(process.env.NEWSGRAPH ?? join(root, "target/release/newsgraph"));
const folder = mkdtempSync(join(tmpdir(), "newsgraph-exports-"));
let graph;

before(() => {
  execFileSync(program, ["--quiet", "build", "data/articles", "-o", folder, "--also", "cytoscape,gexf"], { cwd: root, stdio: "ignore" });
  graph = JSON.parse(readFileSync(join(folder, "graph.json"), "utf8"));
});

after(() => rmSync(folder, { recursive: true, force: true }));

test("Cytoscape.js loads all elements and finds the actors of a type of edge", () => {
  const loaded = cytoscape({ headless: true, ...JSON.parse(readFileSync(join(folder, "graph.cyjs"), "utf8")) });
  assert.equal(loaded.nodes().length, graph.nodes.length);
  assert.equal(loaded.edges().length, graph.edges.length);
  assert.ok(loaded.edges('[type = "arms-transfer"]').length > 0);
  assert.ok(loaded.edges(".arms-transfer").sources().length > 0);
  loaded.destroy();
});

test("graphology loads the GEXF with labels, attributes, sizes and days", () => {
  const text = readFileSync(join(folder, "graph.gexf"), "utf8");
  const loaded = gexf.parse(graphology.MultiDirectedGraph, text);
  assert.equal(loaded.order, graph.nodes.length);
  assert.equal(loaded.size, graph.edges.length);
  const first = graph.nodes[0];
  assert.equal(loaded.getNodeAttribute(first.id, "label"), first.name);
  assert.equal(loaded.getNodeAttribute(first.id, "mentions"), first.mentions);
  assert.ok(loaded.getNodeAttribute(first.id, "size") > 0);
  assert.equal(new Set(loaded.mapEdges((edge, data) => data.type)).size, new Set(graph.edges.map((edge) => edge.type)).size);
  const days = [...text.matchAll(/<edge [^>]*start="(\d{4}-\d\d-\d\d)" end="(\d{4}-\d\d-\d\d)"/g)];
  assert.ok(days.length > 0 && days.every(([, from, to]) => from <= to));
});
