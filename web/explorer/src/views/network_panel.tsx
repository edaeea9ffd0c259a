// The network of an actor as a picture, and beside it the same as a table.
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { get, type QueryOf, url } from "../api/client";
import { useLoad } from "../api/load";
import { join, type Joined } from "../charts/network_data";
import type { Graph } from "../charts/network_graph";
import { asked, type Filters, isFiltered } from "../filters";
import { plural, span } from "../format";
import { actorHref, networkHref, pairHref } from "../router";
import { kindLabel } from "../types";
import { Downloads, saveBlob, saveCsv } from "../ui/downloads";
import { Await, Empty } from "../ui/states";
import { themeChanged } from "../ui/theme";
import { linkRows, LinkTable, NeighbourTable } from "./network_tables";

const neighboursOfOthers = 20;

// What was clicked: an actor, or the link between two.
function Chosen({
  ids,
  data,
  expanded,
  onExpand,
}: {
  ids: readonly string[];
  data: Joined;
  expanded: readonly string[];
  onExpand: (id: string) => void;
}) {
  const [a, b] = ids.map((id) => data.nodes.find((node) => node.id === id));
  if (!a) return <p class="note">Click an actor to add whom they met, a link to see its dates. Thicker lines: more meetings.</p>;
  if (!b) {
    return (
      <p>
        <a href={actorHref(a.id)}>{a.name}</a> <span class="note">{kindLabel(a.kind)}</span>
        {a.count > 0 && (
          <>
            {" · "}
            <a href={pairHref(data.centre, a.id)}>
              {plural(a.count, "meeting")} with {data.nodes[0]?.name}
            </a>
          </>
        )}
        {` · ${plural(a.total, "meeting")} with anybody · `}
        <a href={networkHref(a.id)}>own network</a>
        {a.id !== data.centre && (
          <>
            {" · "}
            <button type="button" class="link" onClick={() => onExpand(a.id)}>
              {expanded.includes(a.id) ? "fold" : "expand"}
            </button>
          </>
        )}
      </p>
    );
  }
  const edge = data.edges.find(
    ({ source, target }) => (source === a.id && target === b.id) || (source === b.id && target === a.id),
  );
  return (
    <p>
      <a href={pairHref(a.id, b.id)}>
        {a.name} and {b.name}
      </a>
      {edge && ` · ${plural(edge.count, "meeting")}${edge.first && edge.last ? `, ${span(edge.first)} – ${span(edge.last)}` : ""}`}
    </p>
  );
}

const drawing = () => import("../charts/network_graph");

function Picture({
  data,
  expanded,
  onExpand,
  graph,
}: {
  data: Joined;
  expanded: readonly string[];
  onExpand: (id: string) => void;
  graph: { current: Graph | undefined };
}) {
  const box = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState(false);
  const [error, setError] = useState<Error>();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const expand = useRef(onExpand);
  expand.current = onExpand;
  const known = useRef(expanded);
  known.current = expanded;
  useEffect(() => {
    let left = false;
    const recolour = () => graph.current?.recolour();
    window.addEventListener(themeChanged, recolour);
    drawing().then(
      ({ drawNetwork }) => {
        if (left || !box.current) return;
        graph.current = drawNetwork(box.current, {
          onNode: (id) => {
            setChosen([id]);
            if (!known.current.includes(id)) expand.current(id);
          },
          onEdge: (a, b) => setChosen([a, b]),
          onNothing: () => setChosen([]),
        });
        setReady(true);
      },
      (reason: Error) => !left && setError(reason),
    );
    return () => {
      left = true;
      window.removeEventListener(themeChanged, recolour);
      graph.current?.destroy();
      graph.current = undefined;
    };
  }, []);
  useEffect(() => {
    if (!ready) return;
    graph.current?.show(data, expanded);
    graph.current?.choose(chosen);
  }, [ready, data]);
  useEffect(() => graph.current?.choose(chosen), [chosen]);
  const name = data.nodes[0]?.name ?? "";
  return (
    <>
      {error && <p role="alert">The picture cannot be drawn: {error.message}. The table says the same.</p>}
      <div class="graph" data-drawn={ready}>
        <div
          class="canvas"
          ref={box}
          role="img"
          aria-label={`Network of ${name}: ${plural(data.nodes.length, "actor")}, ${plural(data.edges.length, "link")}. The table says the same.`}
        />
        <div class="zoom">
          <button type="button" aria-label="Larger" onClick={() => graph.current?.zoom(1.4)}>
            +
          </button>
          <button type="button" aria-label="Smaller" onClick={() => graph.current?.zoom(1 / 1.4)}>
            −
          </button>
          <button type="button" onClick={() => graph.current?.fit()}>
            Fit
          </button>
        </div>
      </div>
      <ul class="kinds" aria-label="Shapes">
        <li class="nation">State</li>
        <li class="person">Person</li>
        <li class="organisation">Organisation</li>
        <li class="armed">Armed group</li>
        <li class="other">Other</li>
      </ul>
      <div class="chosen" aria-live="polite">
        <Chosen ids={chosen} data={data} expanded={expanded} onExpand={onExpand} />
      </div>
    </>
  );
}

