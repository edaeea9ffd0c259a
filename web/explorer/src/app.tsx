import type { ComponentType } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type Route, useRoute } from "./router";
import { placeChanged } from "./ui/heading_focus";
import { Layout } from "./ui/layout";
import { Empty, Page } from "./ui/states";
import { ActorView } from "./views/actor";
import { CoderView } from "./views/coder";
import { EventView } from "./views/event";
import { NetworkView } from "./views/network";
import { OverviewView } from "./views/overview";
import { PairView } from "./views/pair";
import { SearchView } from "./views/search";

export interface ViewProps {
  id: string; // what follows the view's name in the path, "" when nothing does
  query: URLSearchParams;
}

const views: Record<string, ComponentType<ViewProps>> = {
  "": OverviewView,
  search: SearchView,
  actors: ActorView,
  events: EventView,
  pair: PairView,
  network: NetworkView,
  coder: CoderView,
};

function Missing() {
  return (
    <Page title="No such page">
      <Empty title="There is nothing at this address.">
        <a href="#/">Go to the overview</a>, or search for an actor above.
      </Empty>
    </Page>
  );
}

function Shown({ route }: { route: Route }) {
  const [name = "", id = ""] = route.path;
  const View = views[name];
  if (!View || route.path.length > 2) return <Missing />;
  return <View key={`${name}/${id}`} id={id} query={route.query} />;
}

export function App() {
  const route = useRoute();
  const place = route.path.join("/");
  const before = useRef(place);
  // A new page begins at its top, and readers of screens at its heading.
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    window.scrollTo(0, 0);
    placeChanged();
  }, [place]);
  return (
    <Layout route={route}>
      <Shown route={route} />
    </Layout>
  );
}
