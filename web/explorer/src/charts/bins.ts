// Histograms of the API, made ready for drawing: how finely to ask, bars without gaps in time, sums.
import type { EventType, Histogram } from "../api/client";
import { day, dayOf, period, toDay } from "../format";

export type Unit = "day" | "week" | "month" | "year";

export interface Bar {
  from: string; // the first day
  to: string; // and the last
  events: number;
  types: ReadonlyMap<EventType, number>;
}

const dayLength = 86_400_000;

// So that there are a few hundred bars at most. The API has no weeks: barsOf sums up days.
export function unitFor(first: string | null, last: string | null): Unit {
  if (!first || !last) return "month";
  const days = (dayOf(last).getTime() - dayOf(first).getTime()) / dayLength;
  if (days <= 150) return "day";
  if (days <= 3 * 366) return "week";
  return days <= 40 * 366 ? "month" : "year";
}

export function nextStart(from: Date, unit: Unit): Date {
  const year = from.getUTCFullYear();
  if (unit === "year") return new Date(Date.UTC(year + 1, 0, 1));
  if (unit === "month") return new Date(Date.UTC(year, from.getUTCMonth() + 1, 1));
  return new Date(from.getTime() + (unit === "week" ? 7 : 1) * dayLength);
}

function startOf(text: string, unit: Unit): Date {
  const date = dayOf(`${text}-01-01`.slice(0, 10));
  if (unit !== "week") return date;
  return new Date(date.getTime() - ((date.getUTCDay() + 6) % 7) * dayLength); // weeks begin on Mondays
}

// Only bars with events; the scale leaves the gaps.
export function barsOf(histogram: Histogram, unit: Unit): Bar[] {
  const bars = new Map<string, { from: string; to: string; events: number; types: Map<EventType, number> }>();
  for (const { period: text, events, by_type } of histogram.items) {
    const start = startOf(text, unit);
    const from = toDay(start);
    let bar = bars.get(from);
    if (!bar) {
      bar = { from, to: toDay(new Date(nextStart(start, unit).getTime() - dayLength)), events: 0, types: new Map() };
      bars.set(from, bar);
    }
    bar.events += events;
    for (const [type, count] of Object.entries(by_type) as [EventType, number][]) {
      bar.types.set(type, (bar.types.get(type) ?? 0) + count);
    }
  }
  return [...bars.values()];
}

export function countsOf(bars: readonly Bar[]): Partial<Record<EventType, number>> {
  const counts: Partial<Record<EventType, number>> = {};
  for (const bar of bars) for (const [type, count] of bar.types) counts[type] = (counts[type] ?? 0) + count;
  return counts;
}

export function barName(bar: Bar, unit: Unit): string {
  if (unit === "day") return day(bar.from);
  if (unit === "week") return `week of ${day(bar.from)}`;
  return period(bar.from.slice(0, unit === "month" ? 7 : 4));
}

// How many events begin in the window; an open end is "". Exact when the window ends where bars do.
export function countBetween(bars: readonly Bar[], from: string, to: string): { events: number; exact: boolean } {
  const inside = bars.filter((bar) => bar.to >= from && (to === "" || bar.from <= to));
  const cut = inside.some((bar) => bar.from < from || (to !== "" && bar.to > to));
  return { events: inside.reduce((sum, bar) => sum + bar.events, 0), exact: !cut };
}
