// What a picture of events over time leaves out, and how to see it.
import type { ComponentChildren } from "preact";
import { plural } from "../format";
import { setQuery } from "../router";
import type { Timeline } from "./timeline";

// whole: the address asks for all of time. children: what else there is to say of the picture.
export function TimelineNote({ of: { outside, undated }, whole, children }: { of: Timeline; whole: boolean; children?: ComponentChildren }) {
  const link = (label: string, span: "all" | null) => (
    <button type="button" class="link" onClick={() => setQuery({ span })}>
      {label}
    </button>
  );
  if (outside === 0 && undated === 0 && !whole && !children) return null;
  return (
    <p class="note">
      {children}
      {outside > 0 && (
        <>
          {` ${plural(outside, "event")} far before or after ${outside === 1 ? "is" : "are"} not shown: `}
          {link("show all of time", "all")}.
        </>
      )}
      {whole && <> {link("Show the busy years only", null)}.</>}
      {undated > 0 && ` ${plural(undated, "event")} without a date ${undated === 1 ? "is" : "are"} not shown.`}
    </p>
  );
}
