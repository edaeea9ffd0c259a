// What arrives at the server while the page is open, a bounded number of the newest.
import { useEffect, useRef, useState } from "preact/hooks";
import { type Event, type QueryOf, url } from "./client";
import { listen, type Message } from "./server_events";

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

export function useChanges(query: QueryOf<"/v1/changes">, paused: boolean): Changes {
  const [shown, setShown] = useState<Changes>({ arrivals: [], count: 0, waiting: 0, gone: new Set(), state: "connecting", resets: 0 });
  const isPaused = useRef(paused);
  isPaused.current = paused;
  const showNow = useRef<() => void>();
  const address = url("/v1/changes", query);

  useEffect(() => {
    const abort = new AbortController();
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
    const tell = ({ event: kind, data }: Message) => {
      if (kind === "event") {
        const event = JSON.parse(data) as Event;
        const others = now.arrivals.filter((one) => one.event.id !== event.id);
        change({ arrivals: [{ event, at: new Date() }, ...others].slice(0, kept), count: now.count + 1 });
      } else if (kind === "gone") {
        const { id } = JSON.parse(data) as { id: string };
        change({ arrivals: now.arrivals.filter((one) => one.event.id !== id), gone: new Set([...now.gone, id].slice(-keptGone)) });
      } else if (kind === "reset") {
        change({ resets: now.resets + 1 });
      }
    };
    void listen(address, abort.signal, tell, (live) => change({ state: live ? "live" : "waiting" }));
    show();
    return () => {
      abort.abort();
      window.clearTimeout(flush);
    };
  }, [address]);
  useEffect(() => {
    if (!paused) showNow.current?.();
  }, [paused]);
  return shown;
}
