import type { ComponentChildren } from "preact";
import { hasKey, setKey } from "../api/key";
import { actorHref, go, type Route, searchHref } from "../router";
import { ActorBox } from "./actor_box";
import { useTheme } from "./theme";

const links = [
  { name: "", href: "#/", label: "Overview" },
  { name: "pair", href: "#/pair", label: "Who met whom" },
  { name: "network", href: "#/network", label: "Network" },
  { name: "coder", href: "#/coder", label: "Try the coder" },
];

// Of other people's code in this page; there is none while it is being worked on.
const licences = document.querySelector<HTMLLinkElement>("link[rel=license]")?.href;

export function Layout({ route, children }: { route: Route; children: ComponentChildren }) {
  const [theme, toggle] = useTheme();
  const here = route.path[0] ?? "";
  const skip = (event: Event) => {
    event.preventDefault(); // the hash is the route's
    document.getElementById("main")?.focus();
  };
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        Skip to content
      </a>
      <header class="top">
        <a class="brand" href="#/">
          Dragoman
        </a>
        <div class="find" role="search">
          <ActorBox
            key={route.path.join("/")}
            label="Search actors"
            placeholder="Search people, states, organisations"
            shortcut="/"
            hideLabel
            value={here === "search" ? (route.query.get("q") ?? "") : ""}
            onPick={(actor) => go(actorHref(actor.id))}
            onText={(text) => go(searchHref(text))}
          />
        </div>
        <nav aria-label="Views">
          {links.map(({ name, href, label }) => (
            <a key={name} href={href} aria-current={name === here ? "page" : undefined}>
              {label}
            </a>
          ))}
          <a href="/docs">API</a>
        </nav>
        {hasKey() && (
          <button type="button" class="quiet" onClick={() => (setKey(""), window.location.reload())}>
            Forget the key
          </button>
        )}
        <button type="button" class="quiet theme" onClick={toggle}>
          {theme === "dark" ? "Light" : "Dark"}
          <span class="hidden"> colours</span>
        </button>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer class="foot">
        Dragoman reads news reports and says who met whom, when, and who says so.{" "}
        {licences && <a href={licences}>Licences of what this page is made with</a>}
      </footer>
    </>
  );
}
