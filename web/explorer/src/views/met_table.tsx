// Whom an actor met: counts, the first and the last time.
import { get } from "../api/client";
import { usePages } from "../api/load";
import { asked, type Filters, isFiltered } from "../filters";
import { num, span } from "../format";
import { actorHref, eventHref, pairHref } from "../router";
import { Paged } from "../ui/pager";
import { Empty } from "../ui/states";

export function MetTable({ id, name, filters }: { id: string; name: string; filters: Filters }) {
  const query = asked(filters);
  const pages = usePages(
    (cursor, signal) =>
      get("/v1/actors/{id}/met", { ...query, limit: 15, ...(cursor !== undefined && { cursor }) }, signal, { id }),
    [id, query],
  );
  return (
    <Paged
      pages={pages}
      empty={
        <Empty title={isFiltered(filters) ? "Nobody, as far as these filters go." : "No meeting that happened is known."}>
          {isFiltered(filters)
            ? "Take a filter away, or a wider window of dates."
            : "Choose other types or statuses above, such as visits, or what is planned."}
        </Empty>
      }
    >
      {(items) => (
        <div class="table">
          <table>
            <thead>
              <tr>
                <th scope="col">Counterpart</th>
                <th scope="col" class="number">
                  Times
                </th>
                <th scope="col" class="roomy">
                  First
                </th>
                <th scope="col">Last</th>
                <th scope="col">
                  <span class="hidden">Compare</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map(({ actor, count, first, last, latest }) => (
                <tr key={actor.id}>
                  <th scope="row">
                    <a href={actorHref(actor.id)}>{actor.name}</a>
                  </th>
                  <td class="number">{num(count)}</td>
                  <td class="when roomy">{first ? span(first) : "–"}</td>
                  <td class="when">
                    <a href={eventHref(latest.id)} aria-label={`Latest with ${actor.name}: ${last ? span(last) : "no date"}`}>
                      {last ? span(last) : "no date"}
                    </a>
                  </td>
                  <td>
                    <a href={pairHref(id, actor.id)} aria-label={`Compare ${name} and ${actor.name}`}>
                      Compare
                    </a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Paged>
  );
}
