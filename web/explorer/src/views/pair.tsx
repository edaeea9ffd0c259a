// Two actors side by side: when they met, what else they did to each other, who links them when they never met.
import { useMemo, useRef } from "preact/hooks";
import { type Actor, ApiError, type Event, get, needsKey, url } from "../api/client";
import { useLoad, usePages } from "../api/load";
import { useSettled } from "../api/settled";
import type { ViewProps } from "../app";
import { Histogram, histogramRows, HistogramTable } from "../charts/histogram";
import { loadTimeline } from "../charts/timeline";
import { TimelineNote } from "../charts/timeline_note";
import { asked, type Filters, filtersOf, isFiltered, setFilters } from "../filters";
import { day, plural, span } from "../format";
import { actorHref, href, networkHref, setQuery } from "../router";
import { countryLabel, kindLabel } from "../types";
import { ActorBox } from "../ui/actor_box";
import { type Download, Downloads, saveCsv, saveSvg } from "../ui/downloads";
import { EventCard, EventList } from "../ui/event_card";
import { FilterBar } from "../ui/filter_bar";
import { Paged } from "../ui/pager";
import { Await, Empty, Failed, Loading, Page, Section } from "../ui/states";
import { TypeLegend } from "../ui/type_legend";

const anything: { type: ["any"]; status: ["any"] } = { type: ["any"], status: ["any"] };
const meetings: Pick<Filters, "type" | "status"> = { type: ["meeting"], status: ["happened"] };

function Side({ which, name, actor, error }: { which: "a" | "b"; name: string; actor: Actor | undefined; error: Error | undefined }) {
  const pick = (id: string) => setQuery({ [which]: id });
  const choose = (id: string) => href(["pair"], { ...Object.fromEntries(new URLSearchParams(window.location.hash.split("?")[1])), [which]: id });
  return (
    <div class="side">
      <ActorBox
        label={which === "a" ? "One actor" : "The other"}
        placeholder="A name"
        value={actor?.name ?? name}
        onPick={(one) => pick(one.id)}
        onText={pick}
      />
      {error instanceof ApiError && error.status === 404 ? (
        <p class="wrong" role="alert">
          No actor bears this name. Choose one of those that appear while you write.
        </p>
      ) : (
        error && <Failed error={error} choose={choose} />
      )}
      {actor && (
        <p>
          <a href={actorHref(actor.id)}>
            <strong>{actor.name}</strong>
          </a>{" "}
          <span class="note">
            {kindLabel(actor.kind)}
            {actor.country && actor.country !== actor.id ? `, ${countryLabel(actor.country)}` : ""} · {plural(actor.events, "event")}
            {actor.first && actor.last ? ` · ${day(actor.first)} – ${day(actor.last)}` : ""}
          </span>
        </p>
      )}
    </div>
  );
}

function Chain({ a, b, filters }: { a: Actor; b: Actor; filters: Filters }) {
  const { from, to, ...what } = asked(filters);
  const query = { from: a.id, to: b.id, ...(from && { after: from }), ...(to && { before: to }), ...what };
  const path = useLoad((signal) => get("/v1/path", query, signal), [query]);
  return (
    <Section title="How they are linked" note="the shortest chain of meetings">
      <Await of={path} what="Looking for a chain of meetings">
        {({ found, actors, events }) =>
          found ? (
            <>
              <p>
                {a.name} and {b.name} are {plural(events.length, "meeting")} apart.
              </p>
              <ol class="chain">
                {actors.map((actor, index) => {
                  const event: Event | undefined = events[index];
                  return (
                    <li key={actor.id}>
                      <a class="hop" href={actorHref(actor.id)}>
                        {actor.name}
                      </a>
                      {event && <EventCard event={event} />}
                    </li>
                  );
                })}
              </ol>
            </>
          ) : (
            <Empty title="No chain of meetings leads from one to the other.">
              {isFiltered(filters) ? "Clear the filters to look at every meeting." : "One of them may have met nobody: their pages list what else there is of them."}
            </Empty>
          )
        }
      </Await>
    </Section>
  );
}

