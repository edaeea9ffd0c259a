// What every view has: a heading, and what to show while, when nothing, and when it went wrong.
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { ApiError, ManyActors } from "../api/client";
import type { Loaded } from "../api/load";
import { plural } from "../format";
import { actorHref } from "../router";
import { kindLabel } from "../types";
import { headingChanged } from "./heading_focus";
import { KeyForm } from "./key_form";

// A view: title is the heading and the window's title; actions stand beside it.
export function Page({
  title,
  note,
  actions,
  children,
}: {
  title: string;
  note?: ComponentChildren;
  actions?: ComponentChildren;
  children?: ComponentChildren;
}) {
  useEffect(() => {
    document.title = title === "Dragoman" ? title : `${title} · Dragoman`;
  }, [title]);
  useEffect(headingChanged, []);
  return (
    <>
      <div class="heading">
        <div>
          <h1 tabIndex={-1}>{title}</h1>
          {note && <p class="note">{note}</p>}
        </div>
        {actions && <div class="actions">{actions}</div>}
      </div>
      {children}
    </>
  );
}

export function Section({
  title,
  note,
  actions,
  children,
}: {
  title: string;
  note?: ComponentChildren;
  actions?: ComponentChildren;
  children: ComponentChildren;
}) {
  const id = `section-${title.toLowerCase().replace(/[^a-z]+/g, "-")}`;
  return (
    <section aria-labelledby={id}>
      <div class="heading">
        <h2 id={id}>
          {title}
          {note && <span class="note"> {note}</span>}
        </h2>
        {actions && <div class="actions">{actions}</div>}
      </div>
      {children}
    </section>
  );
}

export function Loading({ what = "Loading" }: { what?: string }) {
  return (
    <p class="state loading" role="status">
      {what} …
    </p>
  );
}

// title says what there is not, children what to do next.
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="state empty">
      <p>
        <strong>{title}</strong>
      </p>
      {children && <p>{children}</p>}
    </div>
  );
}

// choose: where a candidate leads, of several actors of one name.
export function Failed({
  error,
  again,
  choose = (id) => actorHref(id),
}: {
  error: Error;
  again?: () => void;
  choose?: (id: string) => string;
}) {
  if (error instanceof ManyActors) {
    return (
      <div class="state" role="alert">
        <p>
          <strong>{error.title}.</strong> Which one?
        </p>
        <ul class="plain">
          {error.candidates.map((one) => (
            <li key={one.id}>
              <a href={choose(one.id)}>{one.name}</a>{" "}
              <span class="note">
                {kindLabel(one.kind)} · {plural(one.events, "event")}
              </span>
            </li>
          ))}
        </ul>
      </div>
    );
  }
  const problem = error instanceof ApiError ? error : undefined;
  return (
    <div class="state error" role="alert">
      {problem?.status === 401 ? (
        <p>
          <strong>A key is needed.</strong> This server answers only those who have one.
        </p>
      ) : (
        <p>
          <strong>{problem ? problem.title : "This view broke"}.</strong> {problem ? problem.detail : error.message}
        </p>
      )}
      {problem?.status === 400 && problem.parameter && <p class="note">At fault: {problem.parameter}</p>}
      {problem?.requestId && <p class="note">Request {problem.requestId}</p>}
      {problem?.status === 401 && <KeyForm onKey={() => window.location.reload()} />}
      {again && problem?.status !== 401 && (
        <p>
          <button type="button" onClick={again}>
            Try again
          </button>
        </p>
      )}
    </div>
  );
}

// Shows what was loaded; earlier data stays, dimmed, while the next answer is awaited.
export function Await<T>({
  of,
  what,
  choose,
  children,
}: {
  of: Loaded<T>;
  what?: string;
  choose?: (id: string) => string;
  children: (data: T) => ComponentChildren;
}) {
  if (of.error) return <Failed error={of.error} again={of.again} choose={choose} />;
  if (of.data === undefined) return <Loading what={what} />;
  return (
    <div class={of.loading ? "stale" : ""} aria-busy={of.loading}>
      {children(of.data)}
    </div>
  );
}
