// The details beside the picture: what is behind a line, and who says what about an actor.

import { count, h } from "./dom.js";
import { plain } from "./filter.js";
import { edgeKey, folded, isClaim, wording } from "./model.js";
import { toAddress } from "./state.js";

/**
 * @typedef {import("./model.js").Level} Level
 * @typedef {import("./model.js").Data} Data
 * @typedef {import("./filter.js").Pair} Pair
 * @typedef {import("./filter.js").Shown} Shown
 * @typedef {import("./filter.js").View} View
 * @typedef {import("./state.js").Choice} Choice
 * @typedef {{data: Data, level: Level, view: View, pairs: Pair[], choice: Choice, open: (id: string) => void}} Context
 */

const MOST_STATEMENTS = 60;
const MOST_SENTENCES = 200;
const MOST_ARTICLES = 200;

/** What one can do here. @param {Context} context */
export function welcome({ data, level, view }) {
  const shown = (/** @type {string} */ kind) => [...view.strength.keys()].filter((id) => level.actors.get(id)?.kind === kind).length;
  const kinds = [["state", "states"], ["person", "people"], ["organisation", "organisations"], ["group", "groups"]]
    .filter(([kind]) => shown(kind) > 0)
    .map(([kind, many]) => (shown(kind) === 1 ? `1 ${kind}` : `${shown(kind).toLocaleString("en")} ${many}`));
  const articles = data.articles.filter((_, i) => view.articles.has(i));
  return [
    h("h2", {}, "Who did what to whom"),
    h("p", {}, `${count(articles.length, "article")}: ${kinds.join(", ") || "nobody is shown"}.`),
    h("p", {}, "Click a line to read the sentences that show it, an actor to read what they say and what is said about them. Drag an actor where you want it. Everything leads to the words of an article."),
    h("h3", {}, "Lines"),
    h("ul", {}, h("li", {}, "solid: an article reports it as a fact"), h("li", {}, "dashed: planned or possible"), h("li", {}, "dotted: somebody claims it, no article says it itself")),
    h("h3", {}, "Shapes"),
    h("ul", {}, h("li", {}, "box: state"), h("li", {}, "circle: person"), h("li", {}, "hexagon: organisation"), h("li", {}, "diamond: group")),
    h("h3", {}, `Articles (${articles.length.toLocaleString("en")})`),
    h("ul", {}, ...articles.slice(0, MOST_ARTICLES).map((article) => h("li", {}, article.title || article.id, " ", h("span", { class: "faint" }, [article.publisher, article.published].filter(Boolean).join(", ")), copied(article, data)))),
    more(articles.length, MOST_ARTICLES, "article"),
  ].filter(Boolean);
}

/** What an address leads to that is not here. @param {Context} context */
export function missing(context) {
  const why = context.data.leftOut ? "It is hidden by a filter, or left out of this page." : "It is hidden by a filter, or not in this graph.";
  return [closer(context), h("h2", {}, "Nothing to show here"), h("p", {}, why)];
}

/**
 * The sentences that hold the searched words: those behind edges, and what is said.
 * @param {string} words
 * @param {Context} context
 */
