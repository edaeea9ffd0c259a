// Asks for a histogram as finely as its stretch of time bears.
import { get, type QueryOf } from "../api/client";
import { dayOf } from "../format";
import { type Bar, barsOf, type Unit, unitFor } from "./bins";

export interface Timeline {
  bars: Bar[];
  unit: Unit;
  outside: number; // events before or after the bars: a few that are far from all others
  undated: number;
}

// The stretch that holds all but a few of the events, when it is much shorter than that of all; else all.
function core(bars: readonly Bar[]): [string, string] | undefined {
  const [first, last] = [bars[0], bars[bars.length - 1]];
  if (!first || !last) return undefined;
  const total = bars.reduce((sum, bar) => sum + bar.events, 0);
  const few = total * 0.005;
  let [low, high] = [0, bars.length - 1];
  for (let sum = bars[low]?.events ?? 0; sum <= few && low < high; sum += bars[low]?.events ?? 0) low++;
  for (let sum = bars[high]?.events ?? 0; sum <= few && low < high; sum += bars[high]?.events ?? 0) high--;
  const length = (from: Bar, to: Bar) => dayOf(to.to).getTime() - dayOf(from.from).getTime();
  const [from = first, to = last] = [bars[low], bars[high]];
  return length(from, to) * 2 < length(first, last) ? [from.from, to.to] : [first.from, last.to];
}

// whole: with those far away too.
export async function loadTimeline(
  query: Omit<QueryOf<"/v1/stats/timeline">, "by" | "from" | "to">,
  whole: boolean,
  signal: AbortSignal,
): Promise<Timeline> {
  const coarse = await get("/v1/stats/timeline", { ...query, by: "month" }, signal);
  const months = barsOf(coarse, "month");
  const [first, last] = [months[0], months[months.length - 1]];
  const stretch = whole && first && last ? ([first.from, last.to] as const) : core(months);
  if (!stretch) return { bars: [], unit: "month", outside: 0, undated: coarse.undated };
  const [from, to] = stretch;
  const unit = unitFor(from, to);
  const inside = (bar: Bar) => bar.from <= to && bar.to >= from;
  let bars = months.filter(inside);
  if (unit === "year") {
    bars = barsOf({ ...coarse, items: coarse.items.map((item) => ({ ...item, period: item.period.slice(0, 4) })) }, unit).filter(
      inside,
    );
  } else if (unit !== "month") {
    // The window also finds what only reaches into it; such an event counts where it begins.
    const fine = await get("/v1/stats/timeline", { ...query, by: "day", from, to }, signal);
    bars = barsOf({ ...fine, items: fine.items.filter((item) => item.period >= from && item.period <= to) }, unit);
  }
  const sum = (all: readonly Bar[]) => all.reduce((total, bar) => total + bar.events, 0);
  return { bars, unit, outside: sum(months) - sum(bars), undated: coarse.undated };
}
