import type { ViewProps } from "../app";
import { Page } from "../ui/states";

export function PairView(_: ViewProps) {
  return <Page title="Pair" />;
}
