import type { ViewProps } from "../app";
import { Page } from "../ui/states";

export function EventView(_: ViewProps) {
  return <Page title="Event" />;
}
