// What the graph is drawn with: the canvas of the page, or the text of an SVG file. Both take the same strokes, so that a saved picture is the view.

/**
 * @typedef {{moveTo: (x: number, y: number) => void, lineTo: (x: number, y: number) => void, closePath: () => void,
 *   rect: (x: number, y: number, w: number, h: number) => void, circle: (x: number, y: number, r: number) => void}} Path
 * @typedef {{colour: string, width: number, dash?: number[], alpha?: number}} Stroke
 * @typedef {{size: number, bold?: boolean, colour: string, halo: string}} Letters
 * @typedef {{path: () => Path, stroke: (path: any, stroke: Stroke) => void, fill: (path: any, colour: string, alpha?: number) => void,
 *   measure: (text: string, letters: Letters) => number, text: (text: string, x: number, y: number, letters: Letters) => void}} Pen
 */

const FONT = "system-ui, sans-serif";
/** Width of the halo of paper around letters, which keeps them legible on lines. */
const HALO = 4;

class CanvasPath extends Path2D {
  /** @param {number} x @param {number} y @param {number} r */
  circle(x, y, r) {
    this.moveTo(x + r, y);
    this.arc(x, y, r, 0, 2 * Math.PI);
  }
}

/** Draws on a canvas; texts are centred, with their upper edge at `y`. @implements {Pen} */
export class CanvasPen {
  /** @param {CanvasRenderingContext2D} context */
  constructor(context) {
    this.context = context;
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
  }

  path() {
    return new CanvasPath();
  }

  /** @param {CanvasPath} path @param {Stroke} stroke */
  stroke(path, { colour, width, dash = [], alpha = 1 }) {
    const c = this.context;
    c.globalAlpha = alpha;
    c.strokeStyle = colour;
    c.lineWidth = width;
    c.setLineDash(dash);
    c.stroke(path);
    c.setLineDash([]);
  }

  /** @param {CanvasPath} path @param {string} colour @param {number} [alpha] */
  fill(path, colour, alpha = 1) {
    this.context.globalAlpha = alpha;
    this.context.fillStyle = colour;
    this.context.fill(path);
  }

  /** @param {string} text @param {Letters} letters */
  measure(text, { size, bold }) {
    this.context.font = `${bold ? "600 " : ""}${size}px ${FONT}`;
    return this.context.measureText(text).width;
  }

  /** @param {string} text @param {number} x @param {number} y @param {Letters} letters */
  text(text, x, y, { size, bold, colour, halo }) {
    const c = this.context;
    c.globalAlpha = 1;
    c.font = `${bold ? "600 " : ""}${size}px ${FONT}`;
    c.lineWidth = HALO;
    c.strokeStyle = halo;
    c.strokeText(text, x, y);
    c.fillStyle = colour;
    c.fillText(text, x, y);
  }
}

const digits = (/** @type {number} */ n) => String(Math.round(n * 10) / 10);
/** Characters that XML forbids or gives a meaning. @param {string} text */
export const escaped = (text) =>
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

class SvgPath {
  constructor() {
    /** @type {string[]} */
    this.steps = [];
  }
  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.steps.push(`M${digits(x)} ${digits(y)}`);
  }
  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.steps.push(`L${digits(x)} ${digits(y)}`);
  }
  closePath() {
    this.steps.push("Z");
  }
  /** @param {number} x @param {number} y @param {number} w @param {number} h */
  rect(x, y, w, h) {
    this.steps.push(`M${digits(x)} ${digits(y)}h${digits(w)}v${digits(h)}h${digits(-w)}Z`);
  }
  /** @param {number} x @param {number} y @param {number} r */
  circle(x, y, r) {
    this.steps.push(`M${digits(x - r)} ${digits(y)}a${digits(r)} ${digits(r)} 0 1 0 ${digits(2 * r)} 0a${digits(r)} ${digits(r)} 0 1 0 ${digits(-2 * r)} 0Z`);
  }
}

/** Writes SVG elements; the widths of texts come from a canvas. @implements {Pen} */
export class SvgPen {
  /** @param {CanvasPen} ruler */
  constructor(ruler) {
    this.ruler = ruler;
    /** @type {string[]} */
    this.elements = [];
  }

  path() {
    return new SvgPath();
  }

  /** @param {SvgPath} path @param {Stroke} stroke */
  stroke(path, { colour, width, dash = [], alpha = 1 }) {
    if (!path.steps.length) return;
    const dashes = dash.length ? ` stroke-dasharray="${dash.join(" ")}"` : "";
    this.elements.push(`<path d="${path.steps.join("")}" fill="none" stroke="${colour}" stroke-width="${width}"${dashes}${opacity(alpha)}/>`);
  }

  /** @param {SvgPath} path @param {string} colour @param {number} [alpha] */
  fill(path, colour, alpha = 1) {
    if (path.steps.length) this.elements.push(`<path d="${path.steps.join("")}" fill="${colour}"${opacity(alpha)}/>`);
  }

  /** @param {string} text @param {Letters} letters */
  measure(text, letters) {
    return this.ruler.measure(text, letters);
  }

  /** @param {string} text @param {number} x @param {number} y @param {Letters} letters */
  text(text, x, y, { size, bold, colour, halo }) {
    const weight = bold ? ` font-weight="600"` : "";
    this.elements.push(
      `<text x="${digits(x)}" y="${digits(y + size * 0.82)}" font-size="${size}"${weight} text-anchor="middle" fill="${colour}" stroke="${halo}" stroke-width="${HALO}" stroke-linejoin="round" paint-order="stroke">${escaped(text)}</text>`,
    );
  }
}

/** @param {number} alpha */
function opacity(alpha) {
  return alpha < 1 ? ` opacity="${alpha}"` : "";
}
