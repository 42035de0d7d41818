// What the reader has chosen, in the page's address, so that a view can be sent to somebody.

/**
 * @typedef {{level: string, hidden: Set<string>, from: string, to: string, articles: number, confidence: number, open: string, words: string}} Choice
 */

/** @returns {Choice} */
export function everything() {
  return { level: "actors", hidden: new Set(), from: "", to: "", articles: 1, confidence: 0, open: "", words: "" };
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
  const text = values.toString();
  return text ? `#${text}` : "#";
}
