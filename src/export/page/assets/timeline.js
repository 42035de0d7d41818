// The histogram of when things were reported, with two handles.

import { h } from "./dom.js";

const MOST_BINS = 120;
const DAY = 86400000;

/**
 * @param {HTMLElement} place
 * @param {import("./model.js").Data} data
 * @param {import("./state.js").Choice} choice
 * @param {() => void} change
 */
export function timeline(place, data, choice, change) {
  const dates = data.edges.flatMap((edge) => edge.evidence.map((piece) => piece.date)).filter(Boolean).sort();
  if (!dates.length || dates[0] === dates[dates.length - 1]) {
    place.hidden = true;
    return;
  }
  const first = Date.parse(dates[0]);
  const days = Math.round((Date.parse(dates[dates.length - 1]) - first) / DAY) + 1;
  const width = Math.ceil(days / MOST_BINS);
  const bins = new Array(Math.ceil(days / width)).fill(0);
  const binOf = (/** @type {string} */ date) => Math.min(bins.length - 1, Math.max(0, Math.floor((Date.parse(date) - first) / DAY / width)));
  for (const date of dates) bins[binOf(date)] += 1;
  const startOf = (/** @type {number} */ bin) => new Date(first + bin * width * DAY).toISOString().slice(0, 10);
  const endOf = (/** @type {number} */ bin) => new Date(first + ((bin + 1) * width - 1) * DAY).toISOString().slice(0, 10);
  const low = choice.from ? binOf(choice.from) : 0;
  const high = choice.to ? binOf(choice.to) : bins.length - 1;
  const highest = Math.max(...bins);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${bins.length} 100`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  const bars = bins.map((n, i) => {
    const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const height = n ? Math.max(6, (100 * n) / highest) : 0;
    for (const [name, value] of Object.entries({ x: i + 0.05, y: 100 - height, width: 0.9, height })) bar.setAttribute(name, String(value));
    svg.append(bar);
    return bar;
  });
  const output = h("output", {});
  const handle = (/** @type {string} */ label, /** @type {number} */ value) => /** @type {HTMLInputElement} */ (h("input", { type: "range", min: 0, max: bins.length - 1, value, "aria-label": label }));
  const [from, to] = [handle("From", low), handle("To", high)];
  const paint = () => {
    const [a, b] = [Number(from.value), Number(to.value)];
    bars.forEach((bar, i) => bar.classList.toggle("in", i >= a && i <= b));
    output.textContent = `${startOf(a)} – ${endOf(b) > dates[dates.length - 1] ? dates[dates.length - 1] : endOf(b)}`;
  };
  const moved = (/** @type {HTMLInputElement} */ mover) => {
    if (Number(from.value) > Number(to.value)) (mover === from ? from : to).value = (mover === from ? to : from).value;
    const [a, b] = [Number(from.value), Number(to.value)];
    choice.from = a > 0 ? startOf(a) : "";
    choice.to = b < bins.length - 1 ? endOf(b) : "";
    paint();
    change();
  };
  from.addEventListener("input", () => moved(from));
  to.addEventListener("input", () => moved(to));
  paint();
  place.replaceChildren(h("span", { class: "faint" }, "Reported"), h("div", { class: "bars" }, svg, from, to), output);
}