export function sentences(words, context) {
  const wanted = folded(words);
  /** @type {Map<string, {article: number, text: string, leads: HTMLElement[]}>} */
  const found = new Map();
  const add = (/** @type {number} */ article, /** @type {string} */ text, /** @type {HTMLElement} */ lead) => {
    const one = found.get(`${article} ${text}`) ?? { article, text, leads: [] };
    one.leads.push(lead);
    found.set(`${article} ${text}`, one);
  };
  for (const { edge, evidence } of context.pairs.flatMap((pair) => pair.shown)) {
    const lead = () => link(`${nameOf(edge.source, context)} ${edge.symmetric ? "↔" : "→"} ${nameOf(edge.target, context)}: ${wording(edge)}`, () => context.open(edgeKey(edge)));
    for (const piece of evidence) add(piece.article, plain(piece), lead());
  }
  for (const said of context.level.statements) {
    // Words about somebody are behind an edge already.
    if (!said.about.length && folded(said.text).includes(wanted)) add(said.article, said.text, said.speaker ? actor(said.speaker, context) : h("span", {}, "somebody"));
  }
  const all = [...found.values()].sort((p, q) => p.article - q.article);
  return [
    h("h2", {}, `${count(all.length, "sentence")} with “${words}”`),
    h("p", { class: "faint" }, "Sentences behind the edges that are shown, and what is said. Empty the search field to see everything again."),
    ...all.slice(0, MOST_SENTENCES).map(({ article, text, leads }) =>
      h("blockquote", { class: "sentence" }, h("span", {}, ...marked(text, words)), h("footer", {}, source(article, context), ...leads.slice(0, 4).flatMap((lead) => [h("br"), lead])))),
    more(all.length, MOST_SENTENCES, "sentence"),
  ].filter(Boolean);
}

/** A text with the searched words marked. @param {string} text @param {string} words */
function marked(text, words) {
  const at = text.toLowerCase().indexOf(words.toLowerCase());
  if (at < 0) return [text];
  const end = at + words.length;
  return [text.slice(0, at), h("mark", { class: "word" }, text.slice(at, end)), text.slice(end)];
}

/** The edge of a key, with its pair. @param {string} key @param {Pair[]} pairs */
export function edgeOf(key, pairs) {
  if (key.split("|").length !== 3) return undefined;
  for (const pair of pairs) {
    if (pair.shown.some(({ edge }) => edgeKey(edge) === key)) return { pair };
  }
  return undefined;
}

/** @param {Pair} pair @param {Context} context @param {string} linked The key of the edge that an address leads to. */
export function pairDetails(pair, context, linked) {
  return [
    closer(context),
    h("h2", {}, actor(pair.a, context), " – ", actor(pair.b, context)),
    ...pair.shown.map((shown) => claim(shown, context, edgeKey(shown.edge) === linked)),
  ];
}

/** @param {string} id @param {Context} context */
export function actorDetails(id, context) {
  const { level, data } = context;
  const one = level.actors.get(id);
  if (!one) return welcome(context);
  const pairs = context.pairs.filter((pair) => pair.a === id || pair.b === id);
  const said = level.statements.filter((statement) => statement.speaker === id);
  const about = level.statements.filter((statement) => statement.about.includes(id) && statement.speaker !== id);
  /** @type {Map<string, typeof about>} */
  const bySpeaker = new Map();
  for (const statement of about) {
    const list = bySpeaker.get(statement.speaker) ?? [];
    list.push(statement);
    bySpeaker.set(statement.speaker, list);
  }
  const speakers = [...bySpeaker.entries()].sort((p, q) => q[1].length - p[1].length);
  return [
    closer(context),
    h("h2", {}, one.name),
    h("p", { class: "faint" }, [one.kind, data.countries[one.country] && one.kind !== "state" ? data.countries[one.country] : "", ...few(one.roles)].filter(Boolean).join(" · ")),
    one.aliases.length > 0 && h("p", { class: "faint" }, `Also: ${few(one.aliases).join(", ")}`),
    h("p", { class: "faint" }, count(one.mentions, "mention")),
    h("h3", {}, `Ties (${pairs.length})`),
    h("ul", {}, ...pairs.map((pair) => h("li", {}, link(nameOf(pair.a === id ? pair.b : pair.a, context), () => context.open(pair.key)), " ", h("span", { class: "faint" }, pair.labels.map((label) => label.text).join(", "))))),
    said.length > 0 && h("h3", {}, `Says (${said.length})`),
    ...said.slice(0, MOST_STATEMENTS).map((statement) => quote(statement, context, false)),
    more(said.length),
    about.length > 0 && h("h3", {}, `Said about ${one.name} (${about.length})`),
    about.length > 0 &&
      h("div", { class: "columns" }, ...speakers.slice(0, 24).map(([speaker, list]) =>
        h("section", {}, h("strong", {}, speaker ? actor(speaker, context) : "somebody"), ...list.slice(0, 12).map((statement) => quote(statement, context, true)), more(list.length, 12)))),
    more(speakers.length, 24, "speaker"),
  ].filter(Boolean);
}

