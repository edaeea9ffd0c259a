import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Actor, get, url } from "../api/client";
import { useLoad, usePages } from "../api/load";
import { useSettled } from "../api/settled";
import type { ViewProps } from "../app";
import { countBetween } from "../charts/bins";
import { Histogram, histogramRows, HistogramTable, legendOf } from "../charts/histogram";
import { loadTimeline } from "../charts/timeline";
import { TimelineNote } from "../charts/timeline_note";
import { asked, type Filters, filtersOf, isFiltered, setFilters } from "../filters";
import { day, days, plural } from "../format";
import { actorHref, networkHref, pairHref, searchHref } from "../router";
import { countryLabel, kindLabel } from "../types";
import { Downloads, saveCsv, saveSvg } from "../ui/downloads";
import { EventList } from "../ui/event_card";
import { FilterBar } from "../ui/filter_bar";
import { Paged } from "../ui/pager";
import { Await, Empty, Page, Section } from "../ui/states";
import { TypeLegend } from "../ui/type_legend";
import { WhenSeen } from "../ui/when_seen";
import { ActorFacts } from "./actor_facts";
import { MetTable } from "./met_table";
import { NetworkPanel } from "./network_panel";

function windowName({ from, to }: Filters): string {
  if (from === "" && to === "") return "";
  if (from === "") return `until ${day(to)}`;
  if (to === "") return `since ${day(from)}`;
  return days(from, to);
}

function OverTime({ actor, filters, whole }: { actor: Actor; filters: Filters; whole: boolean }) {
  const svg = useRef<SVGSVGElement>(null);
  // All of time, whatever the window: the brush moves over it.
  const query = { ...asked({ ...filters, from: "", to: "" }), actor: actor.id };
  const [far, setFar] = useState(false); // dates were set that are not in the picture of the busy years
  const timeline = useLoad((signal) => loadTimeline(query, whole || far, signal), [query, whole || far]);
  const bars = timeline.data?.bars ?? [];
  const [first, last] = [bars[0], bars[bars.length - 1]];
  const isFar =
    first !== undefined &&
    last !== undefined &&
    ((filters.from !== "" && filters.from > last.to) || (filters.to !== "" && filters.to < first.from));
  useEffect(() => {
    if (isFar && timeline.data?.outside) setFar(true);
  }, [isFar, timeline.data]);
  const window = windowName(filters);
  const { events, exact } = countBetween(bars, filters.from, filters.to);
  return (
    <Section
      title="Over time"
      note={window !== "" && bars.length > 0 ? `${window}: ${exact ? "" : "about "}${plural(events, "event")}` : undefined}
      actions={
        <>
          {window !== "" && (
            <button type="button" class="quiet" onClick={() => setFilters({ from: "", to: "" })}>
              All dates
            </button>
          )}
          <Downloads
            items={[
              {
                label: "Picture (SVG)",
                run: () =>
                  svg.current &&
                  saveSvg(
                    svg.current,
                    `${actor.id}-over-time.svg`,
                    `${actor.name}: events by ${timeline.data?.unit ?? "month"} and type`,
                    legendOf(bars),
                  ),
              },
              { label: "Numbers (CSV)", run: () => saveCsv(histogramRows(bars), `${actor.id}-over-time.csv`) },
            ]}
          />
        </>
      }
    >
      <TypeLegend counts={actor.by_type} chosen={filters.type} />
      <Await of={timeline} what="Counting events">
        {(of) =>
          bars.length === 0 ? (
            <Empty title={of.undated > 0 ? "No event here has a date." : "No events fit these filters."}>
              {of.undated > 0
                ? `${plural(of.undated, "event")} without one ${of.undated === 1 ? "is" : "are"} listed below.`
                : "Take a filter away to see more."}
            </Empty>
          ) : (
            <>
              <Histogram
                bars={bars}
                unit={of.unit}
                from={filters.from}
                to={filters.to}
                svg={svg}
                onWindow={(from, to, first) => setFilters({ from, to }, !first)}
              />
              <TimelineNote of={of} whole={whole}>
                Drag across the picture to choose dates, or set them above.
              </TimelineNote>
              <HistogramTable bars={bars} unit={of.unit} />
            </>
          )
        }
      </Await>
    </Section>
  );
}

