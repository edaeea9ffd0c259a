// What there is: how much of it when, who is most active, and what has just come in.
import { useEffect, useRef, useState } from "preact/hooks";
import { useChanges } from "../api/changes";
import { type Answer, get, needsKey, url } from "../api/client";
import { useLoad } from "../api/load";
import { useSettled } from "../api/settled";
import type { ViewProps } from "../app";
import { barsOf, countsOf, unitFor } from "../charts/bins";
import { Histogram, histogramRows, HistogramTable } from "../charts/histogram";
import { loadTimeline, type Timeline } from "../charts/timeline";
import { TimelineNote } from "../charts/timeline_note";
import { asked, type Filters, filtersOf, isFiltered, setFilters } from "../filters";
import { day, num, plural, toDay } from "../format";
import { actorHref, pairHref } from "../router";
import { type Download, Downloads, saveCsv, saveSvg } from "../ui/downloads";
import { EventCard } from "../ui/event_card";
import { FilterBar } from "../ui/filter_bar";
import { Await, Empty, Failed, Page, Section } from "../ui/states";
import { TypeLegend } from "../ui/type_legend";

type Quads = Answer<"/v1/stats/pairs">["items"][number]["by_quad"];

// The chosen window alone, as finely as it bears. It also finds what only reaches into it; that counts where it begins.
async function windowed({ from, to, ...what }: Filters, signal: AbortSignal): Promise<Timeline> {
  const query = asked({ ...what, from, to });
  const coarse = await get("/v1/stats/timeline", { ...query, by: "month" }, signal);
  const [first, last] = [coarse.items[0], coarse.items[coarse.items.length - 1]];
  const [start, stop] = [from || (first ? `${first.period}-01` : ""), to || (last ? `${last.period}-31` : "")];
  const unit = unitFor(start || null, stop.replace(/-31$/, "-28") || null);
  const fine = unit === "month" || unit === "year" ? coarse : await get("/v1/stats/timeline", { ...query, by: "day" }, signal);
  const items = fine.items.filter(({ period }) => period >= start.slice(0, period.length) && period <= stop.slice(0, period.length));
  return { bars: barsOf({ ...fine, items }, unit === "year" ? "month" : unit), unit: unit === "year" ? "month" : unit, outside: 0, undated: fine.undated };
}

const count = ({ bars, outside, undated }: Timeline) => bars.reduce((sum, bar) => sum + bar.events, outside + undated);

// Cooperation and conflict as two parts of a line, with the numbers in words beside it for those who do not see it.
function Balance({ quads }: { quads: Quads }) {
  const good = quads.verbal_cooperation + quads.material_cooperation;
  const bad = quads.verbal_conflict + quads.material_conflict;
  const share = good + bad === 0 ? 0 : (100 * good) / (good + bad);
  return (
    <span class="balance" title={`${num(good)} of cooperation, ${num(bad)} of conflict`}>
      <span class="hidden">
        {num(good)} of cooperation, {num(bad)} of conflict
      </span>
      <span class="good" style={{ width: `${share}%` }} aria-hidden="true" />
      <span class="bad" style={{ width: `${100 - share}%` }} aria-hidden="true" />
    </span>
  );
}

function Heads({ who }: { who: string }) {
  return (
    <thead>
      <tr>
        <th scope="col">{who}</th>
        <th scope="col" class="number">
          Events
        </th>
        <th scope="col">
          <span class="good-word">Cooperation</span>, <span class="bad-word">conflict</span>
        </th>
        <th scope="col">Last</th>
      </tr>
    </thead>
  );
}

function Activity({ of: { events, by_quad, last } }: { of: { events: number; by_quad: Quads; last: string | null } }) {
  return (
    <>
      <td class="number">{num(events)}</td>
      <td>
        <Balance quads={by_quad} />
      </td>
      <td class="when">{day(last)}</td>
    </>
  );
}

