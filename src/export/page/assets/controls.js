// The filters at the side and the search at the top.

import { h } from "./dom.js";
import { MODALITIES } from "./filter.js";
import { folded, typeName } from "./model.js";
import { MOST_ACTORS } from "./state.js";

/**
 * @typedef {import("./state.js").Choice} Choice
 * @typedef {import("./model.js").Data} Data
 */

const MOST_FOUND = 12;

/**
 * Fills the form of filters. `change` is called after each change of `choice`.
 * @param {HTMLElement} form
 * @param {Data} data
 * @param {import("./filter.js").View} view
 * @param {Choice} choice
 * @param {() => void} change
 */
export function filters(form, data, view, choice, change) {
  // The rows are those of the whole page and keep their order; the counts are those of the view.
  /** @type {Map<string, Map<number, number>>} */
  const types = new Map();
  /** @type {Map<string, number>} */
  const publishers = new Map();
  for (const edge of data.edges) {
    const families = types.get(edge.type) ?? new Map();
    families.set(edge.family, (families.get(edge.family) ?? 0) + 1);
    types.set(edge.type, families);
  }
  for (const article of data.articles) {
    const publisher = article.publisher || "unknown";
    publishers.set(publisher, (publishers.get(publisher) ?? 0) + 1);
  }
  const { counts } = view;
  const total = (/** @type {Map<number, number>} */ families) => [...families.values()].reduce((sum, n) => sum + n, 0);
  // A type has the colours of its lines, the most frequent first: what is only planned is drawn as words, what is done as a deed.
  const colours = (/** @type {Map<number, number>} */ families) => [...families].sort((p, q) => q[1] - p[1] || p[0] - q[0]).map(([family]) => family);
  const typeRows = [...types]
    .map(([type, families]) => ({ type, n: total(families), families: colours(counts.types.get(type)?.families ?? families), first: colours(families)[0] }))
    .sort((p, q) => p.first - q.first || q.n - p.n);
  form.replaceChildren(
    levels(choice, change),
    drawnActors(view, choice, change),
    boxes("Ties", choice, change, typeRows.map(({ type, families }) => ({ key: `t:${type}`, text: typeName(type), n: counts.types.get(type)?.n ?? 0, families, title: families.map((family) => data.families[family]).join("; ") }))),
    boxes("How sure", choice, change, MODALITIES.map(([key, text]) => ({ key: `m:${key}`, text, n: counts.modalities.get(key) ?? 0 }))),
    number("Articles behind a tie, at least", choice.articles, 1, Math.min(10, data.articles.length), 1, (value) => {
      choice.articles = value;
      change();
    }),
    number("Confidence, at least", choice.confidence, 0, 1, 0.05, (value) => {
      choice.confidence = value;
      change();
    }),
    publishers.size > 1 ? boxes("Publishers", choice, change, [...publishers.entries()].sort((p, q) => q[1] - p[1]).slice(0, 40).map(([name]) => ({ key: `p:${name}`, text: name, n: counts.publishers.get(name) ?? 0 }))) : "",
  );
}

/** @param {Choice} choice @param {() => void} change */
function levels(choice, change) {
  const option = (/** @type {string} */ value, /** @type {string} */ text) =>
    h("label", {}, h("input", { type: "radio", name: "level", value, checked: choice.level === value, change: () => {
      choice.level = value;
      choice.open = "";
      change();
    } }), text);
  return h("fieldset", {}, h("legend", {}, "Level"), option("actors", "all actors"), option("state", "states only"));
}

/** How many actors are drawn; a choice only where there are many. @param {import("./filter.js").View} view @param {Choice} choice @param {() => void} change */
function drawnActors(view, choice, change) {
  if (view.strength.size <= MOST_ACTORS * 1.25 && choice.most === MOST_ACTORS) return "";
  const steps = [...new Set([30, 60, 120, 250, 500, 1000, choice.most])].filter((n) => n > 0).sort((a, b) => a - b);
  const options = [...steps.map((n) => h("option", { value: n, selected: n === choice.most }, `the ${n} strongest`)), h("option", { value: 0, selected: choice.most === 0 }, "all")];
  const select = h("select", { "data-key": "most", "aria-label": "Actors drawn", change: (/** @type {any} */ event) => {
    choice.most = Number(event.target.value);
    change();
  } }, ...options);
  return h("fieldset", {}, h("legend", {}, "Actors drawn"), h("label", {}, select));
}

/**
 * @param {string} title
 * @param {Choice} choice
 * @param {() => void} change
 * @param {{key: string, text: string, n: number, families?: number[], title?: string}[]} rows
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
      return h("label", { class: on ? "" : "off", title: row.title }, h("input", { type: "checkbox", checked: on, "data-key": row.key, change: flip }), row.families ? h("span", { class: "swatches" }, ...row.families.map((family) => h("span", { class: `swatch family-${family}` }))) : null, row.text, h("span", { class: "count" }, row.n.toLocaleString("en")));
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
    h("li", {}, h("button", { type: "button", click: () => find(typed.trim()) }, `sentences with “${typed.trim()}”`)),
  ];
}
