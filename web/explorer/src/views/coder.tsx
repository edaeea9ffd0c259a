import type { ViewProps } from "../app";
import { Page } from "../ui/states";

export function CoderView(_: ViewProps) {
  return <Page title="Coder" />;
}
