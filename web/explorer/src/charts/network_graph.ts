// Draws a network with Cytoscape. This file is a chunk of its own: it is loaded when a network is first shown.
import cytoscape, { type Core, type ElementDefinition, type StylesheetJson } from "cytoscape";
import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceRadial,
  forceSimulation,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from "d3-force";
import type { Joined } from "./network_data";

interface Body extends SimulationNodeDatum {
  id: string;
  radius: number;
}

export interface Handlers {
  onNode: (id: string) => void;
  onEdge: (a: string, b: string) => void;
  onNothing: () => void;
}

export interface Graph {
  show: (data: Joined, expanded: readonly string[]) => void;
  choose: (ids: readonly string[]) => void; // one actor, or the two of a link; [] for none
  recolour: () => void;
  fit: () => void;
  zoom: (factor: number) => void;
  png: () => Promise<Blob>;
  destroy: () => void;
}

// Cytoscape would insert a style sheet, which the page's policy forbids, unless there is something with this id; style.css has its rule.
const sheetId = "__________cytoscape_stylesheet";

const colour = (name: string) => window.getComputedStyle(document.body).getPropertyValue(name).trim();
const short = (name: string) => (name.length > 24 ? `${name.slice(0, 22).trimEnd()} …` : name);
const reduced = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

function look(): StylesheetJson {
  const [text, surface, line, soft, chosen] = [
    colour("--text"),
    colour("--surface"),
    colour("--edge"),
    colour("--soft"),
    colour("--link"),
  ];
  const kind = (kinds: string, shape: cytoscape.Css.NodeShape, fill: string) => ({
    selector: kinds,
    style: { shape, "background-color": fill },
  });
  return [
    {
      selector: "node",
      style: {
        width: "data(size)",
        height: "data(size)",
        color: text,
        "text-valign": "bottom",
        "text-margin-y": 2,
        "text-outline-color": surface,
        "text-outline-width": 2,
        "background-color": soft,
        "border-width": 1,
        "border-color": surface,
      },
    },
    kind("node[kind = 'state']", "round-rectangle", colour("--talks")),
    kind("node[kind = 'person']", "ellipse", colour("--disputes")),
    kind(
      "node[kind = 'organisation'], node[kind = 'body'], node[kind = 'party'], node[kind = 'company']",
      "diamond",
      colour("--cooperation"),
    ),
    kind("node[kind = 'armed_group']", "triangle", colour("--force")),
    { selector: "node.named, node.close, node.told", style: { label: "data(label)", "font-size": "data(font)" } },
    { selector: "node.told", style: { "font-size": 11 } },
    {
      selector: "node.centre",
      style: { "font-size": 14, "border-width": 3, "border-color": text, "font-weight": "bold", "z-index": 5 },
    },
    { selector: "node.expanded", style: { "border-width": 2, "border-color": text } },
    {
      selector: "edge",
      style: { width: "data(width)", "line-color": line, "curve-style": "haystack", "haystack-radius": 0, opacity: 0.22 },
    },
    { selector: "edge.near", style: { opacity: 0.6 } },
    { selector: ".faded", style: { opacity: 0.12, "text-opacity": 0.3 } },
    { selector: "edge.chosen", style: { "line-color": chosen, opacity: 1 } },
    { selector: "node.chosen", style: { "border-width": 3, "border-color": chosen, "z-index": 10 } },
  ] as StylesheetJson;
}