interface Props {
  actor: string;
  filters: Filters;
  limit: number;
  small?: boolean; // a part of another page
  expanded?: readonly string[]; // kept here when nobody else keeps it
  onExpand?: (expanded: readonly string[]) => void;
  choose?: (id: string) => string;
}

export function NetworkPanel({ actor, filters, limit, small, expanded: given, onExpand, choose }: Props) {
  const [own, setOwn] = useState<readonly string[]>([]);
  const expanded = given ?? own;
  const tell = onExpand ?? setOwn;
  const graph = useRef<Graph>();
  useEffect(() => void drawing().catch(() => undefined), []); // while the server is asked; Picture says when it cannot be had
  const query: QueryOf<"/v1/network"> = { ...asked(filters), actor, limit };
  const first = useLoad((signal) => get("/v1/network", query, signal), [query]);
  const others = useLoad(
    (signal) => Promise.all(expanded.map((id) => get("/v1/network", { ...query, actor: id, limit: neighboursOfOthers }, signal))),
    [query, expanded],
  );
  const data = useMemo(() => first.data && join(first.data, others.data ?? []), [first.data, others.data]);
  const toggle = useCallback(
    (id: string) => {
      if (id !== data?.centre) tell(expanded.includes(id) ? expanded.filter((one) => one !== id) : [...expanded, id]);
    },
    [data?.centre, expanded],
  );
  const name = data?.centre ?? actor;
  const downloads = (
    <Downloads
      items={[
        { label: "Picture (PNG)", run: async () => graph.current && saveBlob(await graph.current.png(), `${name}-network.png`) },
        { label: "Network (GEXF)", note: "without what was expanded", href: url("/v1/network", { ...query, format: "gexf" }) },
        { label: "Network (GraphML)", href: url("/v1/network", { ...query, format: "graphml" }) },
        { label: "Links (CSV)", run: () => data && saveCsv(linkRows(data), `${name}-network.csv`) },
      ]}
    />
  );
  return (
    <Await
      of={{ ...first, error: first.error ?? others.error, again: first.error ? first.again : others.again }}
      what="Loading the network"
      choose={choose}
    >
      {() =>
        !data || data.nodes.length <= 1 ? (
          <Empty
            title={`${data?.nodes[0]?.name ?? "This actor"} met nobody${isFiltered(filters) ? ", as far as these filters go" : ""}.`}
          >
            Unless you choose otherwise, only meetings that happened count. Choose other types or statuses above, such as visits, or
            what is planned.
          </Empty>
        ) : (
          <div class={small ? "" : "columns even"}>
            <div>
              <Picture data={data} expanded={expanded} onExpand={toggle} graph={graph} />
              <div class="actions">{downloads}</div>
            </div>
            {small ? (
              <details>
                <summary>As a table</summary>
                <NeighbourTable data={data} expanded={expanded} onExpand={toggle} />
              </details>
            ) : (
              <div>
                <NeighbourTable data={data} expanded={expanded} onExpand={toggle} />
                <details>
                  <summary>All links</summary>
                  <LinkTable data={data} />
                </details>
              </div>
            )}
          </div>
        )
      }
    </Await>
  );
}
