// Saves what the reader sees: the drawing as SVG or PNG with heading and credit line, and the edges that pass the filters as CSV.

import { isClaim } from "./model.js";
import { CanvasPen, SvgPen, escaped } from "./pen.js";
import { plain } from "./filter.js";

/**
 * @typedef {import("./canvas.js").Drawing} Drawing
 * @typedef {{title: string, credit: string}} Words
 */

/** Room for the heading above and the credit line below the drawing. */
const HEAD = 44;
const FOOT = 34;
/** Pixels of a saved PNG for each pixel of the screen. */
const SHARPNESS = 2;

/** The view as the text of an SVG file. @param {Drawing} drawing @param {Words} words */
export function svg(drawing, words) {
  const { w, h } = drawing.size();
  const pen = new SvgPen(new CanvasPen(drawing.context));
  drawing.paint(pen, w, h);
  const text = (/** @type {string} */ line, /** @type {number} */ y, /** @type {string} */ style) => `<text x="16" y="${y}" ${style}>${escaped(line)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h + HEAD + FOOT}" viewBox="0 0 ${w} ${h + HEAD + FOOT}" font-family="system-ui, Helvetica, Arial, sans-serif" role="img">`,
    `<title>${escaped(words.title)}</title>`,
    `<rect width="100%" height="100%" fill="${drawing.paper}"/>`,
    text(words.title, 29, `font-size="19" font-weight="bold" fill="${drawing.ink}"`),
    `<svg y="${HEAD}" width="${w}" height="${h}">`,
    ...pen.elements,
    "</svg>",
    text(words.credit, h + HEAD + 22, `font-size="12" fill="${drawing.faint}"`),
    "</svg>",
  ].join("\n");
}

/** The view as a canvas, sharper than the screen. @param {Drawing} drawing @param {Words} words */
export function pixels(drawing, words) {
  const { w, h } = drawing.size();
  const canvas = document.createElement("canvas");
  canvas.width = w * SHARPNESS;
  canvas.height = (h + HEAD + FOOT) * SHARPNESS;
  const c = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  c.scale(SHARPNESS, SHARPNESS);
  c.fillStyle = drawing.paper;
  c.fillRect(0, 0, w, h + HEAD + FOOT);
  c.save();
  c.beginPath();
  c.rect(0, HEAD, w, h);
  c.clip();
  c.translate(0, HEAD);
  drawing.paint(new CanvasPen(c), w, h);
  c.restore();
  c.globalAlpha = 1;
  c.textAlign = "left";
  c.textBaseline = "alphabetic";
  c.fillStyle = drawing.ink;
  c.font = "bold 19px system-ui, sans-serif";
  c.fillText(words.title, 16, 29, w - 32);
  c.fillStyle = drawing.faint;
  c.font = "12px system-ui, sans-serif";
  c.fillText(words.credit, 16, h + HEAD + 22, w - 32);
  return canvas;
}

/**
 * The edges of the view, a line for each sentence that shows one.
 * @param {import("./filter.js").View} view @param {import("./model.js").Level} level @param {import("./model.js").Data} data
 */
export function csv(view, level, data) {
  const name = (/** @type {string} */ id) => level.actors.get(id)?.name ?? data.actors.find((actor) => actor.id === id)?.name ?? id;
  const rows = [["source", "type", "target", "modality", "negated", "claimed_only", "contested", "claimed_by", "time", "confidence", "article", "date", "publisher", "title", "sentence"]];
  for (const { edge, evidence } of view.pairs.flatMap((pair) => pair.shown)) {
    for (const piece of evidence) {
      const article = data.articles[piece.article];
      rows.push([
        name(edge.source), edge.type, name(edge.target), edge.modality, String(edge.negated), String(isClaim(edge, evidence)), String(edge.contested), piece.by.map(name).join("; "),
        edge.time, String(piece.confidence), article?.id ?? "", piece.date, article?.publisher ?? "", article?.title ?? "", plain(piece),
      ]);
    }
  }
  // A text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, "CSV injection").
  const harmless = (/** @type {string} */ text) => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);
  const cell = (/** @type {string} */ text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  // The mark at the start tells spreadsheets that the file is UTF-8.
  return `\ufeff${rows.map((row) => row.map(harmless).map(cell).join(",")).join("\r\n")}\r\n`;
}

/** Hands a file to the reader's browser. @param {string} name @param {Blob} blob */
export function download(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
