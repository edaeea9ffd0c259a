// Asking for as long as a view is shown: what is no longer wanted is aborted.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";

export interface Loaded<T> {
  data: T | undefined; // stays while the next answer is awaited, so that nothing jumps
  error: Error | undefined;
  loading: boolean;
  again: () => void;
}

// Asks anew when a key changes. Keys are compared by their text.
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>, keys: readonly unknown[]): Loaded<T> {
  const [state, setState] = useState<{ data?: T; error?: Error; loading: boolean }>({ loading: true });
  const [round, setRound] = useState(0);
  const key = JSON.stringify(keys);
  useEffect(() => {
    const abort = new AbortController();
    setState(({ data }) => ({ data, loading: true }));
    load(abort.signal).then(
      (data) => !abort.signal.aborted && setState({ data, loading: false }),
      (error: Error) => !abort.signal.aborted && setState({ error, loading: false }),
    );
    return () => abort.abort();
  }, [key, round]);
  return { data: state.data, error: state.error, loading: state.loading, again: () => setRound((n) => n + 1) };
}

export interface Pages<T> {
  items: readonly T[];
  total: number | undefined; // where the list tells
  first: Loaded<unknown>;
  more: (() => void) | undefined; // undefined on the last page
  loadingMore: boolean;
  moreError: Error | undefined;
}

interface Page<T> {
  items: T[];
  next?: string;
  total?: number;
}

// A list that goes on: more() adds the next page.
export function usePages<T>(
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>,
  keys: readonly unknown[],
): Pages<T> {
  const first = useLoad((signal) => load(undefined, signal), keys);
  const [rest, setRest] = useState<{ of?: Page<T>; pages: Page<T>[]; loading: boolean; error?: Error }>({
    pages: [],
    loading: false,
  });
  const abort = useRef<AbortController>();
  const pages = rest.of === first.data ? rest.pages : [];
  useEffect(() => () => abort.current?.abort(), [first.data]);
  const of = first.data;
  const next = (pages[pages.length - 1] ?? of)?.next;
  const more = useCallback(() => {
    if (next === undefined) return;
    abort.current?.abort();
    const mine = (abort.current = new AbortController());
    setRest({ of, pages, loading: true });
    load(next, mine.signal).then(
      (page) => !mine.signal.aborted && setRest({ of, pages: [...pages, page], loading: false }),
      (error: Error) => !mine.signal.aborted && setRest({ of, pages, loading: false, error }),
    );
  }, [of, next, pages.length]);
  return {
    items: of ? [of, ...pages].flatMap((page) => page.items) : [],
    total: of?.total,
    first,
    more: next === undefined ? undefined : more,
    loadingMore: rest.of === of && rest.loading,
    moreError: rest.of === of ? rest.error : undefined,
  };
}