/** @param {Shown} shown @param {Context} context @param {boolean} linked */
function claim({ edge, evidence }, context, linked) {
  const { data, choice } = context;
  const address = toAddress({ ...choice, open: edgeKey(edge) });
  const arrow = edge.symmetric ? " ↔ " : " → ";
  const badges = [
    isClaim(edge, evidence) && h("span", { class: "badge warn" }, "claimed only"),
    edge.contested && h("span", { class: "badge warn" }, "contested"),
    edge.time && h("span", { class: "badge" }, edge.time),
  ];
  return h(
    "div",
    { class: `claim claim-${edge.family}${linked ? " linked" : ""}` },
    h("div", { class: "claim-head" }, nameOf(edge.source, context), arrow, nameOf(edge.target, context), ": ", wording(edge), ...badges.map((badge) => badge || ""), h("a", { class: "here", href: address, title: "The address of this edge" }, "link")),
    edge.objects.length > 0 && h("p", { class: "faint" }, edge.objects.join(", ")),
    ...evidence.map((piece) =>
      h(
        "blockquote",
        {},
        h("span", {}, ...piece.parts.map((part) => (typeof part === "string" ? part : h("mark", { class: part[0] }, part[1])))),
        h("footer", {}, source(piece.article, context), copied(data.articles[piece.article], data), piece.by.length > 0 && edge.family !== 5 && ["; claimed by ", piece.by.map((id) => nameOf(id, context)).join(", ")].join(""), `; confidence ${piece.confidence.toFixed(2)}`),
      ),
    ),
  );
}

/** @param {import("./model.js").Statement} statement @param {Context} context @param {boolean} short */
function quote(statement, context, short) {
  const names = statement.about.map((id) => nameOf(id, context)).join(", ");
  const cue = statement.cue && statement.cue !== ":" ? `${statement.cue}: ` : "";
  return h("blockquote", {}, h("span", { class: "faint" }, cue), statement.text, h("footer", {}, source(statement.article, context), copied(context.data.articles[statement.article], context.data), !short && names ? `; about ${names}` : ""));
}

/** @param {number} article @param {Context} context */
function source(article, { data }) {
  const { title, publisher, published, id } = data.articles[article] ?? { title: "", publisher: "", published: "", id: "" };
  return [publisher, title || id, published].filter(Boolean).join(", ");
}

/** That an article prints the text of another, so that the two are one source. @param {import("./model.js").Article|undefined} article @param {Data} data */
function copied(article, data) {
  const original = article?.copyOf === undefined ? undefined : data.articles[article.copyOf];
  return original && h("span", { class: "badge copy", title: "Both count as one source" }, `the text of ${[original.publisher, original.title || original.id].filter(Boolean).join(", ")}`);
}

/** @param {string} id @param {Context} context */
function nameOf(id, { level }) {
  return level.actors.get(id)?.name ?? id;
}

/** @param {string} id @param {Context} context */
function actor(id, context) {
  return link(nameOf(id, context), () => context.open(id));
}

/** @param {string} text @param {() => void} go */
function link(text, go) {
  return h("button", { class: "link", type: "button", click: go }, text);
}

/** @param {Context} context */
function closer({ open }) {
  return h("button", { class: "close", title: "Close (Esc)", click: () => open("") }, "×");
}

/** The first of many names or posts. @param {string[]} all */
function few(all) {
  const most = 10;
  return all.length > most ? [...all.slice(0, most), `and ${all.length - most} more`] : all;
}

/** @param {number} all @param {number} [shown] @param {string} [noun] */
function more(all, shown = MOST_STATEMENTS, noun = "statement") {
  return all > shown ? h("p", { class: "faint" }, `and ${count(all - shown, noun)} more`) : null;
}
