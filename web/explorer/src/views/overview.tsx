import type { ViewProps } from "../app";
import { Page } from "../ui/states";

export function OverviewView(_: ViewProps) {
  return <Page title="Overview" />;
}
