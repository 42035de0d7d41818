// The filters at the side and the search at the top.

import { h } from "./dom.js";
import { MODALITIES, modalityOf } from "./filter.js";
import { folded } from "./model.js";

/**
 * @typedef {import("./state.js").Choice} Choice
 * @typedef {import("./model.js").Data} Data
 */

const MOST_FOUND = 12;

/**
 * Fills the form of filters. `change` is called after each change of `choice`.
 * @param {HTMLElement} form
 * @param {Data} data
 * @param {Choice} choice
 * @param {() => void} change
 */
export function filters(form, data, choice, change) {
  /** @type {Map<string, {family: number, n: number}>} */
  const types = new Map();
  /** @type {Map<string, number>} */
  const modalities = new Map();
  /** @type {Map<string, number>} */
  const publishers = new Map();
  for (const edge of data.edges) {
    const type = types.get(edge.type) ?? { family: edge.family, n: 0 };
    type.n += 1;
    types.set(edge.type, type);
    const modality = modalityOf(edge, edge.evidence);
    modalities.set(modality, (modalities.get(modality) ?? 0) + 1);
  }
  for (const article of data.articles) {
    const publisher = article.publisher || "unknown";
    publishers.set(publisher, (publishers.get(publisher) ?? 0) + 1);
  }
  const typeRows = [...types.entries()].sort((p, q) => p[1].family - q[1].family || q[1].n - p[1].n);
  form.replaceChildren(
    levels(choice, change, data.level === "state"),
    boxes("Ties", choice, change, typeRows.map(([type, { family, n }]) => ({ key: `t:${type}`, text: type, n, swatch: `family-${family}`, title: data.families[family] }))),
    boxes("How sure", choice, change, MODALITIES.filter(([key]) => modalities.has(key)).map(([key, text]) => ({ key: `m:${key}`, text, n: modalities.get(key) ?? 0 }))),
    number("Articles behind a tie, at least", choice.articles, 1, Math.min(10, data.articles.length), 1, (value) => {
      choice.articles = value;
      change();
    }),
    number("Confidence, at least", choice.confidence, 0, 1, 0.05, (value) => {
      choice.confidence = value;
      change();
    }),
    publishers.size > 1 ? boxes("Publishers", choice, change, [...publishers.entries()].sort((p, q) => q[1] - p[1]).slice(0, 40).map(([name, n]) => ({ key: `p:${name}`, text: name, n }))) : "",
  );
}

/** @param {Choice} choice @param {() => void} change @param {boolean} fixed */
function levels(choice, change, fixed) {
  if (fixed) return "";
  const option = (/** @type {string} */ value, /** @type {string} */ text) =>
    h("label", {}, h("input", { type: "radio", name: "level", value, checked: choice.level === value, change: () => {
      choice.level = value;
      choice.open = "";
      change();
    } }), text);
  return h("fieldset", {}, h("legend", {}, "Level"), option("actors", "people and organs"), option("state", "states only"));
}

/**
 * @param {string} title
 * @param {Choice} choice
 * @param {() => void} change
 * @param {{key: string, text: string, n: number, swatch?: string, title?: string}[]} rows
 */
function boxes(title, choice, change, rows) {
  const all = () => {
    const none = rows.every((row) => !choice.hidden.has(row.key));
    for (const row of rows) none ? choice.hidden.add(row.key) : choice.hidden.delete(row.key);
    change();
  };
  return h(
    "fieldset",
    {},
    h("legend", {}, title, h("button", { type: "button", click: all }, "all / none")),
    ...rows.map((row) => {
      const on = !choice.hidden.has(row.key);
      const flip = () => {
        on ? choice.hidden.add(row.key) : choice.hidden.delete(row.key);
        change();
      };
      return h("label", { class: on ? "" : "off", title: row.title }, h("input", { type: "checkbox", checked: on, "data-key": row.key, change: flip }), row.swatch ? h("span", { class: `swatch ${row.swatch}` }) : null, row.text, h("span", { class: "count" }, String(row.n)));
    }),
  );
}

/** @param {string} title @param {number} value @param {number} min @param {number} max @param {number} step @param {(value: number) => void} set */
function number(title, value, min, max, step, set) {
  if (max <= min) return "";
  const shown = h("output", {}, String(value));
  const slider = h("input", { type: "range", min, max, step, value, "aria-label": title, change: (/** @type {any} */ event) => set(Number(event.target.value)), input: (/** @type {any} */ event) => (shown.textContent = event.target.value) });
  return h("fieldset", {}, h("legend", {}, title), h("label", {}, slider, shown));
}

/**
 * The list below the search field: actors by name, and the word itself as a filter of sentences.
 * @param {string} typed
 * @param {import("./model.js").Level} level
 * @param {(id: string) => void} open
 * @param {(words: string) => void} find
 * @returns {HTMLElement[]}
 */
export function found(typed, level, open, find) {
  const words = folded(typed);
  if (!words) return [];
  const rank = (/** @type {import("./model.js").Actor} */ actor) => {
    const names = [actor.name, actor.country, ...actor.aliases].map(folded);
    if (names.some((name) => name === words)) return 0;
    if (names.some((name) => name.startsWith(words))) return 1;
    return names.some((name) => name.includes(words)) ? 2 : 9;
  };
  const hits = [...level.actors.values()].map((actor) => ({ actor, at: rank(actor) })).filter(({ at }) => at < 9);
  hits.sort((p, q) => p.at - q.at || q.actor.mentions - p.actor.mentions);
  return [
    ...hits.slice(0, MOST_FOUND).map(({ actor }) => h("li", {}, h("button", { type: "button", click: () => open(actor.id) }, actor.name, " ", h("span", { class: "faint" }, [actor.kind, ...actor.roles].slice(0, 2).join(", "))))),
    h("li", {}, h("button", { type: "button", click: () => find(typed.trim()) }, `only sentences with “${typed.trim()}”`)),
  ];
}