// Around the centre in the order of how often they met it, each with the room that it needs; links draw together those who met each
// other. Who was there keeps the place to begin with.
function arrange(data: Joined, room: (id: string) => number, places: ReadonlyMap<string, { x: number; y: number }>): Body[] {
  const golden = Math.PI * (3 - Math.sqrt(5));
  const parent = new Map<string, string>();
  for (const { source, target } of data.edges) {
    if (places.has(source) && !parent.has(target)) parent.set(target, source);
    if (places.has(target) && !parent.has(source)) parent.set(source, target);
  }
  const bodies = data.nodes.map((node, index): Body => {
    const body: Body = { id: node.id, radius: room(node.id) };
    if (node.id === data.centre) return { ...body, fx: 0, fy: 0 };
    const place = places.get(node.id);
    if (place) return { ...body, ...place };
    const from = places.get(parent.get(node.id) ?? "") ?? { x: 0, y: 0 };
    const far = places.size > 0 ? 60 : 40 * Math.sqrt(index + 1);
    return { ...body, x: from.x + far * Math.cos(index * golden), y: from.y + far * Math.sin(index * golden) };
  });
  const links = data.edges
    .filter((edge) => edge.source !== data.centre && edge.target !== data.centre)
    .map((edge): SimulationLinkDatum<Body> => ({ source: edge.source, target: edge.target }));
  const away = new Map<string, number>();
  let area = 90 ** 2;
  data.nodes.forEach((node, index) => {
    if (node.count === 0) return;
    area += (1.1 * (2 * (bodies[index]?.radius ?? 0)) ** 2) / Math.PI;
    away.set(node.id, Math.sqrt(area));
  });
  const toRing = forceRadial<Body>((body) => away.get(body.id) ?? 0).strength((body) => (away.has(body.id) ? 0.6 : 0));
  const many = bodies.length > 100;
  const simulation = forceSimulation(bodies)
    .force("charge", forceManyBody().strength(-60).distanceMax(600).theta(1.5))
    .force(
      "link",
      forceLink<Body, SimulationLinkDatum<Body>>(links)
        .id((body) => body.id)
        .distance(80)
        .strength(0.02),
    )
    .force("ring", toRing)
    .force("collide", forceCollide<Body>((body) => body.radius).iterations(many ? 1 : 2))
    .stop();
  // Many settle in fewer steps well enough: the rings place them, and each step takes longer.
  const steps = places.size > 0 ? 50 : 80;
  simulation.alpha(places.size > 0 ? 0.4 : 1).tick(Math.min(steps, Math.ceil(4500 / bodies.length)));
  return bodies;
}

