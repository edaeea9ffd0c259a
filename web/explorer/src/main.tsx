import { render } from "preact";
import { App } from "./app";
import "./style.css";
import { applyTheme } from "./ui/theme";

applyTheme();
const page = document.getElementById("page");
if (page) {
  page.textContent = "";
  render(<App />, page);
}
