// Numbers and dates as people read them. Dates are days without a time zone.
import type { Event } from "./api/client";

const number = new Intl.NumberFormat("en");
const count = new Intl.PluralRules("en");
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export const num = (n: number) => number.format(n);
export const plural = (n: number, one: string, many = `${one}s`) => `${num(n)} ${count.select(n) === "one" ? one : many}`;
export const toDay = (date: Date) => date.toISOString().slice(0, 10);
export const dayOf = (text: string) => new Date(`${text}T00:00:00Z`);

const month = (text: string) => `${months[Number(text.slice(5, 7)) - 1] ?? ""} ${text.slice(0, 4)}`;

export function day(text: string | null | undefined): string {
  if (!text) return "";
  const date = dayOf(text);
  return Number.isNaN(date.getTime()) ? text : `${date.getUTCDate()} ${month(text)}`;
}

// What the two have in common is said once: "27–29 Oct 2025", "30 Oct – 2 Nov 2025".
export function days(first: string, last: string): string {
  if (first === last) return day(first);
  const from = dayOf(first).getUTCDate();
  if (first.slice(0, 7) === last.slice(0, 7)) return `${from}–${day(last)}`;
  if (first.slice(0, 4) === last.slice(0, 4)) return `${from} ${month(first).slice(0, 3)} – ${day(last)}`;
  return `${day(first)} – ${day(last)}`;
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
      return month(date.start);
    case "year":
      return date.start.slice(0, 4);
    case "week":
      return `week of ${day(date.start)}`;
    default:
      return days(date.start, date.end);
  }
}

// "2018", "2018-03" or "2018-03-05", as histograms name their bars.
export function period(text: string): string {
  if (text.length === 4) return text;
  return text.length === 7 ? month(text) : day(text);
}

export const eventDate = (event: Pick<Event, "date" | "published">) =>
  event.date ? span(event.date) : event.published ? `no date; reported ${day(event.published)}` : "no date";
