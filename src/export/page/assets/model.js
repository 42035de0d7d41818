// The data of the page, indexed; and the same between states only.

/**
 * @typedef {{id: string, title: string, publisher: string, published: string, copyOf?: number}} Article
 * @typedef {{id: string, kind: string, name: string, aliases: string[], country: string, state: string, roles: string[], mentions: number, x: number, y: number}} Actor
 * @typedef {{article: number, date: string, confidence: number, by: string[], claim: boolean, parts: (string|[string, string])[]}} Evidence
 * @typedef {{source: string, target: string, key: string, type: string, post?: string, family: number, modality: string, negated: boolean, symmetric: boolean, contested: boolean,
 *   objects: string[], time: string, evidence: Evidence[]}} Edge
 * @typedef {{article: number, speaker: string, cue: string, mode: string, text: string, about: string[]}} Statement
 * @typedef {{title: string, level: string, articles: Article[], actors: Actor[], edges: Edge[], statements: Statement[], families: string[], countries: Record<string, string>,
 *   leftOut: string, credit: string}} Data
 * @typedef {{actors: Map<string, Actor>, edges: Edge[], statements: Statement[]}} Level
 */

/** @param {string} text @returns {Data} */
export function parse(text) {
  return JSON.parse(text);
}

/** The graph as it is. @param {Data} data @returns {Level} */
export function asItIs(data) {
  return { actors: new Map(data.actors.map((actor) => [actor.id, actor])), edges: data.edges, statements: data.statements };
}

/**
 * States only: officials, organs and groups count as their states, and whoever acts for no state is left out with all ties. What stays inside one state
 * disappears, as in event data.
 * @param {Data} data
 * @returns {Level}
 */
export function statesOnly(data) {
  /** @type {Map<string, Actor>} */
  const actors = new Map();
  /** @type {Map<string, string>} */
  const to = new Map();
  for (const actor of data.actors) {
    const id = actor.state || (actor.kind === "state" ? actor.id : "");
    if (!id) continue;
    to.set(actor.id, id);
    const known = actors.get(id);
    const own = id === actor.id;
    if (!known) {
      actors.set(id, own ? { ...actor } : { ...actor, id, kind: "state", name: data.countries[actor.country] || actor.country, aliases: [], roles: [] });
    } else {
      known.mentions += actor.mentions;
      if (own) Object.assign(known, { ...actor, mentions: known.mentions });
    }
  }
  const turn = (/** @type {string} */ id) => to.get(id) ?? "";
  const edges = data.edges
    .map((edge) => ({ ...edge, source: turn(edge.source), target: turn(edge.target) }))
    .filter((edge) => edge.source && edge.target && edge.source !== edge.target);
  const statements = data.statements
    .map((said) => ({ ...said, speaker: turn(said.speaker), about: [...new Set(said.about.map(turn))].filter(Boolean) }))
    .filter((said) => said.speaker || said.about.length);
  return { actors, edges, statements };
}

/** Names as they are searched: without case, accents and punctuation. @param {string} text */
export function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** A type of edges in words. @param {string} type */
export function typeName(type) {
  return type === "says-about" ? "speaks about" : type.replaceAll("-", " ");
}

/** How a claim is worded: "planned arms transfer", "former president of". @param {Edge} edge */
export function wording(edge) {
  const modality = edge.modality === "actual" || edge.post ? "" : `${edge.modality} `;
  return `${edge.negated ? "no " : ""}${modality}${edge.post ?? typeName(edge.type)}`;
}

/** Whether somebody only claims it, and no article says so itself. @param {Edge} edge @param {Evidence[]} evidence */
export function isClaim(edge, evidence) {
  return edge.family !== 5 && evidence.every((piece) => piece.claim || piece.by.length > 0);
}

/** What names an edge in the page's address: its two ends and what sets it apart from their other edges. @param {Edge} edge */
export function edgeKey(edge) {
  return `${edge.source}|${edge.key}|${edge.target}`;
}
