// What the picture of a network says, in words and numbers.
import { useState } from "preact/hooks";
import type { Joined } from "../charts/network_data";
import { num, plural, span } from "../format";
import { actorHref, pairHref } from "../router";

const step = 50;

function More({ shown, all, onMore }: { shown: number; all: number; onMore: () => void }) {
  if (shown >= all) return null;
  return (
    <p class="more">
      <button type="button" onClick={onMore}>
        Show {num(Math.min(step, all - shown))} more of {num(all)}
      </button>
    </p>
  );
}

export function NeighbourTable({
  data,
  expanded,
  onExpand,
}: {
  data: Joined;
  expanded: readonly string[];
  onExpand: (id: string) => void;
}) {
  const [shown, setShown] = useState(step);
  const centre = data.nodes[0];
  const edges = new Map(
    data.edges
      .filter((edge) => edge.source === data.centre || edge.target === data.centre)
      .map((edge) => [edge.source === data.centre ? edge.target : edge.source, edge]),
  );
  const rows = data.nodes.slice(1);
  const met = rows.filter((node) => node.count > 0).length;
  return (
    <>
      <div class="table">
        <table>
          <caption>
            {plural(met, "actor")}
            {data.total > met && ` of ${num(data.total)}`} whom {centre?.name} met
            {rows.length > met && `, and ${num(rows.length - met)} whom those met`}. Times: with {centre?.name}. In all: with
            anybody.
          </caption>
          <thead>
            <tr>
              <th scope="col">Actor</th>
              <th scope="col" class="number">
                Times
              </th>
              <th scope="col" class="number">
                In all
              </th>
              <th scope="col">Last</th>
              <th scope="col">
                <span class="hidden">Expand</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((node) => {
              const last = edges.get(node.id)?.last;
              return (
                <tr key={node.id}>
                  <th scope="row">
                    <a href={actorHref(node.id)}>{node.name}</a>
                  </th>
                  <td class="number">{node.count > 0 ? <a href={pairHref(data.centre, node.id)}>{num(node.count)}</a> : "–"}</td>
                  <td class="number">{num(node.total)}</td>
                  <td class="when">{last ? span(last) : "–"}</td>
                  <td>
                    <button
                      type="button"
                      class="link"
                      aria-label={`${expanded.includes(node.id) ? "Fold" : "Expand"} ${node.name}`}
                      onClick={() => onExpand(node.id)}
                    >
                      {expanded.includes(node.id) ? "Fold" : "Expand"}
                    </button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <More shown={shown} all={rows.length} onMore={() => setShown(shown + step)} />
    </>
  );
}

export function LinkTable({ data }: { data: Joined }) {
  const [shown, setShown] = useState(step);
  const names = new Map(data.nodes.map((node) => [node.id, node.name]));
  const edges = [...data.edges].sort((a, b) => b.count - a.count);
  return (
    <>
      <div class="table">
        <table>
          <caption>{plural(edges.length, "link")}, strongest first</caption>
          <thead>
            <tr>
              <th scope="col">Between</th>
              <th scope="col">and</th>
              <th scope="col" class="number">
                Times
              </th>
              <th scope="col">First</th>
              <th scope="col">Last</th>
            </tr>
          </thead>
          <tbody>
            {edges.slice(0, shown).map((edge) => (
              <tr key={`${edge.source} ${edge.target}`}>
                <td>{names.get(edge.source)}</td>
                <td>{names.get(edge.target)}</td>
                <td class="number">
                  <a
                    href={pairHref(edge.source, edge.target)}
                    aria-label={`${num(edge.count)} between ${names.get(edge.source)} and ${names.get(edge.target)}`}
                  >
                    {num(edge.count)}
                  </a>
                </td>
                <td class="when">{edge.first ? span(edge.first) : "–"}</td>
                <td class="when">{edge.last ? span(edge.last) : "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <More shown={shown} all={edges.length} onMore={() => setShown(shown + step)} />
    </>
  );
}

// For saveCsv.
export function linkRows(data: Joined): (string | number)[][] {
  const names = new Map(data.nodes.map((node) => [node.id, node.name]));
  const rows = data.edges.map((edge) => [
    edge.source,
    names.get(edge.source) ?? "",
    edge.target,
    names.get(edge.target) ?? "",
    edge.count,
    edge.first?.start ?? "",
    edge.last?.end ?? "",
  ]);
  return [["a_id", "a_name", "b_id", "b_name", "meetings", "first", "last"], ...rows];
}
