import type { ViewProps } from "../app";
import { Page } from "../ui/states";

export function ActorView(_: ViewProps) {
  return <Page title="Actor" />;
}
