// One event in a list: what, when, who, and the sentence that says so.
import { Fragment } from "preact";
import type { Event, EventStatus, EventType, Participant } from "../api/client";
import { day, eventDate, plural } from "../format";
import { actorHref, eventHref } from "../router";
import { isMutual, statusLabel, typeColour, typeLabel } from "../types";

export function Swatch({ type }: { type: EventType }) {
  return <span class="swatch" style={{ background: typeColour(type) }} aria-hidden="true" />;
}

export function TypeBadge({ type }: { type: EventType }) {
  return (
    <span class="badge">
      <Swatch type={type} />
      {typeLabel(type)}
    </span>
  );
}

export function StatusTag({ status }: { status: EventStatus }) {
  return <span class={`status ${status}`}>{statusLabel(status)}</span>;
}

function Names({ of }: { of: readonly Participant[] }) {
  return (
    <>
      {of.map((one, index) => (
        <Fragment key={`${one.actor} ${one.role}`}>
          {index > 0 && ", "}
          <a href={actorHref(one.actor)}>{one.name}</a>
        </Fragment>
      ))}
    </>
  );
}

// Sources, then targets; without direction where it has no meaning.
export function Participants({ event }: { event: Pick<Event, "type" | "participants"> }) {
  const sources = event.participants.filter((one) => one.role === "source");
  const targets = event.participants.filter((one) => one.role === "target");
  const both = sources.length > 0 && targets.length > 0;
  return (
    <span class="participants">
      <Names of={sources} />
      {both && (
        <>
          <span class="arrow" aria-hidden="true">
            {isMutual(event.type) ? " · " : " → "}
          </span>
          <span class="hidden">{isMutual(event.type) ? " and " : " to "}</span>
        </>
      )}
      <Names of={targets} />
    </span>
  );
}

export function EventCard({ event }: { event: Event }) {
  const [first] = event.evidence;
  const said = first !== undefined && first.sentence !== ""; // tables of other coders have no sentences
  return (
    <article class="event" aria-label={`${typeLabel(event.type)}, ${eventDate(event)}`}>
      <p class="line">
        <TypeBadge type={event.type} />
        <StatusTag status={event.status} />
        <span class="date">{eventDate(event)}</span>
        {!said && <span class="note">CAMEO {event.cameo}, no sentence</span>}
        <a class="open" href={eventHref(event.id)}>
          {event.evidence.length > 1 ? plural(event.evidence.length, "report") : "Details"}
        </a>
      </p>
      <p>
        <Participants event={event} />
      </p>
      {said && (
        <blockquote>
          {first.sentence}
          {(first.publisher !== "" || first.published) && (
            <footer>{[first.publisher, day(first.published)].filter(Boolean).join(", ")}</footer>
          )}
        </blockquote>
      )}
    </article>
  );
}

export function EventList({ events }: { events: readonly Event[] }) {
  return (
    <ul class="events">
      {events.map((event) => (
        <li key={event.id}>
          <EventCard event={event} />
        </li>
      ))}
    </ul>
  );
}
