// A drawing of the page as a file that stands alone.
import { saveBlob } from "./save";

const space = "http://www.w3.org/2000/svg";
const written = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "font-family",
  "font-size",
  "font-weight",
  "opacity",
  "text-anchor",
];

function element(name: string, attributes: Record<string, string | number>, text = ""): SVGElement {
  const made = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
}

// As it looks now, in the colours of the theme, with a title above and a legend below. Colours may be var(--…).
export function saveSvg(
  svg: SVGSVGElement,
  name: string,
  title = "",
  legend: readonly { label: string; colour: string }[] = [],
): void {
  const { width, height } = svg.getBoundingClientRect();
  const lead = title === "" ? 0 : 28;
  const drawing = element("g", { transform: `translate(0 ${lead})` });
  for (const child of svg.children) if (!child.hasAttribute("data-control")) drawing.append(child.cloneNode(true));
  const whole = element("svg", { xmlns: space, width }) as SVGSVGElement;
  const line = 20;
  let [x, y] = [12, height + lead + (legend.length > 0 ? line : 0)];
  const keys = element("g", {});
  for (const { label, colour } of legend) {
    const wide = 30 + label.length * 7;
    if (x + wide > width && x > 12) [x, y] = [12, y + line];
    const swatch = element("rect", { x, y: y - 10, width: 11, height: 11 });
    swatch.style.fill = colour;
    keys.append(swatch, element("text", { class: "key", x: x + 16, y }, label));
    x += wide;
  }
  const ground = element("rect", { class: "ground", width, height: y + 12 });
  whole.setAttribute("height", String(y + 12));
  whole.append(ground, element("text", { class: "name", x: 12, y: 19 }, title), drawing, keys);
  // Styles of the page apply once it is a part of the page; they are written into the file, which has no style sheet.
  const stage = document.createElement("div");
  stage.className = "stage histogram";
  stage.append(whole);
  document.body.append(stage);
  for (const one of whole.querySelectorAll<SVGElement>("*")) {
    const style = window.getComputedStyle(one);
    for (const property of written) one.setAttribute(property, style.getPropertyValue(property));
  }
  stage.remove();
  for (const one of whole.querySelectorAll("*")) {
    one.removeAttribute("class");
    one.removeAttribute("style");
  }
  saveBlob(new Blob([new XMLSerializer().serializeToString(whole)], { type: "image/svg+xml" }), name);
}
