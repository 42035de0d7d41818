// Joins the parts: what the reader does changes the choice, the choice changes the picture and the address.

import { Drawing } from "./canvas.js";
import { filters, found } from "./controls.js";
import { byId, count } from "./dom.js";
import { filter } from "./filter.js";
import { asItIs, parse, statesOnly } from "./model.js";
import { actorDetails, edgeOf, missing, pairDetails, sentences, welcome } from "./panel.js";
import { csv, download, pixels, svg } from "./save.js";
import { everything, fromAddress, toAddress } from "./state.js";
import { timeline } from "./timeline.js";

const data = parse(byId("data").textContent);
const levels = { actors: asItIs(data), state: statesOnly(data) };
const drawing = new Drawing(byId("canvas"));
const choice = fromAddress(location.hash);
drawing.moved = choice.moved;
let view = filter(levels.actors, data, choice);

const levelNow = () => (choice.level === "state" ? levels.state : levels.actors);

function refresh() {
  view = filter(levelNow(), data, choice);
  show();
  byId("empty").hidden = view.pairs.length > 0;
  filters(byId("filters"), data, view, choice, changed);
  details();
}

/** What is open: the actor, the pair, or the pair of the edge. */
function opened() {
  const edge = edgeOf(choice.open, view.pairs);
  return edge ? edge.pair.key : choice.open;
}

function show() {
  drawing.show(levelNow(), view, choice.most, opened());
  const drawn = drawing.dots.length < view.strength.size ? `; the ${drawing.dots.length.toLocaleString("en")} strongest actors are drawn` : "";
  const words = choice.words ? ` with “${choice.words}”` : "";
  byId("summary").textContent = `${part(view.articles.size, data.articles.length, "article")}: ${part(view.strength.size, levelNow().actors.size, "actor")}, ${part(view.edges, levelNow().edges.length, "edge")}${words}${drawn}`;
}

/** "3 of 8 articles". @param {number} some @param {number} all @param {string} noun */
function part(some, all, noun) {
  return some === all ? count(all, noun) : `${some.toLocaleString("en")} of ${count(all, noun)}`;
}

function details() {
  const context = { data, level: levelNow(), view, pairs: view.pairs, choice, open };
  const edge = edgeOf(choice.open, view.pairs);
  const pair = edge ? edge.pair : view.pairs.find((one) => one.key === choice.open);
  const actor = choice.open && context.level.actors.has(choice.open);
  const found = choice.words ? sentences(choice.words, context) : welcome(context);
  const parts = pair ? pairDetails(pair, context, choice.open) : actor ? actorDetails(choice.open, context) : choice.open ? missing(context) : found;
  byId("panel").replaceChildren(...parts);
  byId("panel").scrollTop = 0;
  byId("panel").querySelector(".claim.linked")?.scrollIntoView({ block: "nearest" });
  drawing.select(opened());
}

function remember() {
  // Inside a notebook's frame the page has no address to remember anything in.
  if (location.protocol !== "about:") history.replaceState(null, "", toAddress(choice));
}

let last = "";

function changed() {
  const focus = document.activeElement?.getAttribute("data-key");
  remember();
  refresh();
  // Other actors are drawn now: they are to fill the screen, unless the reader has chosen what to look at.
  const drawn = `${choice.level} ${choice.most} ${choice.words}`;
  if (drawn !== last && drawing.fitted) drawing.fit();
  last = drawn;
  if (focus) /** @type {HTMLElement | null} */ (document.querySelector(`[data-key="${CSS.escape(focus)}"]`))?.focus();
}

/** Opens an actor or a pair; "" closes. @param {string} id */
function open(id) {
  choice.open = id;
  remember();
  // What is open is drawn, however weak it is.
  if (choice.most) show();
  details();
  drawing.reveal(opened());
  closeSearch();
}

