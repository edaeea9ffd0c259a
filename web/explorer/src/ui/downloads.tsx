// "Download": what a view shows, as files.
import { useState } from "preact/hooks";
import { Dropdown } from "./dropdown";

// Either an address of the server, or something the page makes itself.
export type Download = { label: string; note?: string } & ({ href: string } | { run: () => unknown });

export function Downloads({ items }: { items: readonly Download[] }) {
  const [failed, setFailed] = useState("");
  const run = (item: Download) => {
    if (!("run" in item)) return;
    setFailed("");
    Promise.resolve()
      .then(item.run)
      .catch((error: Error) => setFailed(`${item.label}: ${error.message}`));
  };
  return (
    <Dropdown label="Download" align="right">
      <ul class="plain">
        {items.map((item) => (
          <li key={item.label}>
            {"href" in item ? (
              <a href={item.href} download>
                {item.label}
              </a>
            ) : (
              <button type="button" class="link" onClick={() => run(item)}>
                {item.label}
              </button>
            )}
            {item.note && <span class="note"> {item.note}</span>}
          </li>
        ))}
      </ul>
      {failed !== "" && <p role="alert">{failed}</p>}
    </Dropdown>
  );
}

export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// RFC 4180. A cell that a spreadsheet would take for a formula is kept from it.
export function saveCsv(rows: readonly (readonly (string | number | null | undefined)[])[], name: string): void {
  const cell = (value: string | number | null | undefined) => {
    if (typeof value === "number") return String(value);
    const text = /^[=+\-@\t\r]/.test(value ?? "") ? `'${value}` : (value ?? "");
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  saveBlob(new Blob([rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")], { type: "text/csv;charset=utf-8" }), name);
}

// The drawing as it looks now: the colours of the page's style sheet are written into the file.
export function saveSvg(svg: SVGSVGElement, name: string): void {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const written = ["fill", "stroke", "stroke-width", "font-family", "font-size", "opacity", "text-anchor"];
  const from = [svg, ...svg.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((element, index) => {
    const original = from[index];
    if (!original) return;
    const style = window.getComputedStyle(original);
    for (const property of written) element.setAttribute(property, style.getPropertyValue(property));
    element.removeAttribute("class");
    element.removeAttribute("style");
  });
  copy.querySelectorAll("[data-control]").forEach((element) => element.remove());
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  saveBlob(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }), name);
}
