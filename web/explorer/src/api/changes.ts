// What arrives at the server while the page is open, a bounded number of the newest.
import { useEffect, useRef, useState } from "preact/hooks";
import { type Event, type QueryOf, url } from "./client";

export interface Arrival {
  event: Event;
  at: Date; // when it came here
}

export interface Changes {
  arrivals: readonly Arrival[]; // the latest first
  count: number; // all that came, also those that are not kept
  waiting: number; // came while paused
  gone: ReadonlySet<string>;
  state: "connecting" | "live" | "waiting";
  resets: number; // how often the server said that there was more than it could tell
}

const kept = 30;
const keptGone = 1000;
const everyMilliseconds = 250; // a bulk load tells of thousands a second
const retryMilliseconds = 5000;

export function useChanges(query: QueryOf<"/v1/changes">, paused: boolean): Changes {
  const [shown, setShown] = useState<Changes>({ arrivals: [], count: 0, waiting: 0, gone: new Set(), state: "connecting", resets: 0 });
  const isPaused = useRef(paused);
  isPaused.current = paused;
  const showNow = useRef<() => void>();
  const address = url("/v1/changes", query);

  useEffect(() => {
    let source: EventSource | undefined;
    let retry: number | undefined;
    let flush: number | undefined;
    let now: Changes = { arrivals: [], count: 0, waiting: 0, gone: new Set(), state: "connecting", resets: 0 };
    const show = () => {
      flush = undefined;
      if (isPaused.current) setShown((before) => ({ ...before, state: now.state, waiting: now.count - before.count }));
      else setShown({ ...now, waiting: 0 });
    };
    const soon = () => {
      flush ??= window.setTimeout(show, everyMilliseconds);
    };
    const change = (changes: Partial<Changes>) => {
      now = { ...now, ...changes };
      soon();
    };
    showNow.current = show;
    const open = () => {
      source = new EventSource(address);
      source.addEventListener("open", () => change({ state: "live" }));
      source.addEventListener("error", () => {
        change({ state: "waiting" });
        // After a broken connection it tries again by itself; after a refusal it does not.
        if (source?.readyState !== EventSource.CLOSED) return;
        retry = window.setTimeout(open, retryMilliseconds);
      });
      source.addEventListener("event", (message: MessageEvent<string>) => {
        const event = JSON.parse(message.data) as Event;
        const others = now.arrivals.filter((one) => one.event.id !== event.id);
        change({ arrivals: [{ event, at: new Date() }, ...others].slice(0, kept), count: now.count + 1 });
      });
      source.addEventListener("gone", (message: MessageEvent<string>) => {
        const { id } = JSON.parse(message.data) as { id: string };
        change({ arrivals: now.arrivals.filter((one) => one.event.id !== id), gone: new Set([...now.gone, id].slice(-keptGone)) });
      });
      source.addEventListener("reset", () => change({ resets: now.resets + 1 }));
    };
    open();
    show();
    return () => {
      source?.close();
      window.clearTimeout(retry);
      window.clearTimeout(flush);
    };
  }, [address]);
  useEffect(() => {
    if (!paused) showNow.current?.();
  }, [paused]);
  return shown;
}
