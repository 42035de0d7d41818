// What passes the filters: edges with the evidence that is left, bundled by pair of actors.

import { folded, isClaim, wording } from "./model.js";

/**
 * @typedef {import("./model.js").Edge} Edge
 * @typedef {import("./model.js").Evidence} Evidence
 * @typedef {{edge: Edge, evidence: Evidence[], weight: number}} Shown
 * @typedef {{key: string, a: string, b: string, shown: Shown[], weight: number, family: number, line: number, toA: boolean, toB: boolean, labels: {text: string, family: number}[]}} Pair
 * @typedef {{types: Map<string, {n: number, families: Map<number, number>}>, modalities: Map<string, number>, publishers: Map<string, number>}} Counts
 * @typedef {{pairs: Pair[], strength: Map<string, number>, edges: number, articles: Set<number>, counts: Counts}} View
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
  const publishers = data.articles.map((article) => article.publisher || "unknown");
  const publisherHidden = publishers.map((publisher) => choice.hidden.has(`p:${publisher}`));
  const narrowed = Boolean(choice.from || choice.to);
  let edges = 0;
  /** @type {Set<number>} */
  const articles = new Set();
  /** @type {Counts} */
  const counts = { types: new Map(), modalities: new Map(), publishers: new Map() };
  for (const edge of level.edges) {
    const ofAll = edge.evidence.filter((piece) => {
      if (piece.confidence < choice.confidence) return false;
      if (narrowed && (!piece.date || (choice.from && piece.date < choice.from) || (choice.to && piece.date > choice.to))) return false;
      return !words || searched(piece).includes(words);
    });
    const evidence = ofAll.filter((piece) => !publisherHidden[piece.article]);
    if (!ofAll.length || (choice.articles > 1 && new Set(evidence.map((piece) => piece.article)).size < choice.articles)) continue;
    const typeHidden = choice.hidden.has(`t:${edge.type}`);
    const modalityHidden = choice.hidden.has(`m:${modalityOf(edge, evidence.length ? evidence : ofAll)}`);
    count(counts, edge, evidence, typeHidden, modalityHidden);
    if (!typeHidden && !modalityHidden) for (const publisher of new Set(ofAll.map((piece) => publishers[piece.article]))) counts.publishers.set(publisher, (counts.publishers.get(publisher) ?? 0) + 1);
    if (!evidence.length || typeHidden || modalityHidden) continue;
    edges += 1;
    for (const piece of evidence) articles.add(piece.article);
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
  return { pairs: sorted, strength, edges, articles, counts };
}

/**
 * Beside each filter stands how many edges it would show, all other filters being as they are.
 * @param {Counts} counts @param {Edge} edge @param {Evidence[]} evidence @param {boolean} typeHidden @param {boolean} modalityHidden
 */
function count(counts, edge, evidence, typeHidden, modalityHidden) {
  if (!evidence.length) return;
  if (!modalityHidden) {
    const type = counts.types.get(edge.type) ?? { n: 0, families: new Map() };
    type.n += 1;
    type.families.set(edge.family, (type.families.get(edge.family) ?? 0) + 1);
    counts.types.set(edge.type, type);
  }
  const modality = modalityOf(edge, evidence);
  if (!typeHidden) counts.modalities.set(modality, (counts.modalities.get(modality) ?? 0) + 1);
}

/** @type {WeakMap<Evidence, string>} */
const foldedText = new WeakMap();

/** A sentence as it is searched. @param {Evidence} piece */
function searched(piece) {
  let text = foldedText.get(piece);
  if (text === undefined) {
    text = folded(plain(piece));
    foldedText.set(piece, text);
  }
  return text;
}

/** The text of a piece of evidence. @param {Evidence} piece */
export function plain(piece) {
  return piece.parts.map((part) => (typeof part === "string" ? part : part[1])).join("");
}

/** @param {Pair} pair */
function finish(pair) {
  /** @type {Map<string, {n: number, weight: number, family: number, fact: boolean}>} */
  const labels = new Map();
  for (const { edge, evidence, weight } of pair.shown) {
    pair.weight += weight;
    const line = isClaim(edge, evidence) ? 2 : edge.modality !== "actual" ? 1 : 0;
    pair.line = Math.min(pair.line, line);
    if (!edge.symmetric) {
      if (edge.target === pair.a) pair.toA = true;
      else pair.toB = true;
    }
    const label = labels.get(wording(edge)) ?? { n: 0, weight: 0, family: edge.family, fact: modalityOf(edge, evidence) === "fact" };
    label.n += evidence.length;
    label.weight += weight;
    labels.set(wording(edge), label);
  }
  pair.shown.sort((p, q) => q.weight - p.weight);
  const sorted = [...labels.entries()].sort((p, q) => Number(q[1].fact) - Number(p[1].fact) || q[1].weight - p[1].weight);
  // A line has the colour of its first label.
  pair.family = sorted[0][1].family;
  const named = sorted.length === 3 ? 3 : 2;
  pair.labels = sorted.slice(0, named).map(([text, { n, family }]) => ({ text: n > 1 ? `${text} ×${n}` : text, family }));
  if (sorted.length > named) pair.labels.push({ text: `and ${sorted.length - named} more`, family: 4 });
}