/** Takes back where the reader has put actors. */
function putBack() {
  choice.moved.clear();
  byId("put-back").hidden = true;
  remember();
  show();
  drawing.select(opened());
  drawing.fit();
}

/** Saves the view as a file. @param {"svg" | "png" | "csv"} format */
function save(format) {
  const words = { title: data.title, credit: `${byId("summary").textContent}. ${data.credit}` };
  if (format === "svg") download("graph.svg", new Blob([svg(drawing, words)], { type: "image/svg+xml" }));
  else if (format === "csv") download("edges.csv", new Blob([csv(view, levelNow(), data)], { type: "text/csv" }));
  else pixels(drawing, words).toBlob((blob) => blob && download("graph.png", blob), "image/png");
}

function closeSearch() {
  byId("found").hidden = true;
}

function search() {
  const rows = found(byId("search").value, levelNow(), open, (words) => {
    choice.words = words;
    changed();
    closeSearch();
  });
  byId("found").replaceChildren(...rows);
  byId("found").hidden = rows.length === 0;
  if (!byId("search").value && choice.words) {
    choice.words = "";
    changed();
  }
}

/** A pointer that moves less than this many pixels clicks and does not drag. */
const CLICK = 5;

function pointer() {
  const canvas = byId("canvas");
  /** @type {Map<number, {x: number, y: number}>} */
  const down = new Map();
  let moved = 0;
  // The actor that is held, if the pointer went down on one.
  let held = "";
  canvas.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
    canvas.setPointerCapture(event.pointerId);
    down.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    moved = 0;
    held = down.size === 1 ? drawing.actorUnder(event.offsetX, event.offsetY) : "";
  });
  canvas.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => {
    const from = down.get(event.pointerId);
    if (!from) return hover(event);
    const to = { x: event.offsetX, y: event.offsetY };
    const other = [...down.entries()].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const factor = Math.hypot(to.x - other.x, to.y - other.y) / Math.max(1, Math.hypot(from.x - other.x, from.y - other.y));
      drawing.zoom(factor, (to.x + other.x) / 2, (to.y + other.y) / 2);
    } else if (!held) {
      drawing.pan(to.x - from.x, to.y - from.y);
    } else if (moved >= CLICK) {
      drawing.put(held, to.x, to.y);
    }
    moved += Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
    down.set(event.pointerId, to);
  });
  const up = (/** @type {PointerEvent} */ event) => {
    if (!down.delete(event.pointerId) || event.type !== "pointerup") return;
    if (moved < CLICK) {
      open(drawing.under(event.offsetX, event.offsetY));
    } else if (held) {
      byId("put-back").hidden = false;
      remember();
    }
  };
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);
  canvas.addEventListener("pointerleave", () => (byId("tip").hidden = true));
  canvas.addEventListener("wheel", (/** @type {WheelEvent} */ event) => {
    event.preventDefault();
    drawing.zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)), event.offsetX, event.offsetY);
  }, { passive: false });
}

/** @param {PointerEvent} event */
function hover(event) {
  const id = drawing.under(event.offsetX, event.offsetY);
  byId("canvas").classList.toggle("point", id !== "");
  const tip = byId("tip");
  tip.hidden = id === "";
  if (!id) return;
  const pair = view.pairs.find((one) => one.key === id);
  const name = (/** @type {string} */ one) => levelNow().actors.get(one)?.name ?? one;
  tip.replaceChildren(pair ? `${name(pair.a)} – ${name(pair.b)}: ${pair.labels.map((label) => label.text).join(", ")}` : name(id));
  tip.style.left = `${Math.min(event.offsetX + 12, byId("canvas").clientWidth - 180)}px`;
  tip.style.top = `${event.offsetY + 14}px`;
}

