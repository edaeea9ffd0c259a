import { type ActorMatch, get, type QueryOf, url } from "../api/client";
import { useLoad, usePages } from "../api/load";
import type { ViewProps } from "../app";
import { asked, filtersOf } from "../filters";
import { num } from "../format";
import { actorHref, networkHref } from "../router";
import { countryLabel, kindLabel } from "../types";
import { type Download, Downloads, saveCsv } from "../ui/downloads";
import { EventList } from "../ui/event_card";
import { FilterBar } from "../ui/filter_bar";
import { Paged } from "../ui/pager";
import { Await, Empty, Page, Section } from "../ui/states";

function Actors({ items, q }: { items: readonly ActorMatch[]; q: string }) {
  if (items.length === 0) {
    return (
      <Empty title={`No actor bears a name like “${q}”.`}>
        Try a surname alone, or another spelling. Sentences that contain the words are listed below, where there are any.
      </Empty>
    );
  }
  return (
    <div class="table">
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Kind</th>
            <th scope="col">Country</th>
            <th scope="col" class="number">
              Events
            </th>
            <th scope="col">
              <span class="hidden">More</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((actor) => (
            <tr key={actor.id}>
              <th scope="row">
                <a href={actorHref(actor.id)}>{actor.name}</a>
              </th>
              <td>{kindLabel(actor.kind)}</td>
              <td>
                {actor.country &&
                  (actor.country === actor.id ? actor.name : <a href={actorHref(actor.country)}>{countryLabel(actor.country)}</a>)}
              </td>
              <td class="number">{num(actor.events)}</td>
              <td>
                <a href={networkHref(actor.id)} aria-label={`Network of ${actor.name}`}>
                  Network
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

// The server looks through twenty thousand events for one page, which may come out empty: it is asked on for some time.
async function firstFound(query: QueryOf<"/v1/events">, signal: AbortSignal) {
  for (let cursor = query.cursor, left = 25; ; left--) {
    const page = await get("/v1/events", { ...query, ...(cursor !== undefined && { cursor }) }, signal);
    if (page.items.length > 0 || page.next === undefined || left === 0) return page;
    cursor = page.next;
  }
}

function Found({ q, query }: { q: string; query: URLSearchParams }) {
  const filters = filtersOf(query);
  const actors = useLoad((signal) => get("/v1/actors", { q, limit: 50 }, signal), [q]);
  const said = { ...asked(filters), text: q };
  const events = usePages(
    (cursor, signal) => firstFound({ ...said, limit: 20, ...(cursor !== undefined && { cursor }) }, signal),
    [said],
  );
  const items = actors.data?.items ?? [];
  const downloads: Download[] = [
    {
      label: "Actors (CSV)",
      run: () =>
        saveCsv(
          [
            ["id", "name", "kind", "country", "events"],
            ...items.map((one) => [one.id, one.name, one.kind, one.country, one.events]),
          ],
          "dragoman-actors.csv",
        ),
    },
    { label: "Events that say it (CSV)", href: url("/v1/export", { ...said, format: "csv" }) },
    { label: "Events that say it (NDJSON)", href: url("/v1/export", { ...said, format: "ndjson" }) },
  ];
  return (
    <Page title={`Search: ${q}`} actions={<Downloads items={downloads} />}>
      <Section title="Actors">
        <Await of={actors} what="Looking up names">
          {(found) => <Actors items={found.items} q={q} />}
        </Await>
      </Section>
      <Section title="Sentences with these words">
        <FilterBar filters={filters} />
        <Paged
          pages={events}
          what="Reading sentences"
          empty={
            <Empty title="No sentence says this.">
              Words are found in the order in which they are written; the last may be cut off. Fewer words find more.
            </Empty>
          }
        >
          {(list) =>
            list.length > 0 ? <EventList events={list} /> : <p class="note">None so far; there are older events to look through.</p>
          }
        </Paged>
      </Section>
    </Page>
  );
}

export function SearchView({ query }: ViewProps) {
  const q = (query.get("q") ?? "").trim();
  if (q !== "") return <Found q={q} query={query} />;
  return (
    <Page title="Search">
      <Empty title="Nothing is asked yet.">
        Write a name in the box above: a person, a state, an organisation. The key “/” takes you there from anywhere.
      </Empty>
    </Page>
  );
}
