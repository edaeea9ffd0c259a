// Who an actor is: other names, offices, records that are the same.
import { useState } from "preact/hooks";
import type { Actor } from "../api/client";
import { day } from "../format";
import { actorHref } from "../router";
import { countryLabel } from "../types";

const shown = 12;

function Names({ names }: { names: readonly string[] }) {
  const [all, setAll] = useState(false);
  const some = all ? names : names.slice(0, shown);
  return (
    <>
      {some.join(" · ")}{" "}
      {names.length > some.length && (
        <button type="button" class="link" onClick={() => setAll(true)}>
          and {names.length - some.length} more
        </button>
      )}
    </>
  );
}

function Offices({ offices }: { offices: Actor["offices"] }) {
  const title = (text: string) => (text.charAt(0).toUpperCase() + text.slice(1)).replace(/\bun\b/i, "UN");
  const when = (from: string | null, to: string | null) =>
    from || to ? `${from ? day(from) : "…"} – ${to ? day(to) : "today"}` : "dates not known";
  return (
    <ul class="plain">
      {offices.map((office, index) => (
        <li key={index}>
          {title(office.title)}
          {office.of && (
            <>
              , <a href={actorHref(office.of)}>{countryLabel(office.of)}</a>
            </>
          )}{" "}
          <span class="note">{when(office.from, office.to)}</span>
        </li>
      ))}
    </ul>
  );
}

export function ActorFacts({ actor }: { actor: Actor }) {
  const names = [...new Set(actor.aliases)].filter((name) => name !== actor.name);
  const merged = actor.merged ?? [];
  if (names.length === 0 && actor.offices.length === 0 && merged.length === 0) return null;
  return (
    <dl class="facts">
      {names.length > 0 && (
        <>
          <dt>Also known as</dt>
          <dd>
            <Names names={names} />
          </dd>
        </>
      )}
      {actor.offices.length > 0 && (
        <>
          <dt>Offices</dt>
          <dd>
            <Offices offices={actor.offices} />
          </dd>
        </>
      )}
      {merged.length > 0 && (
        <>
          <dt>Records merged into this one</dt>
          <dd>{merged.map((one) => one.name).join(" · ")}</dd>
        </>
      )}
    </dl>
  );
}
