import { get } from "../api/client";
import { useLoad } from "../api/load";
import type { ViewProps } from "../app";
import { asked, filtersOf } from "../filters";
import { actorHref, go, networkHref, pairHref, setQuery } from "../router";
import { ActorBox } from "../ui/actor_box";
import { FilterBar } from "../ui/filter_bar";
import { Empty, Page } from "../ui/states";
import { NetworkPanel } from "./network_panel";

const sizes = [25, 50, 100, 150, 200];

function Shown({ actor, query }: { actor: string; query: URLSearchParams }) {
  const filters = filtersOf(query);
  const who = useLoad((signal) => get("/v1/actors/{id}", {}, signal, { id: actor }), [actor]);
  const limit = sizes.find((size) => String(size) === query.get("limit")) ?? 50;
  const expanded = (query.get("expand") ?? "").split(",").filter(Boolean).slice(0, 30); // each is a question
  return (
    <Page
      title={who.data ? `Network of ${who.data.name}` : "Network"}
      note="Who met whom, around one actor. Meetings that happened, unless you choose otherwise."
      actions={
        who.data && (
          <>
            <a href={actorHref(who.data.id, { ...asked(filters) })}>Page of {who.data.name}</a>
            <a href={pairHref(who.data.id)}>Compare with …</a>
          </>
        )
      }
    >
      <div class="network-bar">
        <FilterBar filters={filters} anyType="Meetings" anyStatus="Happened" />
        <label>
          <span class="note">Neighbours </span>
          <select value={String(limit)} onChange={(event) => setQuery({ limit: event.currentTarget.value })}>
            {sizes.map((size) => (
              <option key={size} value={String(size)}>
                {size}
              </option>
            ))}
          </select>
        </label>
        {expanded.length > 0 && (
          <button type="button" class="quiet" onClick={() => setQuery({ expand: null })}>
            Fold what was expanded
          </button>
        )}
      </div>
      <NetworkPanel
        actor={actor}
        filters={filters}
        limit={limit}
        expanded={expanded}
        onExpand={(expand) => setQuery({ expand })}
        choose={(id) => networkHref(id, { ...asked(filters) })}
      />
    </Page>
  );
}

export function NetworkView({ query }: ViewProps) {
  const actor = query.get("actor") ?? "";
  if (actor !== "") return <Shown key={actor} actor={actor} query={query} />;
  return (
    <Page title="Network" note="Who met whom, around one actor.">
      <div class="narrow">
        <ActorBox
          label="Actor in the middle"
          placeholder="Such as North Korea"
          onPick={({ id }) => go(networkHref(id))}
          onText={(text) => go(networkHref(text))}
        />
      </div>
      <Empty title="No actor is chosen.">Choose one above to see whom they met, and who of those met each other.</Empty>
    </Page>
  );
}
