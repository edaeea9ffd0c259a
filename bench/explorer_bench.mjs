// How quick the explorer is with a year of coded events: prints figures beside their limits and fails when one is exceeded.
// Usage: DRAGOMAN_BINARY=build/release/server/dragoman DRAGOMAN_CORPORA=… node bench/explorer_bench.mjs
// Needs what tests/explorer needs. Chromium runs on the same machine: what else that does shows in the figures.
import { loadavg } from "node:os";
import { Browser } from "../tests/explorer/browser.mjs";
import { icews, loadIcews, startServer } from "../tests/explorer/data.mjs";
import { painted } from "../tests/explorer/journeys.mjs";

const runs = 5; // the one in the middle counts
const actor = "united-states";
if (!icews) throw new Error("icews/icews18.tsv.gz is not in DRAGOMAN_CORPORA");

const middle = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const results = [];
const report = (what, value, limit, unit) => results.push({ what, value, limit, unit });

const server = await startServer();
const browser = await Browser.start();
try {
  await loadIcews(server);

  // From the beginning of the navigation, with nothing cached, to the first frame in which `ready`, which runs in the page, tells the time.
  const timeTo = async (address, ready) => {
    const times = [];
    for (let run = 0; run < runs; run++) {
      const sheet = await browser.open(server, address);
      const took = await sheet.until(ready);
      times.push(await took.jsonValue());
      await sheet.close();
    }
    return middle(times);
  };
  const usable = () =>
    document.querySelector(".histogram svg path") !== null &&
    document.querySelectorAll("main .event").length > 0 &&
    document.querySelectorAll("main tbody tr").length > 0 &&
    document.querySelector("main .loading") === null &&
    performance.now();
  report("actor page usable", await timeTo(`#/actors/${actor}`, usable), 1500, "ms");
  report("150 neighbours drawn", await timeTo(`#/network?actor=${actor}&limit=150`, painted), 1000, "ms");
  report("brush, the worst step", await worstStep(), 100, "ms");
  const { first, all } = await downloads();
  report("first download, compressed", first, 250, "KB");
  report("and with what networks need", all, 250, "KB");
} finally {
  await browser.stop();
  await server.stop();
}

// From a move of the mouse to the end of the frame that shows it, and the longest that the page was busy meanwhile.
async function worstStep() {
  const sheet = await browser.open(server, `#/actors/${actor}`);
  await sheet.settled();
  const chart = sheet.page.locator(".histogram .brush .overlay");
  await chart.waitFor();
  const { x, y, width, height } = await chart.boundingBox();
  await sheet.page.evaluate(() => {
    window.steps = [];
    window.addEventListener(
      "mousemove",
      () => {
        const began = performance.now();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => window.steps.push(performance.now() - began);
          port2.postMessage(null); // comes after the frame
        });
      },
      { capture: true },
    );
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => window.steps.push(duration))).observe({ type: "longtask" });
  });
  await sheet.page.mouse.move(x + width * 0.1, y + height / 2);
  await sheet.page.mouse.down();
  await sheet.page.mouse.move(x + width * 0.9, y + height / 2, { steps: 60 });
  await sheet.page.mouse.move(x + width * 0.4, y + height / 2, { steps: 60 });
  await sheet.page.mouse.up();
  await sheet.settled();
  const steps = await sheet.page.evaluate(() => window.steps);
  await sheet.close();
  if (steps.length < 60) throw new Error(`only ${steps.length} steps were seen`);
  return Math.max(...steps);
}

// Kilobytes of page, scripts and styles as they come over the wire; answers of the API are not counted.
async function downloads() {
  const sheet = await browser.open(server, "#/");
  await sheet.settled();
  const sum = () =>
    sheet.page.evaluate(() =>
      [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
        .filter(({ name }) => !new URL(name).pathname.startsWith("/v1/"))
        .reduce((bytes, { transferSize }) => bytes + transferSize / 1000, 0),
    );
  const first = await sum();
  await sheet.page.evaluate((id) => (window.location.hash = `#/network?actor=${id}`), actor);
  await sheet.until(painted);
  const all = await sum();
  await sheet.close();
  return { first, all };
}

console.log(`load average at the end: ${loadavg()[0].toFixed(1)}`);
for (const { what, value, limit, unit } of results) {
  console.log(`${what.padEnd(30)} ${value.toFixed(0).padStart(6)} ${unit}   at most ${limit} ${unit}${value > limit ? "   EXCEEDED" : ""}`);
}
process.exitCode = results.some(({ value, limit }) => value > limit) ? 1 : 0;