function Actors({ items, filters }: { items: Answer<"/v1/stats/actors">["items"]; filters: Filters }) {
  return (
    <table class="ranking">
      <Heads who="Actor" />
      <tbody>
        {items.map((one) => (
          <tr key={one.actor.id}>
            <th scope="row">
              <a href={actorHref(one.actor.id, { ...filters })}>{one.actor.name}</a>
            </th>
            <Activity of={one} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Pairs({ items }: { items: Answer<"/v1/stats/pairs">["items"] }) {
  return (
    <table class="ranking">
      <Heads who="Pair" />
      <tbody>
        {items.map((one) => (
          <tr key={`${one.a.id} ${one.b.id}`}>
            <th scope="row">
              <a href={pairHref(one.a.id, one.b.id)}>
                {one.a.name} – {one.b.name}
              </a>
            </th>
            <Activity of={one} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const stateWords = { connecting: "Connecting …", live: "Live", waiting: "The connection is lost; trying again …" };
const announceMilliseconds = 5000; // screen readers hear of arrivals no more often

function Newest({ filters, onArrival }: { filters: Filters; onArrival: (count: number) => void }) {
  const [paused, setPaused] = useState(false);
  const changes = useChanges(asked(filters), paused);
  // What is planned for later is not news; without a period the newest of today and before.
  const newest = useLoad((signal) => get("/v1/events", { ...asked(filters), ...(filters.to === "" && { to: toDay(new Date()) }), limit: 10 }, signal), [filters, changes.resets]);
  useEffect(() => onArrival(changes.count), [changes.count]);

  const [said, setSaid] = useState({ count: 0, text: "" });
  const fresh = changes.count - said.count;
  useEffect(() => {
    if (fresh <= 0) return;
    const timer = setTimeout(() => setSaid({ count: changes.count, text: `${plural(fresh, "event")} arrived` }), said.count === 0 ? 0 : announceMilliseconds);
    return () => clearTimeout(timer);
  }, [said.count, fresh > 0]);

  const arrived = new Set(changes.arrivals.map((one) => one.event.id));
  const actions = (
    <>
      <span class={`note live ${changes.state}`}>{paused ? "Paused" : stateWords[changes.state]}</span>
      <button type="button" aria-pressed={paused} onClick={() => setPaused(!paused)}>
        {paused ? `Go on${changes.waiting > 0 ? ` (${num(changes.waiting)} waiting)` : ""}` : "Pause"}
      </button>
    </>
  );
  return (
    <Section title="Newest events" note={changes.count > 0 ? `${num(changes.count)} arrived since you came` : "new ones appear here as they arrive"} actions={actions}>
      <p class="hidden" role="status">
        {said.text}
      </p>
      <Await of={newest} what="Loading the newest">
        {({ items }) => (
          <ul class="events">
            {changes.arrivals.map(({ event, at }) => (
              <li key={event.id} class="arrived">
                <p class="note">Arrived {at.toLocaleTimeString("en-GB")}</p>
                <EventCard event={event} />
              </li>
            ))}
            {items
              .filter((event) => !arrived.has(event.id) && !changes.gone.has(event.id))
              .map((event) => (
                <li key={event.id}>
                  <EventCard event={event} />
                </li>
              ))}
          </ul>
        )}
      </Await>
    </Section>
  );
}

function FirstSteps() {
  const origin = window.location.origin;
  return (
    <div class="state empty">
      <p>
        <strong>Nothing is loaded yet.</strong> Send articles, and this page fills as they are read:
      </p>
      <pre tabIndex={0}>{`curl -T articles.ndjson -X POST ${origin}/v1/articles \\
  -H 'Content-Type: application/x-ndjson'`}</pre>
      <p>or events that somebody else coded (ICEWS, GDELT, POLECAT tables):</p>
      <pre tabIndex={0}>{`curl -T events.tsv -X POST ${origin}/v1/events \\
  -H 'Content-Type: text/tab-separated-values'`}</pre>
      <p>
        <a href="#/coder">Try the coder</a> shows what it finds in a text, without storing anything; <a href="/docs">the API's page</a> has the
        formats.
      </p>
    </div>
  );
}

export function OverviewView({ query }: ViewProps) {
  const filters = filtersOf(query);
  const { type, status } = filters;
  const all = query.get("span") === "all";
  const settled = useSettled(filters, 60); // what is beside the brush follows once it rests
  const svg = useRef<SVGSVGElement>(null);
  const [arrivals, setArrivals] = useState(0);
  const [counted, setCounted] = useState(0); // arrivals that the figures know of
  const whole = useLoad((signal) => loadTimeline(asked({ type, status, from: "", to: "" }), all, signal), [type, status, all, counted]);
  const hasWindow = settled.from !== "" || settled.to !== "";
  const part = useLoad((signal) => (hasWindow ? windowed(settled, signal) : Promise.resolve(undefined)), [settled, counted]);
  const actors = useLoad((signal) => get("/v1/stats/actors", { ...asked(settled), limit: 12 }, signal), [settled, counted]);
  const pairs = useLoad((signal) => get("/v1/stats/pairs", { ...asked(settled), limit: 12 }, signal), [settled, counted]);
  // Other filters, other arrivals.
  const chosen = JSON.stringify(settled);
  useEffect(() => {
    setArrivals(0);
    setCounted(0);
  }, [chosen]);
  const empty = whole.data !== undefined && count(whole.data) === 0 && !isFiltered(filters);
  useEffect(() => {
    if (empty && arrivals > counted) setCounted(arrivals);
  }, [empty, arrivals, counted]);

  // Asked for once, not by each part of the view.
  const locked = [whole, part, actors, pairs].map((one) => one.error).find(needsKey);
  if (locked) {
    const again = () => [whole, part, actors, pairs].forEach((one) => one.again());
    return (
      <Page title="Overview">
        <Failed error={locked} again={again} />
      </Page>
    );
  }

  const shown = hasWindow ? part : whole;
  const items: Download[] = [
    { label: "Events (CSV)", href: url("/v1/export", { ...asked(filters), format: "csv" }) },
    { label: "Events (GEXF)", note: "for Gephi", href: url("/v1/export", { ...asked(filters), format: "gexf" }) },
    {
      label: "Most active actors (CSV)",
      run: () =>
        saveCsv(
          [["id", "name", "events", "goldstein_mean", "first", "last"], ...(actors.data?.items ?? []).map((one) => [one.actor.id, one.actor.name, one.events, one.goldstein_mean, one.first, one.last])],
          "dragoman-active-actors.csv",
        ),
    },
    {
      label: "Most active pairs (CSV)",
      run: () =>
        saveCsv(
          [["a", "a_name", "b", "b_name", "events", "goldstein_mean", "first", "last"], ...(pairs.data?.items ?? []).map((one) => [one.a.id, one.a.name, one.b.id, one.b.name, one.events, one.goldstein_mean, one.first, one.last])],
          "dragoman-active-pairs.csv",
        ),
    },
    { label: "Histogram (CSV)", run: () => saveCsv(histogramRows(shown.data?.bars ?? []), "dragoman-histogram.csv") },
    {
      label: "Histogram (SVG)",
      run: () => {
        if (!svg.current) throw new Error("there is nothing drawn");
        saveSvg(svg.current, "dragoman-histogram.svg");
      },
    },
  ];
  const total = shown.data && `${plural(count(shown.data), "event")}${hasWindow ? " in the period" : ""}`;
  const stale = arrivals > counted && !empty;
  return (
    <Page
      title="Overview"
      note={empty ? undefined : total}
      actions={
        <>
          {stale && (
            <button type="button" onClick={() => setCounted(arrivals)}>
              Count the {num(arrivals - counted)} new
            </button>
          )}
          {!empty && <Downloads items={items} />}
        </>
      }
    >
      {empty ? (
        <FirstSteps />
      ) : (
        <>
          <FilterBar filters={filters} />
          <Await of={whole} what="Counting">
            {(drawn) =>
              drawn.bars.length === 0 ? (
                <Empty title="No event has a date and fits.">Clear the filters, or choose others.</Empty>
              ) : (
                <>
                  <TypeLegend counts={countsOf((hasWindow ? part.data : undefined)?.bars ?? drawn.bars)} chosen={filters.type} />
                  <Histogram
                    bars={drawn.bars}
                    unit={drawn.unit}
                    from={filters.from}
                    to={filters.to}
                    height={hasWindow ? 90 : 190}
                    svg={hasWindow ? undefined : svg}
                    onWindow={(from, to, first) => setFilters({ from, to }, !first)}
                  />
                  <TimelineNote of={drawn} whole={all}>
                    Drag over the picture to choose a period.
                  </TimelineNote>
                  {!hasWindow && <HistogramTable bars={drawn.bars} unit={drawn.unit} />}
                </>
              )
            }
          </Await>
          {hasWindow && (
            <Await of={part} what="Counting">
              {(found) =>
                found &&
                (found.bars.length === 0 ? (
                  <Empty title="Nothing in this period.">Drag elsewhere over the picture, or clear the dates.</Empty>
                ) : (
                  <>
                    <Histogram bars={found.bars} unit={found.unit} svg={svg} />
                    <HistogramTable bars={found.bars} unit={found.unit} />
                  </>
                ))
              }
            </Await>
          )}
          <div class="columns halves">
            <Section title="Most active" note="in the period">
              <Await of={actors} what="Ranking">
                {(found) => (found.items.length === 0 ? <Empty title="Nobody." /> : <Actors items={found.items} filters={settled} />)}
              </Await>
            </Section>
            <Section title="Most active pairs">
              <Await of={pairs} what="Ranking">
                {(found) => (found.items.length === 0 ? <Empty title="No pairs." /> : <Pairs items={found.items} />)}
              </Await>
            </Section>
          </div>
        </>
      )}
      {whole.data && !empty && <Newest filters={settled} onArrival={setArrivals} />}
      {empty && <Watch onArrival={setArrivals} />}
    </Page>
  );
}

// While there is nothing yet, the first arrival brings the rest.
function Watch({ onArrival }: { onArrival: (count: number) => void }) {
  const { count } = useChanges({}, false);
  useEffect(() => onArrival(count), [count]);
  return null;
}
