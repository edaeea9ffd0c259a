// Where the page is, kept behind the "#" of the address: #/actors/ID?type=meeting
import { useEffect, useState } from "preact/hooks";

export interface Route {
  path: string[]; // the parts between slashes, decoded
  query: URLSearchParams;
}

export type Params = Record<string, string | number | readonly string[] | null | undefined>;

// Lists are joined by commas; what is empty is left out.
export function toQuery(params: Params): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    const text = Array.isArray(value) ? value.join(",") : value === null || value === undefined ? "" : String(value);
    if (text !== "") query.set(name, text);
  }
  return query;
}

export function href(path: readonly string[], params: Params = {}): string {
  const query = toQuery(params).toString().replaceAll("%2C", ",");
  return `#/${path.map(encodeURIComponent).join("/")}${query === "" ? "" : `?${query}`}`;
}

export const actorHref = (id: string, params: Params = {}) => href(["actors", id], params);
export const eventHref = (id: string) => href(["events", id]);
export const searchHref = (q: string) => href(["search"], { q });
export const pairHref = (a: string, b?: string) => href(["pair"], { a, b });
export const networkHref = (actor: string, params: Params = {}) => href(["network"], { actor, ...params });

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // somebody typed a lone "%"
  }
}

export function parse(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#?\/?/, "").split(/\?(.*)/s);
  return { path: path.split("/").filter(Boolean).map(decode), query: new URLSearchParams(query) };
}

export function go(to: string): void {
  window.location.hash = to;
}

// Changes the query of the page that is shown. With replace the back button skips the step: for what moves in small steps.
export function setQuery(changes: Params, replace = false): void {
  const { path, query } = parse(window.location.hash);
  const to = href(path, { ...Object.fromEntries(query), ...changes });
  if (to === window.location.hash) return;
  if (!replace) return go(to);
  window.history.replaceState(null, "", to);
  window.dispatchEvent(new HashChangeEvent("hashchange"));
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => parse(window.location.hash));
  useEffect(() => {
    const follow = () => setRoute(parse(window.location.hash));
    window.addEventListener("hashchange", follow);
    follow();
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  return route;
}
