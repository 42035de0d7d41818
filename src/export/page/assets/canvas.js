// Draws the graph, and says what lies under a point. Places come from newsgraph, or from the reader, who may drag actors elsewhere.

import { CanvasPen } from "./pen.js";

/**
 * @typedef {import("./pen.js").Pen} Pen
 * @typedef {import("./filter.js").Pair} Pair
 * @typedef {import("./filter.js").View} View
 * @typedef {{id: string, name: string, kind: string, x: number, y: number, r: number}} Dot
 */

const FAMILIES = 6;
const DASHES = [[], [7, 5], [2, 4]];
const LABELLED_PAIRS = 70;
// In a picture of more lines than this only the heaviest are drawn strongly; the others become a ground that shows where much is.
const MANY = 250;
const STRONG = 80;
// The largest actors have their names in any case, even where these cover less important things.
const LEADING = 8;

export class Drawing {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    /** @type {Dot[]} */
    this.dots = [];
    /** @type {Map<string, Dot>} */
    this.byId = new Map();
    /** @type {Pair[]} */
    this.pairs = [];
    this.open = "";
    /** @type {Set<string> | null} */
    this.lit = null;
    this.scale = 1;
    // How much higher than computed the graph is drawn, so that it fills a screen of another shape.
    this.stretch = 1;
    this.at = { x: 0, y: 0 };
    /** Where the reader has put actors. @type {Map<string, {x: number, y: number}>} */
    this.moved = new Map();
    this.pending = false;
    /** Whether it shows everything: then it goes on to when its size changes. */
    this.fitted = false;
    /** @type {string[]} */
    this.families = [];
    this.ink = this.faint = this.paper = this.accent = "";
    /** @type {Record<string, string>} */
    this.fills = {};
    this.colours();
  }

  /** Reads the colours of the style sheet, after a change between light and dark. */
  colours() {
    const style = getComputedStyle(document.documentElement);
    const of = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
    this.families = Array.from({ length: FAMILIES }, (_, i) => of(`family-${i}`));
    this.ink = of("ink");
    this.faint = of("faint");
    this.paper = of("paper");
    this.accent = of("accent");
    this.fills = { state: of("state"), person: of("person"), organisation: of("organisation"), group: of("group") };
  }

  /**
   * Shows a view: the strongest actors, at most `most` (0 for all), and always what is open.
   * @param {import("./model.js").Level} level
   * @param {View} view
   * @param {number} most
   * @param {string} open
   */
  show(level, view, most, open) {
    const sorted = [...view.strength.entries()].sort((p, q) => q[1] - p[1] || (p[0] < q[0] ? -1 : 1));
    // To leave out only a few is not worth it.
    const drawn = new Set((most && sorted.length > 1.25 * most ? sorted.slice(0, most) : sorted).map(([id]) => id));
    if (view.strength.has(open)) drawn.add(open);
    const shown = view.pairs.find((pair) => pair.key === open);
    if (shown) drawn.add(shown.a).add(shown.b);
    this.pairs = view.pairs.filter((pair) => drawn.has(pair.a) && drawn.has(pair.b));
    // An actor of whose neighbours none is among the strongest would stand without any line.
    const tied = new Set(this.pairs.flatMap((pair) => [pair.a, pair.b]));
    const strongest = sorted[0]?.[1] ?? 1;
    this.dots = sorted
      .filter(([id]) => tied.has(id) || id === open)
      .map(([id, strength]) => {
        const actor = /** @type {import("./model.js").Actor} */ (level.actors.get(id));
        const { x, y } = this.moved.get(id) ?? actor;
        return { id, name: actor.name, kind: actor.kind, x, y, r: (this.pairs.length > MANY ? 3.5 : 5) + 17 * Math.sqrt(strength / strongest) };
      });
    this.byId = new Map(this.dots.map((dot) => [dot.id, dot]));
    this.draw();
  }

  /** Puts an actor elsewhere: where it stays, whatever is filtered later. @param {string} id @param {number} x @param {number} y */
  put(id, x, y) {
    const dot = this.byId.get(id);
    if (!dot) return;
    dot.x = (x - this.at.x) / this.scale;
    dot.y = (y - this.at.y) / (this.scale * this.stretch);
    this.moved.set(id, { x: dot.x, y: dot.y });
    this.fitted = false;
    this.draw();
  }

  /** What is open: an actor's id, a pair's key or nothing. Its neighbourhood stays bright. @param {string} open */
  select(open) {
    this.open = open;
    this.lit = null;
    if (this.byId.has(open)) {
      this.lit = new Set([open]);
      for (const pair of this.pairs) if (pair.a === open || pair.b === open) this.lit.add(pair.a).add(pair.b);
    } else {
      const pair = this.pairs.find((one) => one.key === open);
      if (pair) this.lit = new Set([pair.a, pair.b]);
    }
    this.draw();
  }

  size() {
    return { w: this.canvas.clientWidth, h: this.canvas.clientHeight };
  }

  /** Shows everything. */
  fit() {
    const { w, h } = this.size();
    this.fitted = true;
    if (!this.dots.length || !w || !h) return;
    const xs = this.dots.map((dot) => dot.x);
    const ys = this.dots.map((dot) => dot.y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    // Names stand around the outer actors, and the buttons in a corner.
    const room = Math.min(80, w / 8);
    const wide = (w - 2 * room) / Math.max(1, right - left);
    const high = (h - 80) / Math.max(1, bottom - top);
    this.stretch = Math.min(1.7, Math.max(0.6, high / wide));
    this.scale = Math.min(wide, high / this.stretch, 2.5);
    this.at = { x: w / 2 - (this.scale * (left + right)) / 2, y: h / 2 - (this.scale * this.stretch * (top + bottom)) / 2 };
    this.draw();
  }

  /** @param {number} factor @param {number} [x] @param {number} [y] */
  zoom(factor, x, y) {
    const { w, h } = this.size();
    const [px, py] = [x ?? w / 2, y ?? h / 2];
    const scale = Math.min(12, Math.max(0.02, this.scale * factor));
    this.at = { x: px - ((px - this.at.x) * scale) / this.scale, y: py - ((py - this.at.y) * scale) / this.scale };
    this.scale = scale;
    this.fitted = false;
    this.draw();
  }

  /** @param {number} dx @param {number} dy */
  pan(dx, dy) {
    this.at = { x: this.at.x + dx, y: this.at.y + dy };
    this.fitted = false;
    this.draw();
  }

  /** Moves an actor into view if it is outside. @param {string} id */
  reveal(id) {
    const dot = this.byId.get(id);
    if (!dot) return;
    const [x, y] = this.place(dot);
    const { w, h } = this.size();
    if (x < 40 || y < 40 || x > w - 40 || y > h - 40) this.pan(w / 2 - x, h / 2 - y);
  }

  /** Where an actor stands on the screen. @param {{x: number, y: number}} dot @returns {[number, number]} */
  place(dot) {
    return [this.at.x + this.scale * dot.x, this.at.y + this.scale * this.stretch * dot.y];
  }

  /** Its radius on the screen: it grows more slowly than the picture. @param {Dot} dot */
  radius(dot) {
    return dot.r * Math.min(1.6, Math.max(0.25, Math.sqrt(this.scale)));
  }

  /** Id of the actor at a point, or "". @param {number} x @param {number} y */
  actorUnder(x, y) {
    const hit = this.dots.find((dot) => {
      const [px, py] = this.place(dot);
      return Math.hypot(px - x, py - y) <= this.radius(dot) + 3;
    });
    return hit?.id ?? "";
  }

  /** Id of the actor or key of the pair at a point, or "". @param {number} x @param {number} y */
  under(x, y) {
    const actor = this.actorUnder(x, y);
    if (actor) return actor;
    let best = "";
    let nearest = 6;
    for (const pair of this.pairs) {
      const a = this.byId.get(pair.a);
      const b = this.byId.get(pair.b);
      if (!a || !b) continue;
      const distance = toSegment(x, y, this.place(a), this.place(b));
      if (distance < nearest) [nearest, best] = [distance, pair.key];
    }
    return best;
  }

  /** Asks for one frame; any number of changes before it cost one drawing. */
  draw() {
    if (this.pending) return;
    this.pending = true;
    requestAnimationFrame(() => {
      this.pending = false;
      this.frame();
    });
  }

  frame() {
    const { w, h } = this.size();
    const ratio = window.devicePixelRatio || 1;
    if (this.canvas.width !== Math.round(w * ratio) || this.canvas.height !== Math.round(h * ratio)) {
      this.canvas.width = Math.round(w * ratio);
      this.canvas.height = Math.round(h * ratio);
    }
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.context.clearRect(0, 0, w, h);
    this.paint(new CanvasPen(this.context), w, h);
  }

  /** Draws the view with a pen. @param {Pen} pen @param {number} w @param {number} h */
  paint(pen, w, h) {
    this.lines(pen, w, h);
    this.actors(pen, w, h);
    const taken = this.names(pen, w, h);
    this.labels(pen, w, h, taken);
  }

  /** Lines of one look are one path: ten thousand of them are some thirty strokes. @param {Pen} pen @param {number} w @param {number} h */
  lines(pen, w, h) {
    /** @type {Map<string, {path: any, heads: any, family: number, line: number, width: number, dim: boolean, weak: boolean}>} */
    const looks = new Map();
    const many = this.pairs.length > MANY && this.lit === null;
    for (const [rank, pair] of this.pairs.entries()) {
      const a = this.byId.get(pair.a);
      const b = this.byId.get(pair.b);
      if (!a || !b) continue;
      const [p, q] = [this.place(a), this.place(b)];
      if (Math.max(p[0], q[0]) < 0 || Math.min(p[0], q[0]) > w || Math.max(p[1], q[1]) < 0 || Math.min(p[1], q[1]) > h) continue;
      const dim = this.lit !== null && !this.touches(pair);
      const width = pair.key === this.open ? 6 : Math.min(4, Math.round(1 + 0.6 * Math.sqrt(pair.weight)));
      const weak = many && rank >= STRONG;
      const key = `${pair.family} ${pair.line} ${width} ${dim} ${weak}`;
      let look = looks.get(key);
      if (!look) {
        look = { path: pen.path(), heads: pen.path(), family: pair.family, line: pair.line, width, dim, weak };
        looks.set(key, look);
      }
      look.path.moveTo(p[0], p[1]);
      look.path.lineTo(q[0], q[1]);
      if (pair.toA) head(look.heads, q, p, this.radius(a) + 1, width);
      if (pair.toB) head(look.heads, p, q, this.radius(b) + 1, width);
    }
    for (const look of [...looks.values()].sort((p, q) => Number(q.dim || q.weak) - Number(p.dim || p.weak))) {
      const colour = this.families[look.family];
      const alpha = look.dim ? 0.07 : look.weak ? (look.family === 5 ? 0.08 : 0.2) : 1;
      pen.stroke(look.path, { colour, width: look.width, dash: DASHES[look.line], alpha });
      pen.fill(look.heads, colour, alpha);
    }
  }

  /** @param {Pair} pair */
  touches(pair) {
    return this.byId.has(this.open) ? pair.a === this.open || pair.b === this.open : pair.key === this.open;
  }

  /** Draws the actors, most connected last and therefore above. @param {Pen} pen @param {number} w @param {number} h */
  actors(pen, w, h) {
    for (let i = this.dots.length - 1; i >= 0; i -= 1) {
      const dot = this.dots[i];
      const [x, y] = this.place(dot);
      const r = this.radius(dot);
      if (x < -r || y < -r || x > w + r || y > h + r) continue;
      const path = pen.path();
      shape(path, dot.kind, x, y, r);
      const dim = this.lit !== null && !this.lit.has(dot.id);
      const open = dot.id === this.open;
      // A dim actor is still opaque: lines must not be seen through it.
      pen.fill(path, dim ? this.paper : this.fills[dot.kind]);
      pen.stroke(path, { colour: open ? this.accent : dim ? this.faint : this.ink, width: open ? 3.5 : dim ? 0.6 : 1.4 });
    }
  }

  /** Names the actors, the largest first; gives the boxes that are taken. @param {Pen} pen @param {number} w @param {number} h */
  names(pen, w, h) {
    const taken = new Boxes();
    const others = new Boxes();
    const cover = (/** @type {Boxes} */ boxes, /** @type {Dot} */ dot) => {
      const [x, y] = this.place(dot);
      const r = this.radius(dot);
      boxes.add(x - r, y - r, x + r, y + r);
    };
    // Important names may lie on unimportant actors, not the other way round.
    const important = this.dots.slice(0, 40);
    for (const dot of this.dots.slice(0, LEADING)) cover(taken, dot);
    for (const dot of this.dots.slice(important.length)) cover(others, dot);
    for (const [rank, dot] of this.dots.entries()) {
      if (rank === LEADING) for (const one of important.slice(LEADING)) cover(taken, one);
      if (this.lit && !this.lit.has(dot.id)) continue;
      const [x, y] = this.place(dot);
      if (x < -60 || y < -20 || x > w + 60 || y > h + 20) continue;
      const r = this.radius(dot);
      const size = Math.round(Math.min(17, 10.5 + r / 4));
      const letters = { size, bold: dot.kind === "state", colour: this.ink, halo: this.paper };
      const name = dot.name.length > 34 ? `${dot.name.slice(0, 33)}…` : dot.name;
      const half = pen.measure(name, letters) / 2 + 2;
      // Below, above, at the right and at the left; and within the screen where the actor is.
      const inside = (/** @type {number} */ at) => (x > 0 && x < w ? Math.min(Math.max(at, half), Math.max(half, w - half)) : at);
      const spots = [[inside(x), y + r + 2], [inside(x), y - r - size - 3], [x + r + half + 2, y - size / 2], [x - r - half - 2, y - size / 2]];
      const free = (/** @type {number[]} */ [at, top]) => taken.free(at - half, top, at + half, top + size + 1, 1) && (rank < 20 || others.free(at - half, top, at + half, top + size + 1, 0));
      const spot = spots.find(free) ?? (rank < LEADING || dot.id === this.open ? spots[0] : undefined);
      if (!spot) continue;
      taken.add(spot[0] - half, spot[1], spot[0] + half, spot[1] + size + 1);
      pen.text(name, spot[0], spot[1], letters);
    }
    return taken;
  }

  /** Labels of the heaviest lines, where there is room. @param {Pen} pen @param {number} w @param {number} h @param {Boxes} taken */
  labels(pen, w, h, taken) {
    const letters = { size: 12, colour: this.ink, halo: this.paper };
    let drawn = 0;
    for (const pair of this.pairs) {
      if (drawn >= (this.pairs.length > MANY && this.lit === null ? LABELLED_PAIRS / 3 : LABELLED_PAIRS)) break;
      if (this.lit ? !this.touches(pair) : pair.family === 5) continue;
      const a = this.byId.get(pair.a);
      const b = this.byId.get(pair.b);
      if (!a || !b) continue;
      const [p, q] = [this.place(a), this.place(b)];
      const length = Math.hypot(p[0] - q[0], p[1] - q[1]);
      // In a thicket the strongest fact has to do.
      const lines = this.pairs.length > STRONG && this.lit === null ? pair.labels.slice(0, 1) : pair.labels;
      const half = Math.max(...lines.map((label) => pen.measure(label.text, letters))) / 2 + 3;
      const height = lines.length * 14 + 2;
      const flat = Math.abs(p[0] - q[0]) / Math.max(1, length);
      if (length < 40 + 2 * half * flat) continue;
      for (const share of [0.5, 0.4, 0.6, 0.3, 0.7]) {
        const x = p[0] + (q[0] - p[0]) * share;
        const y = p[1] + (q[1] - p[1]) * share;
        if (x < half || y < 0 || x > w - half || y > h || !taken.free(x - half, y - height / 2, x + half, y + height / 2, 0)) continue;
        taken.add(x - half, y - height / 2, x + half, y + height / 2);
        const ground = pen.path();
        ground.rect(x - half, y - height / 2, 2 * half, height);
        pen.fill(ground, this.paper, 0.88);
        lines.forEach((label, i) => pen.text(label.text, x, y - height / 2 + 1 + i * 14, { ...letters, colour: this.families[label.family] }));
        drawn += 1;
        break;
      }
    }
  }
}

