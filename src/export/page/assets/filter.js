// What passes the filters: edges with the evidence that is left, bundled by pair of actors.

import { folded, isClaim, wording } from "./model.js";

/**
 * @typedef {import("./model.js").Edge} Edge
 * @typedef {import("./model.js").Evidence} Evidence
 * @typedef {{edge: Edge, evidence: Evidence[], weight: number}} Shown
 * @typedef {{key: string, a: string, b: string, shown: Shown[], weight: number, family: number, line: number, toA: boolean, toB: boolean, labels: {text: string, family: number}[]}} Pair
 * @typedef {{pairs: Pair[], strength: Map<string, number>, edges: number}} View
 */

/** Keys of the filters that an edge or its evidence falls under. The same words stand in the address. */
export const MODALITIES = [
  ["fact", "reported as fact"],
  ["claim", "claimed by somebody only"],
  ["planned", "planned"],
  ["possible", "possible"],
  ["negated", "denied or negated"],
];

/** @param {Edge} edge @param {Evidence[]} evidence */
export function modalityOf(edge, evidence) {
  if (edge.family === 5) return "said";
  if (edge.negated) return "negated";
  if (edge.modality !== "actual") return edge.modality;
  return isClaim(edge, evidence) ? "claim" : "fact";
}

/** @param {string} a @param {string} b */
export function pairKey(a, b) {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}

/**
 * @param {import("./model.js").Level} level
 * @param {import("./model.js").Data} data
 * @param {import("./state.js").Choice} choice
 * @returns {View}
 */
export function filter(level, data, choice) {
  /** @type {Map<string, Pair>} */
  const pairs = new Map();
  const words = folded(choice.words);
  const publisherHidden = data.articles.map((article) => choice.hidden.has(`p:${article.publisher || "unknown"}`));
  const narrowed = Boolean(choice.from || choice.to);
  let edges = 0;
  for (const edge of level.edges) {
    if (choice.hidden.has(`t:${edge.type}`)) continue;
    const evidence = edge.evidence.filter((piece) => {
      if (publisherHidden[piece.article] || piece.confidence < choice.confidence) return false;
      if (narrowed && (!piece.date || (choice.from && piece.date < choice.from) || (choice.to && piece.date > choice.to))) return false;
      return !words || folded(plain(piece)).includes(words);
    });
    if (!evidence.length || choice.hidden.has(`m:${modalityOf(edge, evidence)}`)) continue;
    if (choice.articles > 1 && new Set(evidence.map((piece) => piece.article)).size < choice.articles) continue;
    edges += 1;
    const key = pairKey(edge.source, edge.target);
    let pair = pairs.get(key);
    if (!pair) {
      const [a, b] = edge.source < edge.target ? [edge.source, edge.target] : [edge.target, edge.source];
      pair = { key, a, b, shown: [], weight: 0, family: 5, line: 2, toA: false, toB: false, labels: [] };
      pairs.set(key, pair);
    }
    const base = edge.family === 5 ? 0.5 : edge.family === 4 ? 0.6 : 2;
    const weight = base * Math.sqrt(evidence.length) * Math.max(...evidence.map((piece) => piece.confidence));
    pair.shown.push({ edge, evidence, weight });
  }
  /** @type {Map<string, number>} */
  const strength = new Map();
  for (const pair of pairs.values()) {
    finish(pair);
    strength.set(pair.a, (strength.get(pair.a) ?? 0) + pair.weight);
    strength.set(pair.b, (strength.get(pair.b) ?? 0) + pair.weight);
  }
  const sorted = [...pairs.values()].sort((p, q) => q.weight - p.weight || (p.key < q.key ? -1 : 1));
  return { pairs: sorted, strength, edges };
}

/** The text of a piece of evidence. @param {Evidence} piece */
export function plain(piece) {
  return piece.parts.map((part) => (typeof part === "string" ? part : part[1])).join("");
}

/** @param {Pair} pair */
function finish(pair) {
  const families = [0, 0, 0, 0, 0, 0];
  /** @type {Map<string, {n: number, weight: number, family: number}>} */
  const labels = new Map();
  for (const { edge, evidence, weight } of pair.shown) {
    pair.weight += weight;
    families[edge.family] += weight;
    const line = isClaim(edge, evidence) ? 2 : edge.modality !== "actual" ? 1 : 0;
    pair.line = Math.min(pair.line, line);
    if (!edge.symmetric) {
      if (edge.target === pair.a) pair.toA = true;
      else pair.toB = true;
    }
    const label = labels.get(wording(edge)) ?? { n: 0, weight: 0, family: edge.family };
    label.n += evidence.length;
    label.weight += weight;
    labels.set(wording(edge), label);
  }
  pair.family = families.indexOf(Math.max(...families));
  pair.shown.sort((p, q) => q.weight - p.weight);
  const sorted = [...labels.entries()].sort((p, q) => q[1].weight - p[1].weight);
  pair.labels = sorted.slice(0, 3).map(([text, { n, family }]) => ({ text: n > 1 ? `${text} ×${n}` : text, family }));
  if (sorted.length > 3) pair.labels.push({ text: `+${sorted.length - 3} more`, family: 4 });
}
