import { render } from "preact";
import { App } from "./app";
import { parse } from "./router";
import "./style.css";
import { applyTheme } from "./ui/theme";

// What draws networks is large: where one is asked for, it comes while the rest is put together. Who needs it says when it cannot be had.
if (parse(window.location.hash).path[0] === "network") import("./charts/network_graph").catch(() => undefined);

applyTheme();
const page = document.getElementById("page");
if (page) {
  page.textContent = "";
  render(<App />, page);
}
