// Numbers and dates as people read them. Dates are days without a time zone.
import type { Event } from "./api/client";

const number = new Intl.NumberFormat("en");
const count = new Intl.PluralRules("en");
const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
const dayFormat = format({ day: "numeric", month: "short", year: "numeric" });
const monthFormat = format({ month: "short", year: "numeric" });

export const num = (n: number) => number.format(n);
export const plural = (n: number, one: string, many = `${one}s`) => `${num(n)} ${count.select(n) === "one" ? one : many}`;
export const toDay = (date: Date) => date.toISOString().slice(0, 10);
export const dayOf = (text: string) => new Date(`${text}T00:00:00Z`);

export function day(text: string | null | undefined): string {
  if (!text) return "";
  const date = dayOf(text);
  return Number.isNaN(date.getTime()) ? text : dayFormat.format(date);
}

export interface Span {
  start: string;
  end: string;
  precision: "day" | "week" | "month" | "year" | "range";
}

export function span(date: Span | null | undefined): string {
  if (!date) return "no date";
  switch (date.precision) {
    case "month":
      return monthFormat.format(dayOf(date.start));
    case "year":
      return date.start.slice(0, 4);
    case "week":
      return `week of ${day(date.start)}`;
    default:
      return date.start === date.end ? day(date.start) : `${day(date.start)} – ${day(date.end)}`;
  }
}

// "2018", "2018-03" or "2018-03-05", as histograms name their bars.
export function period(text: string): string {
  if (text.length === 4) return text;
  return text.length === 7 ? monthFormat.format(dayOf(`${text}-01`)) : day(text);
}

export const eventDate = (event: Pick<Event, "date" | "published">) =>
  event.date ? span(event.date) : event.published ? `no date; reported ${day(event.published)}` : "no date";