function Between({ a, b, filters, whole }: { a: Actor; b: Actor; filters: Filters; whole: boolean }) {
  const svg = useRef<SVGSVGElement>(null);
  const both = { actor: a.id, with: b.id };
  // Meetings that happened unless other types and statuses are chosen, as the API's own lists of who met whom.
  const what = {
    type: filters.type.length > 0 ? filters.type : meetings.type,
    status: filters.status.length > 0 ? filters.status : meetings.status,
  };
  const whatKey = JSON.stringify(what);
  const asksMeetings = filters.type.length === 0 && filters.status.length === 0;
  const window = { ...(filters.from && { from: filters.from }), ...(filters.to && { to: filters.to }) };
  const said = useSettled({ ...both, ...what, ...window }, 60); // lists follow the brush once it rests

  const everything = useLoad((signal) => get("/v1/stats/timeline", { ...both, ...anything, by: "year" }, signal), [both]);
  const timeline = useLoad((signal) => loadTimeline({ ...both, ...what }, whole, signal), [both, whatKey, whole]);
  const events = usePages((cursor, signal) => get("/v1/events", { ...said, limit: 20, ...(cursor !== undefined && { cursor }) }, signal), [said]);
  const met = useLoad((signal) => get("/v1/meetings", { ...both, ...(!asksMeetings && what), ...window, limit: 1 }, signal), [both, whatKey, said]);

  const counts = useMemo(() => {
    const sums: Partial<Record<Event["type"], number>> = {};
    for (const { by_type } of everything.data?.items ?? []) {
      for (const [type, count] of Object.entries(by_type) as [Event["type"], number][]) sums[type] = (sums[type] ?? 0) + count;
    }
    return sums;
  }, [everything.data]);

  const name = `dragoman-${a.id}-${b.id}`;
  const items: Download[] = [
    { label: "Events (CSV)", href: url("/v1/export", { ...said, format: "csv" }) },
    { label: "Events (NDJSON)", href: url("/v1/export", { ...said, format: "ndjson" }) },
    { label: "Network of the two (GEXF)", href: url("/v1/export", { ...said, format: "gexf" }) },
    { label: "Histogram (CSV)", run: () => saveCsv(histogramRows(timeline.data?.bars ?? []), `${name}.csv`) },
    {
      label: "Histogram (SVG)",
      run: () => {
        if (!svg.current) throw new Error("there is nothing drawn");
        saveSvg(svg.current, `${name}.svg`);
      },
    },
  ];
  const pair = met.data?.items[0];
  const never = timeline.data !== undefined && timeline.data.bars.length === 0 && timeline.data.undated === 0;
  return (
    <>
      <Section title={asksMeetings ? "Their meetings" : "Their events"} actions={<Downloads items={items} />}>
        {asksMeetings && pair && (
          <p>
            They met <strong>{pair.count === 1 ? "once" : `${pair.count.toLocaleString("en")} times`}</strong>
            {pair.first && pair.last ? (pair.count === 1 ? `: ${span(pair.first)}.` : `: first ${span(pair.first)}, last ${span(pair.last)}.`) : "."}
          </p>
        )}
        <FilterBar filters={filters} anyType="Meetings" anyStatus="Happened" />
        <Await of={timeline} what="Counting">
          {(drawn) =>
            never ? (
              <Empty title={asksMeetings ? `${a.name} and ${b.name} never met, as far as is known here.` : "Nothing of this kind between them."}>
                {asksMeetings ? "Below is who links them, and what else there is between them." : "Choose other types or statuses."}
              </Empty>
            ) : (
              <>
                {drawn.bars.length > 0 && (
                  <Histogram bars={drawn.bars} unit={drawn.unit} from={filters.from} to={filters.to} svg={svg} height={150} onWindow={(from, to, first) => setFilters({ from, to }, !first)} />
                )}
                <TimelineNote of={drawn} whole={whole} />
                {drawn.bars.length > 0 && <HistogramTable bars={drawn.bars} unit={drawn.unit} />}
              </>
            )
          }
        </Await>
      </Section>
      {never && <Chain a={a} b={b} filters={filters} />}
      {everything.data && everything.data.events > 0 && (
        <Section title="Everything between them" note={`${plural(everything.data.events, "event")} of any status, over all time`}>
          <TypeLegend counts={counts} chosen={filters.type} />
        </Section>
      )}
      {!never && (
        <Section title={asksMeetings ? "Meetings, newest first" : "Events, newest first"}>
          <Paged pages={events} what="Loading events" empty={<Empty title="Nothing in this period.">Clear the dates, or brush another part of the picture.</Empty>}>
            {(list) => <EventList events={list} />}
          </Paged>
        </Section>
      )}
    </>
  );
}

function useActor(name: string) {
  return useLoad((signal) => (name === "" ? Promise.resolve(undefined) : get("/v1/actors/{id}", {}, signal, { id: name })), [name]);
}

export function PairView({ query }: ViewProps) {
  const [nameA, nameB] = [query.get("a") ?? "", query.get("b") ?? ""];
  const a = useActor(nameA);
  const b = useActor(nameB);
  const ready = a.data && b.data && !a.error && !b.error;
  const locked = [a.error, b.error].find(needsKey);
  if (locked) {
    const again = () => [a, b].forEach((one) => one.again());
    return (
      <Page title="Who met whom">
        <Failed error={locked} again={again} />
      </Page>
    );
  }
  const title = ready ? `${a.data?.name} and ${b.data?.name}` : "Who met whom";
  return (
    <Page title={title}>
      <div class="sides">
        <Side which="a" name={nameA} actor={nameA === "" ? undefined : a.data} error={a.error} />
        <button type="button" onClick={() => setQuery({ a: nameB, b: nameA })} disabled={nameA === "" && nameB === ""}>
          Swap
        </button>
        <Side which="b" name={nameB} actor={nameB === "" ? undefined : b.data} error={b.error} />
      </div>
      {nameA === "" || nameB === "" ? (
        <Empty title={nameA === "" && nameB === "" ? "Choose two actors." : "Choose the other actor."}>
          Write a name above; people, states and organisations are found by any of their names.
          {nameA !== "" && (
            <>
              {" "}
              <a href={networkHref(nameA)}>The network</a> shows whom this one met.
            </>
          )}
        </Empty>
      ) : a.error || b.error ? null : !a.data || !b.data ? (
        <Loading what="Looking up the two" />
      ) : a.data.id === b.data.id ? (
        <Empty title="Both are the same actor.">
          Choose another beside {a.data.name}, or see <a href={actorHref(a.data.id)}>all that is known of this one</a>.
        </Empty>
      ) : (
        <Between a={a.data} b={b.data} filters={filtersOf(query)} whole={query.get("span") === "all"} />
      )}
    </Page>
  );
}
