// Asks the server that sent the page, with the types of its OpenAPI document.
import { type Params, toQuery } from "../router";
import { keyHeaders } from "./key";
import type { components, paths } from "./schema";

type Schemas = components["schemas"];
export type Actor = Schemas["Actor"];
export type ActorBrief = Schemas["ActorBrief"];
export type ActorMatch = Schemas["ActorMatch"];
export type ActorKind = Schemas["ActorKind"];
export type Article = Schemas["Article"];
export type Candidate = Schemas["Candidate"];
export type Event = Schemas["Event"];
export type EventStatus = Schemas["EventStatus"];
export type EventType = Schemas["EventType"];
export type Evidence = Schemas["Evidence"];
export type Histogram = Schemas["Histogram"];
export type Met = Schemas["Met"];
export type Network = Schemas["Network"];
export type Participant = Schemas["Participant"];
export type Problem = Schemas["Problem"];

type Gets = { [P in keyof paths]: paths[P] extends { get: object } ? P : never }[keyof paths];
type Get<P extends Gets> = paths[P] extends { get: infer G } ? G : never;
type Json<T> = T extends { responses: { 200: { content: { "application/json": infer J } } } } ? J : never;
type Query<T> = T extends { parameters: { query?: infer Q } }
  ? [NonNullable<Q>] extends [never]
    ? Record<string, never>
    : NonNullable<Q>
  : never;
type Path<T> = T extends { parameters: { path: infer P } } ? P : Record<string, never>;

export type Answer<P extends Gets> = Json<Get<P>>;
export type QueryOf<P extends Gets> = Query<Get<P>>;

// What the server said was wrong, or why it could not be asked (status 0).
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly parameter?: string,
    readonly requestId?: string,
  ) {
    super(detail === "" ? title : detail);
  }
}

export const needsKey = (error: Error | undefined): error is ApiError => error instanceof ApiError && error.status === 401;

// A name that several actors bear.
export class ManyActors extends ApiError {
  constructor(
    detail: string,
    readonly candidates: readonly Candidate[],
  ) {
    super(300, "Several actors bear this name", detail);
  }
}

async function failure(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const problem = (typeof body === "object" && body !== null ? body : {}) as Partial<Problem> & Partial<Schemas["Candidates"]>;
  if (response.status === 300) return new ManyActors(problem.detail ?? "", problem.candidates ?? []);
  return new ApiError(
    response.status,
    problem.title ?? response.statusText,
    problem.detail ?? `The server answered with ${response.status}.`,
    problem.parameter ?? problem.field,
    problem.request_id,
  );
}

// Rejects with ApiError, or with the signal's AbortError when the view was left.
export async function ask(url: string, init: RequestInit & { headers?: Record<string, string> }): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { ...init, headers: { ...init.headers, ...keyHeaders() } });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError(0, "The server cannot be reached", "Is it running? The page asks it again when you press “Try again”.");
  }
  if (!response.ok) throw await failure(response);
  return response;
}

export async function request<T>(url: string, init: RequestInit & { headers?: Record<string, string> }): Promise<T> {
  const response = await ask(url, init);
  try {
    return (await response.json()) as T;
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError(0, "The answer broke off", "The connection ended before the answer did.");
  }
}

export function url<P extends Gets>(path: P, query: QueryOf<P>, inPath: Path<Get<P>> = {} as Path<Get<P>>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String((inPath as Record<string, unknown>)[name])),
  );
  const text = toQuery(query as Params).toString();
  return text === "" ? filled : `${filled}?${text}`;
}

export function get<P extends Gets>(path: P, query: QueryOf<P>, signal: AbortSignal, inPath?: Path<Get<P>>): Promise<Answer<P>> {
  return request<Answer<P>>(url(path, query, inPath), { signal, headers: { Accept: "application/json" } });
}

export function post<T>(path: string, body: unknown, signal: AbortSignal): Promise<T> {
  const headers = { Accept: "application/json", "Content-Type": "application/json" };
  return request<T>(path, { method: "POST", signal, headers, body: JSON.stringify(body) });
}
