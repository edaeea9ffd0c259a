import type { ViewProps } from "../app";
import { Page } from "../ui/states";

export function SearchView(_: ViewProps) {
  return <Page title="Search" />;
}
