import { useEffect, useState } from "preact/hooks";
import { type Article, ApiError, type Event, type Evidence, get } from "../api/client";
import { useLoad } from "../api/load";
import type { ViewProps } from "../app";
import { day, num, plural, span } from "../format";
import { passage, webAddress } from "../passages";
import { actorHref, pairHref } from "../router";
import { isMutual, statusLabel, typeLabel } from "../types";
import { Downloads, saveBlob, saveCsv } from "../ui/downloads";
import { StatusTag, TypeBadge } from "../ui/event_card";
import { Await, Empty, Failed, Page, Section } from "../ui/states";

const shownAtFirst = 3; // articles are fetched for so many reports; for the others when asked

const precisions = { day: "to the day", week: "to the week", month: "to the month", year: "to the year", range: "several days" };

function useCameoName(code: string): string {
  const [name, setName] = useState("");
  useEffect(() => {
    let left = false;
    import("../api/cameo").then(
      ({ cameoNames }) => !left && setName(cameoNames[code] ?? ""),
      () => undefined, // the code stands there anyway
    );
    return () => void (left = true);
  }, [code]);
  return name;
}

const join = (names: readonly string[]) => (names.length < 3 ? names.join(" and ") : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`);

export function titleOf(event: Pick<Event, "type" | "participants">): string {
  const named = (role: "source" | "target") => event.participants.filter((one) => one.role === role).map((one) => one.name);
  const [sources, targets] = [named("source"), named("target")];
  const who = isMutual(event.type) || sources.length === 0 || targets.length === 0 ? join([...sources, ...targets]) : `${join(sources)} → ${join(targets)}`;
  return `${typeLabel(event.type)}: ${who}`;
}

function Facts({ event }: { event: Event }) {
  const name = useCameoName(event.cameo);
  const role = (one: Event["participants"][number]) => (isMutual(event.type) ? "took part" : one.role === "source" ? "source: who did it" : "target: to whom");
  const [a, b] = event.participants;
  return (
    <dl class="facts">
      <dt>Who</dt>
      <dd>
        <ul class="plain">
          {event.participants.map((one) => (
            <li key={`${one.actor} ${one.role}`}>
              <a href={actorHref(one.actor)}>{one.name}</a> <span class="note">{role(one)}</span>
            </li>
          ))}
        </ul>
        {a && b && event.participants.length === 2 && a.actor !== b.actor && <a href={pairHref(a.actor, b.actor)}>Everything between them</a>}
      </dd>
      <dt>When</dt>
      <dd>
        {event.date ? (
          <>
            {span(event.date)} <span class="note">{precisions[event.date.precision]}{event.date.text !== "" && `, from the words “${event.date.text}”`}</span>
          </>
        ) : (
          <>
            No date <span class="note">The text does not say when{event.published ? `; first reported ${day(event.published)}` : ""}.</span>
          </>
        )}
      </dd>
      <dt>Status</dt>
      <dd>{statusLabel(event.status)}</dd>
      <dt>CAMEO</dt>
      <dd>
        {event.cameo} {name}
      </dd>
      <dt>PLOVER</dt>
      <dd>{event.plover ?? <span class="note">no category for it</span>}</dd>
      <dt>Goldstein</dt>
      <dd>
        {event.goldstein > 0 ? "+" : event.goldstein < 0 ? "−" : ""}
        {num(Math.abs(event.goldstein))} <span class="note">from −10, conflict, to +10, cooperation</span>
      </dd>
    </dl>
  );
}

// The article's words on it, while they are fetched the sentence alone.
function Quote({ evidence, article }: { evidence: Evidence; article: Article | undefined }) {
  const found = article && passage(article.text, evidence);
  if (!found && evidence.sentence === "") return <p class="note">Imported without a sentence.</p>;
  return (
    <blockquote>
      {found?.before}
      <mark>{found ? found.sentence : evidence.sentence}</mark>
      {found?.after}
    </blockquote>
  );
}

function Report({ evidence, fetchNow }: { evidence: Evidence; fetchNow: boolean }) {
  const [wanted, setWanted] = useState(fetchNow);
  const id = evidence.article;
  const article = useLoad<Article | undefined>(
    (signal) => (wanted && id !== "" ? get("/v1/articles/{id}", {}, signal, { id }) : Promise.resolve(undefined)),
    [id, wanted],
  );
  const notStored = id === "" || (article.error instanceof ApiError && article.error.status === 404);
  const link = webAddress(article.data?.url) ?? webAddress(id);
  const title = article.data?.title;
  return (
    <article class="report" aria-busy={article.loading}>
      <p class="line">
        <strong>{evidence.publisher !== "" ? evidence.publisher : id === "" ? "Imported record" : "No publisher"}</strong>
        {evidence.published && <span>{day(evidence.published)}</span>}
        {link ? (
          <a href={link} rel="noreferrer noopener" target="_blank">
            {title ?? "Read the article"}
          </a>
        ) : (
          title && <span>{title}</span>
        )}
        {!wanted && id !== "" && (
          <button type="button" class="link" onClick={() => setWanted(true)}>
            Show the paragraph
          </button>
        )}
      </p>
      <Quote evidence={evidence} article={article.data} />
      {article.error && !notStored && <Failed error={article.error} again={article.again} />}
      {notStored && (
        <p class="note">
          {id === "" ? "It names no article." : "The article is not stored here."}
          {id !== "" && !link && ` Its id: ${id}`}
        </p>
      )}
    </article>
  );
}

function Shown({ event }: { event: Event }) {
  const [all, setAll] = useState(false);
  const most = 25; // a page of reports; some events have thousands
  const reports = all ? event.evidence : event.evidence.slice(0, most);
  return (
    <>
      <p class="line">
        <TypeBadge type={event.type} />
        <StatusTag status={event.status} />
      </p>
      <Facts event={event} />
      <Section title="Evidence" note={plural(event.evidence.length, "report")}>
        <ul class="events">
          {reports.map((evidence, index) => (
            <li key={`${evidence.article} ${evidence.begin} ${index}`}>
              <Report evidence={evidence} fetchNow={index < shownAtFirst} />
            </li>
          ))}
        </ul>
        {reports.length < event.evidence.length && (
          <p class="more">
            <button type="button" onClick={() => setAll(true)}>
              Show all {num(event.evidence.length)}
            </button>
          </p>
        )}
      </Section>
    </>
  );
}

function saveReports(event: Event): void {
  const rows = event.evidence.map((one) => [event.id, event.type, event.status, event.date?.start, event.date?.end, one.publisher, one.published, one.article, one.sentence]);
  saveCsv([["event_id", "type", "status", "date", "date_end", "publisher", "published", "article", "sentence"], ...rows], `dragoman-event-${event.id}.csv`);
}

export function EventView({ id }: ViewProps) {
  const event = useLoad((signal) => (id === "" ? Promise.resolve(undefined) : get("/v1/events/{id}", {}, signal, { id })), [id]);
  const shown = event.data;
  const downloads = shown && (
    <Downloads
      items={[
        { label: "Evidence (CSV)", run: () => saveReports(shown) },
        { label: "Event (JSON)", run: () => saveBlob(new Blob([JSON.stringify(shown, null, 2)], { type: "application/json" }), `dragoman-event-${shown.id}.json`) },
      ]}
    />
  );
  return (
    <Page title={shown ? titleOf(shown) : "Event"} actions={downloads}>
      {id === "" ? (
        <Empty title="No event is chosen.">
          Find one on the page of an actor, or on <a href="#/">the overview</a>.
        </Empty>
      ) : event.error instanceof ApiError && event.error.status === 404 ? (
        <Empty title="This event is not there.">
          It may have gone with its article, or be one with another event since two actors were merged. <a href="#/">The overview</a> shows the newest.
        </Empty>
      ) : (
        <Await of={event} what="Loading the event">
          {(found) => found && <Shown event={found} />}
        </Await>
      )}
    </Page>
  );
}