function Events({ actor, filters }: { actor: Actor; filters: Filters }) {
  const query = asked(filters);
  const pages = usePages(
    (cursor, signal) =>
      get("/v1/actors/{id}/timeline", { ...query, limit: 25, ...(cursor !== undefined && { cursor }) }, signal, { id: actor.id }),
    [actor.id, query],
  );
  return (
    <Section title="Events" note="newest first">
      <Paged
        pages={pages}
        what="Loading events"
        empty={
          <Empty title="No events.">
            {isFiltered(filters)
              ? "Take a filter away, or a wider window of dates."
              : "Nothing that was loaded tells of this actor yet."}
          </Empty>
        }
      >
        {(events) => <EventList events={events} />}
      </Paged>
    </Section>
  );
}

function Shown({ actor, filters, whole }: { actor: Actor; filters: Filters; whole: boolean }) {
  const settled = useSettled(filters, 120); // the lists follow the brush once it rests
  const resting = useSettled(filters, 400);
  const query = { ...asked(filters), actor: actor.id };
  const note: ComponentChildren = (
    <>
      {kindLabel(actor.kind)}
      {actor.country && actor.country !== actor.id && (
        <>
          , <a href={actorHref(actor.country)}>{countryLabel(actor.country)}</a>
        </>
      )}
      {" · "}
      {plural(actor.events, "event")}
      {actor.first && actor.last && `, ${days(actor.first, actor.last)}`}
    </>
  );
  const met = filters.type.length === 0 && filters.status.length === 0;
  return (
    <Page
      title={actor.name}
      note={note}
      actions={
        <>
          <a href={pairHref(actor.id)}>Compare with …</a>
          <a href={networkHref(actor.id, { ...asked(filters) })}>Network</a>
          <Downloads
            items={[
              { label: "Events (CSV)", href: url("/v1/export", { ...query, format: "csv" }) },
              { label: "Events (NDJSON)", href: url("/v1/export", { ...query, format: "ndjson" }) },
              { label: "Events as a graph (GEXF)", href: url("/v1/export", { ...query, format: "gexf" }) },
              { label: "Network of meetings (GEXF)", href: url("/v1/network", { ...query, limit: 200, format: "gexf" }) },
            ]}
          />
        </>
      }
    >
      <ActorFacts actor={actor} />
      <FilterBar filters={filters} />
      <OverTime actor={actor} filters={filters} whole={whole} />
      <div class="columns">
        <Events actor={actor} filters={settled} />
        <div>
          <Section title={met ? "Whom they met" : "With whom"} note={met ? "meetings that happened" : "by these filters"}>
            <MetTable id={actor.id} name={actor.name} filters={settled} />
          </Section>
          <Section title="Network" note={<a href={networkHref(actor.id, { ...asked(filters) })}>open it large</a>}>
            <WhenSeen>
              <NetworkPanel actor={actor.id} filters={resting} limit={25} small />
            </WhenSeen>
          </Section>
        </div>
      </div>
    </Page>
  );
}

function Found({ id, filters, whole }: { id: string; filters: Filters; whole: boolean }) {
  const actor = useLoad((signal) => get("/v1/actors/{id}", {}, signal, { id }), [id]);
  if (actor.data) return <Shown actor={actor.data} filters={filters} whole={whole} />;
  return (
    <Page title={actor.error ? id : "Loading"}>
      <Await of={actor} what="Loading the actor" choose={(one) => actorHref(one, { ...asked(filters) })}>
        {() => null}
      </Await>
      {actor.error && (
        <p class="note">
          <a href={searchHref(id)}>Search for “{id}”</a>
        </p>
      )}
    </Page>
  );
}

export function ActorView({ id, query }: ViewProps) {
  if (id !== "") return <Found id={id} filters={filtersOf(query)} whole={query.get("span") === "all"} />;
  return (
    <Page title="Actors">
      <Empty title="No actor is chosen.">Search for one above.</Empty>
    </Page>
  );
}
