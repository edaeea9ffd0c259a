import type { ViewProps } from "../app";
import { Page } from "../ui/states";

export function NetworkView(_: ViewProps) {
  return <Page title="Network" />;
}
