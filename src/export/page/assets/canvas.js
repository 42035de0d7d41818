// Draws the graph on a canvas, and says what lies under a point. Places come from newsgraph; the page only draws.

/**
 * @typedef {import("./filter.js").Pair} Pair
 * @typedef {import("./filter.js").View} View
 * @typedef {{id: string, name: string, kind: string, x: number, y: number, r: number}} Dot
 */

const FAMILIES = 6;
const DASHES = [[], [7, 5], [2, 4]];
const LABELLED_PAIRS = 70;
// In a picture of more lines than this only the heaviest are drawn strongly; the others become a ground that shows where much is.
const MANY = 400;
const STRONG = 140;
// Actors whose names may cover less important ones: on a small screen they would have no room otherwise.
const LEADING = 12;

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
    this.pending = false;
    /** Whether it shows everything: then it goes on to when its size changes. */
    this.fitted = false;
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
    /** @type {Record<string, string>} */
    this.fills = { state: of("state"), person: of("person"), organisation: of("organisation"), group: of("group") };
  }

  /**
   * @param {import("./model.js").Level} level
   * @param {View} view
   */
  show(level, view) {
    this.pairs = view.pairs;
    const most = Math.max(1, ...view.strength.values());
    this.dots = [...view.strength.entries()]
      .sort((p, q) => q[1] - p[1] || (p[0] < q[0] ? -1 : 1))
      .map(([id, strength]) => {
        const actor = /** @type {import("./model.js").Actor} */ (level.actors.get(id));
        return { id, name: actor.name, kind: actor.kind, x: actor.x, y: actor.y, r: (view.pairs.length > MANY ? 3.5 : 5) + 17 * Math.sqrt(strength / most) };
      });
    this.byId = new Map(this.dots.map((dot) => [dot.id, dot]));
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
    const room = Math.min(70, w / 8);
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

  /** Id of the actor or key of the pair at a point, or "". @param {number} x @param {number} y */
  under(x, y) {
    for (const dot of this.dots) {
      const [px, py] = this.place(dot);
      if (Math.hypot(px - x, py - y) <= this.radius(dot) + 3) return dot.id;
    }
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
    const c = this.context;
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    c.clearRect(0, 0, w, h);
    this.lines(c, w, h);
    const boxes = this.actors(c, w, h);
    this.labels(c, w, h, boxes);
  }

  /** Lines of one look are one path: ten thousand of them are some thirty strokes. @param {CanvasRenderingContext2D} c @param {number} w @param {number} h */
  lines(c, w, h) {
    /** @type {Map<string, {path: Path2D, heads: Path2D, family: number, line: number, width: number, dim: boolean, weak: boolean}>} */
    const looks = new Map();
    const many = this.pairs.length > MANY && this.lit === null;
    for (const [rank, pair] of this.pairs.entries()) {
      const a = this.byId.get(pair.a);
      const b = this.byId.get(pair.b);
      if (!a || !b) continue;
      const [p, q] = [this.place(a), this.place(b)];
      if (Math.max(p[0], q[0]) < 0 || Math.min(p[0], q[0]) > w || Math.max(p[1], q[1]) < 0 || Math.min(p[1], q[1]) > h) continue;
      const dim = this.lit !== null && !this.touches(pair);
      const width = pair.key === this.open ? 6 : Math.min(5, Math.round(1 + 0.7 * Math.sqrt(pair.weight)));
      const weak = many && rank >= STRONG;
      const key = `${pair.family} ${pair.line} ${width} ${dim} ${weak}`;
      let look = looks.get(key);
      if (!look) {
        look = { path: new Path2D(), heads: new Path2D(), family: pair.family, line: pair.line, width, dim, weak };
        looks.set(key, look);
      }
      look.path.moveTo(p[0], p[1]);
      look.path.lineTo(q[0], q[1]);
      if (pair.toA) head(look.heads, q, p, this.radius(a) + 1, width);
      if (pair.toB) head(look.heads, p, q, this.radius(b) + 1, width);
    }
    for (const look of [...looks.values()].sort((p, q) => Number(q.dim || q.weak) - Number(p.dim || p.weak))) {
      c.globalAlpha = look.dim ? 0.07 : look.weak ? (look.family === 5 ? 0.08 : 0.2) : 0.85;
      c.strokeStyle = c.fillStyle = this.families?.[look.family] ?? "gray";
      c.lineWidth = look.width;
      c.setLineDash(DASHES[look.line]);
      c.stroke(look.path);
      c.fill(look.heads);
    }
    c.setLineDash([]);
    c.globalAlpha = 1;
  }

  /** @param {Pair} pair */
  touches(pair) {
    return this.byId.has(this.open) ? pair.a === this.open || pair.b === this.open : pair.key === this.open;
  }

  /** Draws the actors, most connected last and therefore above; gives the boxes of their names. @param {CanvasRenderingContext2D} c @param {number} w @param {number} h */
  actors(c, w, h) {
    for (let i = this.dots.length - 1; i >= 0; i -= 1) {
      const dot = this.dots[i];
      const [x, y] = this.place(dot);
      const r = this.radius(dot);
      if (x < -r || y < -r || x > w + r || y > h + r) continue;
      c.globalAlpha = this.lit && !this.lit.has(dot.id) ? 0.25 : 1;
      shape(c, dot.kind, x, y, r);
      c.fillStyle = this.fills?.[dot.kind] ?? "white";
      c.fill();
      c.lineWidth = dot.id === this.open ? 3.5 : 1.4;
      c.strokeStyle = (dot.id === this.open ? this.accent : this.ink) ?? "black";
      c.stroke();
    }
    // Important names may lie on unimportant actors, not the other way round.
    const important = this.dots.slice(0, 40);
    const taken = new Boxes();
    const others = new Boxes();
    const cover = (/** @type {Boxes} */ boxes, /** @type {Dot} */ dot) => {
      const [x, y] = this.place(dot);
      const r = this.radius(dot);
      boxes.add(x - r, y - r, x + r, y + r);
    };
    for (const dot of this.dots.slice(important.length)) cover(others, dot);
    c.globalAlpha = 1;
    c.textAlign = "center";
    c.textBaseline = "top";
    for (const [rank, dot] of this.dots.entries()) {
      if (rank < LEADING) cover(taken, dot);
      if (rank === LEADING) for (const one of important.slice(LEADING)) cover(taken, one);
      if (this.lit && !this.lit.has(dot.id)) continue;
      const [x, y] = this.place(dot);
      if (x < -60 || y < -20 || x > w + 60 || y > h + 20) continue;
      const r = this.radius(dot);
      const size = Math.round(Math.min(17, 10.5 + r / 4));
      c.font = `${dot.kind === "state" ? "600 " : ""}${size}px system-ui, sans-serif`;
      const name = dot.name.length > 34 ? `${dot.name.slice(0, 33)}…` : dot.name;
      const half = c.measureText(name).width / 2 + 2;
      const free = (/** @type {number} */ at) => taken.free(x - half, at, x + half, at + size + 1, 1) && (rank < 20 || others.free(x - half, at, x + half, at + size + 1, 0));
      const top = [y + r + 2, y - r - size - 3, y - size / 2].find(free);
      if (top === undefined && dot.id !== this.open) continue;
      const at = top ?? y + r + 2;
      taken.add(x - half, at, x + half, at + size + 1);
      this.text(c, name, x, at, this.ink ?? "black");
    }
    c.globalAlpha = 1;
    return taken;
  }

  /** Labels of the heaviest lines, where there is room. @param {CanvasRenderingContext2D} c @param {number} w @param {number} h @param {Boxes} taken */
  labels(c, w, h, taken) {
    c.font = "11px system-ui, sans-serif";
    let drawn = 0;
    for (const pair of this.pairs) {
      if (drawn >= (this.pairs.length > MANY && this.lit === null ? LABELLED_PAIRS / 3 : LABELLED_PAIRS)) break;
      if (this.lit ? !this.touches(pair) : pair.family === 5) continue;
      const a = this.byId.get(pair.a);
      const b = this.byId.get(pair.b);
      if (!a || !b) continue;
      const [p, q] = [this.place(a), this.place(b)];
      const length = Math.hypot(p[0] - q[0], p[1] - q[1]);
      const half = Math.max(...pair.labels.map((label) => c.measureText(label.text).width)) / 2 + 3;
      const height = pair.labels.length * 13 + 2;
      const flat = Math.abs(p[0] - q[0]) / Math.max(1, length);
      if (length < 40 + 2 * half * flat) continue;
      for (const share of [0.5, 0.4, 0.6, 0.3, 0.7]) {
        const x = p[0] + (q[0] - p[0]) * share;
        const y = p[1] + (q[1] - p[1]) * share;
        if (x < 0 || y < 0 || x > w || y > h || !taken.free(x - half, y - height / 2, x + half, y + height / 2, 0)) continue;
        taken.add(x - half, y - height / 2, x + half, y + height / 2);
        pair.labels.forEach((label, i) => this.text(c, label.text, x, y - height / 2 + 1 + i * 13, this.families?.[label.family] ?? "gray"));
        drawn += 1;
        break;
      }
    }
  }

  /** Text with a halo of paper, legible on lines. @param {CanvasRenderingContext2D} c @param {string} text @param {number} x @param {number} y @param {string} colour */
  text(c, text, x, y, colour) {
    c.lineJoin = "round";
    c.lineWidth = 4;
    c.strokeStyle = this.paper ?? "white";
    c.strokeText(text, x, y);
    c.fillStyle = colour;
    c.fillText(text, x, y);
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

/** @param {CanvasRenderingContext2D} c @param {string} kind @param {number} x @param {number} y @param {number} r */
function shape(c, kind, x, y, r) {
  c.beginPath();
  if (kind === "state") {
    c.roundRect(x - r, y - r * 0.8, 2 * r, 1.6 * r, r * 0.25);
  } else if (kind === "person") {
    c.arc(x, y, r, 0, 2 * Math.PI);
  } else {
    const corners = kind === "organisation" ? 6 : 4;
    for (let i = 0; i < corners; i += 1) {
      const angle = (2 * Math.PI * i) / corners;
      c.lineTo(x + r * Math.cos(angle), y + r * Math.sin(angle));
    }
    c.closePath();
  }
}

/** An arrow head that touches the actor. @param {Path2D} path @param {[number, number]} from @param {[number, number]} to @param {number} gap @param {number} width */
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