/** @param {KeyboardEvent} event */
function canvasKey(event) {
  const step = 60;
  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowLeft: () => drawing.pan(step, 0),
    ArrowRight: () => drawing.pan(-step, 0),
    ArrowUp: () => drawing.pan(0, step),
    ArrowDown: () => drawing.pan(0, -step),
    "+": () => drawing.zoom(1.25),
    "=": () => drawing.zoom(1.25),
    "-": () => drawing.zoom(0.8),
    0: () => drawing.fit(),
    n: () => walk(1),
    p: () => walk(-1),
    Enter: () => byId("panel").querySelector("button.link")?.focus(),
  };
  const act = keys[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
}

/** Opens the next actor in order of importance. @param {number} by */
function walk(by) {
  if (!drawing.dots.length) return;
  const at = drawing.dots.findIndex((dot) => dot.id === choice.open);
  const next = at < 0 ? (by > 0 ? 0 : drawing.dots.length - 1) : (at + by + drawing.dots.length) % drawing.dots.length;
  open(drawing.dots[next].id);
}

/** @param {boolean} dark */
function theme(dark) {
  document.documentElement.classList.toggle("dark", dark);
  drawing.colours();
  drawing.draw();
}

function start() {
  byId("title").textContent = data.title;
  theme(matchMedia("(prefers-color-scheme: dark)").matches);
  byId("theme").addEventListener("click", () => theme(!document.documentElement.classList.contains("dark")));
  const shown = (/** @type {boolean} */ yes) => {
    byId("filters").hidden = !yes;
    byId("toggle-filters").setAttribute("aria-expanded", String(yes));
  };
  shown(window.innerWidth > 960);
  byId("toggle-filters").addEventListener("click", () => shown(byId("filters").hidden));
  byId("search").addEventListener("input", search);
  byId("search").addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter") byId("found").querySelector("button")?.click();
    if (event.key === "ArrowDown") byId("found").querySelector("button")?.focus();
  });
  byId("zoom-in").addEventListener("click", () => drawing.zoom(1.4));
  byId("zoom-out").addEventListener("click", () => drawing.zoom(1 / 1.4));
  byId("zoom-fit").addEventListener("click", () => drawing.fit());
  byId("put-back").hidden = choice.moved.size === 0;
  byId("put-back").addEventListener("click", putBack);
  for (const format of /** @type {const} */ (["svg", "png", "csv"])) byId(`save-${format}`).addEventListener("click", () => save(format));
  byId("left-out").hidden = !data.leftOut;
  byId("left-out").textContent = data.leftOut;
  byId("reset").addEventListener("click", () => {
    Object.assign(choice, everything(), { moved: choice.moved });
    byId("search").value = "";
    timeline(byId("time"), data, choice, changed);
    changed();
    drawing.fit();
  });
  byId("filters").addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  byId("canvas").addEventListener("keydown", canvasKey);
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement && event.target.type === "search";
    if (event.key === "/" && !typing) {
      event.preventDefault();
      byId("search").focus();
    } else if (event.key === "Escape") {
      if (!byId("found").hidden) closeSearch();
      else open("");
    }
  });
  document.addEventListener("click", (event) => {
    if (!byId("search-box").contains(event.target)) closeSearch();
  });
  // A frame in a notebook gets its size only after the page has started.
  new ResizeObserver(() => (drawing.fitted ? drawing.fit() : drawing.draw())).observe(byId("canvas"));
  window.addEventListener("hashchange", () => {
    Object.assign(choice, fromAddress(location.hash));
    drawing.moved = choice.moved;
    byId("put-back").hidden = choice.moved.size === 0;
    timeline(byId("time"), data, choice, changed);
    refresh();
  });
  pointer();
  timeline(byId("time"), data, choice, changed);
  byId("search").value = choice.words;
  refresh();
  drawing.fit();
  document.documentElement.dataset.ready = "true";
  // For the tests, and for readers who like a console.
  Object.assign(window, { newsgraph: { drawing, choice, open, view: () => view, svg: () => svg(drawing, { title: data.title, credit: data.credit }) } });
}

start();
