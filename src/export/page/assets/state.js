// What the reader has chosen, in the page's address, so that a view can be sent to somebody.

/**
 * `open` is an actor's id, the key of a pair of actors or of one edge; `most` how many actors are drawn, 0 for all; `moved` where the reader has put actors.
 * @typedef {{level: string, hidden: Set<string>, from: string, to: string, articles: number, confidence: number, open: string, words: string, most: number,
 *   moved: Map<string, {x: number, y: number}>}} Choice
 */

/** More actors than this are a thicket: unless the reader asks for more, the drawing leaves the weaker ones out. */
export const MOST_ACTORS = 60;

/** @returns {Choice} */
export function everything() {
  return { level: "actors", hidden: new Set(), from: "", to: "", articles: 1, confidence: 0, open: "", words: "", most: MOST_ACTORS, moved: new Map() };
}

/** @param {string} hash @returns {Choice} */
export function fromAddress(hash) {
  const choice = everything();
  const values = new URLSearchParams(hash.replace(/^#/, ""));
  const date = (/** @type {string} */ name) => (/^\d{4}-\d\d-\d\d$/.test(values.get(name) ?? "") ? String(values.get(name)) : "");
  if (values.get("level") === "state") choice.level = "state";
  choice.hidden = new Set((values.get("hide") ?? "").split(",").filter(Boolean));
  choice.from = date("from");
  choice.to = date("to");
  choice.articles = Math.max(1, Number.parseInt(values.get("articles") ?? "1", 10) || 1);
  choice.confidence = Math.min(1, Math.max(0, Number(values.get("confidence") ?? "0") || 0));
  choice.open = values.get("open") ?? "";
  choice.words = values.get("find") ?? "";
  choice.most = values.has("most") ? Math.max(0, Number.parseInt(values.get("most") ?? "", 10) || 0) : MOST_ACTORS;
  for (const one of (values.get("at") ?? "").split(";")) {
    const [, id, x, y] = /^(.+),(-?\d+),(-?\d+)$/.exec(one) ?? [];
    if (id) choice.moved.set(id, { x: Number(x), y: Number(y) });
  }
  return choice;
}

/** @param {Choice} choice */
export function toAddress(choice) {
  const values = new URLSearchParams();
  if (choice.level !== "actors") values.set("level", choice.level);
  if (choice.hidden.size) values.set("hide", [...choice.hidden].sort().join(","));
  if (choice.from) values.set("from", choice.from);
  if (choice.to) values.set("to", choice.to);
  if (choice.articles > 1) values.set("articles", String(choice.articles));
  if (choice.confidence > 0) values.set("confidence", String(choice.confidence));
  if (choice.open) values.set("open", choice.open);
  if (choice.words) values.set("find", choice.words);
  if (choice.most !== MOST_ACTORS) values.set("most", String(choice.most));
  if (choice.moved.size) values.set("at", [...choice.moved].map(([id, { x, y }]) => `${id},${Math.round(x)},${Math.round(y)}`).join(";"));
  const text = values.toString();
  return text ? `#${text}` : "#";
}
