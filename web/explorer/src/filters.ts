// The filters that views share, as they stand in the address: type=meeting,visit&status=happened&from=…&to=…
import type { EventStatus, EventType } from "./api/client";
import { setQuery } from "./router";
import { eventTypes, statuses } from "./types";

export interface Filters {
  type: EventType[];
  status: EventStatus[];
  from: string;
  to: string;
}

function known<T extends string>(text: string | null, all: readonly T[]): T[] {
  const asked = (text ?? "").split(",");
  return all.filter((one) => asked.includes(one));
}

const isDay = (text: string | null) => (text !== null && /^\d{4}-\d\d-\d\d$/.test(text) ? text : "");

// What is not known there is left out rather than asked: addresses are typed and cut off by people.
export function filtersOf(query: URLSearchParams): Filters {
  return {
    type: known(query.get("type"), eventTypes),
    status: known(query.get("status"), statuses),
    from: isDay(query.get("from")),
    to: isDay(query.get("to")),
  };
}

// For the API: what is not set is left out.
export function asked(filters: Filters): { type?: EventType[]; status?: EventStatus[]; from?: string; to?: string } {
  return {
    ...(filters.type.length > 0 && { type: filters.type }),
    ...(filters.status.length > 0 && { status: filters.status }),
    ...(filters.from !== "" && { from: filters.from }),
    ...(filters.to !== "" && { to: filters.to }),
  };
}

export const isFiltered = (filters: Filters) => Object.keys(asked(filters)).length > 0;
export const setFilters = (changes: Partial<Filters>, replace = false) => setQuery({ ...changes }, replace);
export const clearFilters = () => setFilters({ type: [], status: [], from: "", to: "" });