/** Rectangles in a grid, so that asking for free room stays cheap. */
class Boxes {
  constructor() {
    /** @type {Map<number, number[][]>} */
    this.cells = new Map();
  }

  /** @param {number} l @param {number} t @param {number} r @param {number} b @param {(cell: number) => boolean | void} visit */
  each(l, t, r, b, visit) {
    for (let x = Math.floor(l / 64); x <= Math.floor(r / 64); x += 1) {
      for (let y = Math.floor(t / 64); y <= Math.floor(b / 64); y += 1) if (visit(x * 65536 + y)) return true;
    }
    return false;
  }

  /** @param {number} l @param {number} t @param {number} r @param {number} b */
  add(l, t, r, b) {
    this.each(l, t, r, b, (cell) => {
      const list = this.cells.get(cell);
      if (list) list.push([l, t, r, b]);
      else this.cells.set(cell, [[l, t, r, b]]);
    });
  }

  /** @param {number} l @param {number} t @param {number} r @param {number} b @param {number} gap */
  free(l, t, r, b, gap) {
    return !this.each(l, t, r, b, (cell) => (this.cells.get(cell) ?? []).some((o) => l - gap < o[2] && r + gap > o[0] && t - gap < o[3] && b + gap > o[1]));
  }
}

/** @param {import("./pen.js").Path} path @param {string} kind @param {number} x @param {number} y @param {number} r */
function shape(path, kind, x, y, r) {
  if (kind === "state") {
    path.rect(x - r, y - r * 0.8, 2 * r, 1.6 * r);
  } else if (kind === "person") {
    path.circle(x, y, r);
  } else {
    const corners = kind === "organisation" ? 6 : 4;
    for (let i = 0; i < corners; i += 1) {
      const angle = (2 * Math.PI * i) / corners;
      const [px, py] = [x + r * Math.cos(angle), y + r * Math.sin(angle)];
      if (i) path.lineTo(px, py);
      else path.moveTo(px, py);
    }
    path.closePath();
  }
}

/** An arrow head that touches the actor. @param {import("./pen.js").Path} path @param {[number, number]} from @param {[number, number]} to @param {number} gap @param {number} width */
function head(path, from, to, gap, width) {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (length < gap + 12) return;
  const [ux, uy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const [x, y] = [to[0] - ux * gap, to[1] - uy * gap];
  const size = 6 + width;
  path.moveTo(x, y);
  path.lineTo(x - ux * size - uy * size * 0.45, y - uy * size + ux * size * 0.45);
  path.lineTo(x - ux * size + uy * size * 0.45, y - uy * size - ux * size * 0.45);
  path.closePath();
}

/** @param {number} x @param {number} y @param {[number, number]} p @param {[number, number]} q */
function toSegment(x, y, p, q) {
  const [dx, dy] = [q[0] - p[0], q[1] - p[1]];
  const square = dx * dx + dy * dy;
  const share = square ? Math.min(1, Math.max(0, ((x - p[0]) * dx + (y - p[1]) * dy) / square)) : 0;
  return Math.hypot(x - p[0] - share * dx, y - p[1] - share * dy);
}