export function drawNetwork(container: HTMLElement, handlers: Handlers): Graph {
  if (!document.getElementById(sheetId)) {
    const none = document.createElement("meta");
    none.id = sheetId;
    document.head.append(none);
  }
  const cy: Core = cytoscape({
    container,
    style: look(),
    minZoom: 0.1,
    maxZoom: 4,
    boxSelectionEnabled: false,
    autounselectify: true,
    pixelRatio: "auto",
  });
  cy.on("tap", "node", (event) => handlers.onNode(event.target.id()));
  cy.on("tap", "edge", (event) => handlers.onEdge(event.target.data("source"), event.target.data("target")));
  cy.on("tap", (event) => event.target === cy && handlers.onNothing());
  cy.on("mouseover", "node, edge", () => (container.style.cursor = "pointer"));
  cy.on("mouseout", "node, edge", () => (container.style.cursor = ""));
  const padding = 44; // for the buttons above
  const fit = () => cy.fit(undefined, padding);
  // To write a name costs more than to draw all else of an actor.
  let close = false;
  cy.on("zoom", () => {
    if (cy.zoom() > 1.3 === close) return;
    close = !close;
    cy.batch(() => cy.nodes().toggleClass("close", close));
  });

  let scale = 1;
  const show = (data: Joined, expanded: readonly string[]) => {
    const [width, height] = [container.clientWidth, container.clientHeight];
    const room = Math.min(1, Math.sqrt((width * height) / (data.nodes.length * 2500))); // many in little room are small
    const most = data.edges.reduce((top, edge) => Math.max(top, edge.count), 1);
    const counts = new Map(data.nodes.map((node) => [node.id, node.id === data.centre ? most : node.count]));
    const size = (id: string) => Math.max(6, 8 * room) + 22 * room * Math.sqrt((counts.get(id) ?? 0) / most);
    // What was there before keeps its place, also when the middle has moved on.
    const middle = cy.getElementById(data.centre);
    const origin = middle.nonempty() ? middle.position() : { x: 0, y: 0 };
    const places = new Map(
      cy
        .nodes()
        .map((node) => [node.id(), { x: (node.position("x") - origin.x) / scale, y: (node.position("y") - origin.y) / scale }]),
    );
    // Names of those who matter most; the others' appear when one comes closer.
    const named = new Set(data.nodes.slice(0, Math.round((width * height) / 18_000)).map((node) => node.id));
    const bodies = arrange(data, (id) => size(id) / 2 + (named.has(id) ? 34 : 14), places);
    // One unit is one pixel when all is shown, so that sizes and letters are what they are called.
    const range = (of: (body: Body) => number): [number, number] => [Math.min(...bodies.map(of)), Math.max(...bodies.map(of))];
    const [[left, right], [top, bottom]] = [range((body) => body.x ?? 0), range((body) => body.y ?? 0)];
    scale = Math.min((width - 110) / (right - left), (height - 110) / (bottom - top), 1.5);
    const positions = new Map(bodies.map((body) => [body.id, { x: (body.x ?? 0) * scale, y: (body.y ?? 0) * scale }]));
    const elements: ElementDefinition[] = [
      ...data.nodes.map((node) => ({
        data: {
          id: node.id,
          label: short(node.name),
          kind: node.kind,
          size: size(node.id),
          font: node.id === data.centre ? 14 : named.has(node.id) ? 11 : 8,
        },
        position: positions.get(node.id) ?? { x: 0, y: 0 },
        classes: `${named.has(node.id) ? "named" : ""} ${node.id === data.centre ? "centre" : expanded.includes(node.id) ? "expanded" : ""}`,
      })),
      ...data.edges.map((edge) => ({
        data: {
          id: `${edge.source} ${edge.target}`,
          source: edge.source,
          target: edge.target,
          width: 1 + 9 * Math.sqrt((edge.count - 1) / Math.max(1, most - 1)),
        },
        classes: edge.source === data.centre || edge.target === data.centre ? "near" : "",
      })),
    ];
    cy.batch(() => {
      cy.elements().remove();
      cy.add(elements);
    });
    cy.viewport({ zoom: 1, pan: { x: (width - (left + right) * scale) / 2, y: (height + 24 - (top + bottom) * scale) / 2 } });
  };

  const choose = (ids: readonly string[]) => {
    cy.batch(() => {
      cy.elements().removeClass("faded chosen told");
      const [a, b] = ids.map((id) => cy.getElementById(id));
      if (!a || a.empty()) return;
      const links = b ? a.edgesWith(b) : a.connectedEdges();
      const kept = b ? links.union(a).union(b) : a.closedNeighborhood();
      cy.elements().difference(kept).addClass("faded");
      links.addClass("chosen");
      const ends = b ? a.union(b) : a;
      (kept.nodes().length <= 25 ? kept.nodes() : ends.nodes()).addClass("told");
      ends.addClass("chosen");
    });
  };

  const resize = new ResizeObserver(() => {
    cy.resize();
    fit();
  });
  resize.observe(container);
  return {
    show,
    choose,
    recolour: () => cy.style(look()),
    fit: () => (reduced() ? fit() : void cy.animate({ fit: { eles: cy.elements(), padding } }, { duration: 200 })),
    zoom: (factor) =>
      cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: container.clientWidth / 2, y: container.clientHeight / 2 } }),
    png: () =>
      cy.png({
        output: "blob-promise",
        full: true,
        scale: 2,
        maxWidth: 8000,
        maxHeight: 8000,
        bg: colour("--surface"),
      }) as Promise<Blob>,
    destroy: () => {
      resize.disconnect();
      cy.destroy();
    },
  };
}
