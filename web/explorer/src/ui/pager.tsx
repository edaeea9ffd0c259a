import type { ComponentChildren } from "preact";
import type { Pages } from "../api/load";
import { Failed, Loading } from "./states";

// A list with a button for its next page; empty is shown when there is nothing in it at all.
export function Paged<T>({
  pages,
  empty,
  what,
  children,
}: {
  pages: Pages<T>;
  empty: ComponentChildren;
  what?: string;
  children: (items: readonly T[]) => ComponentChildren;
}) {
  const { first, items } = pages;
  if (first.error) return <Failed error={first.error} again={first.again} />;
  if (first.data === undefined) return <Loading what={what} />;
  if (items.length === 0 && !pages.more) return <>{empty}</>;
  return (
    <div class={first.loading ? "stale" : ""} aria-busy={first.loading}>
      {children(items)}
      {pages.moreError && <Failed error={pages.moreError} />}
      {pages.more && (
        <p class="more">
          <button type="button" onClick={pages.more} disabled={pages.loadingMore}>
            {pages.loadingMore ? "Loading …" : "Show more"}
          </button>
        </p>
      )}
    </div>
  );
}
