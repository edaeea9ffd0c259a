// Makes the pictures of docs/explorer.md: docs/images/*.png.
// Usage: scripts/build-web.sh && DRAGOMAN_BINARY=build/release/server/dragoman node scripts/screenshots.mjs
// Shows the sample articles; with DRAGOMAN_CORPORA, for overview, actor and network, a year of coded events. pngquant, if it is
// installed, makes the files small.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Browser } from "../tests/explorer/browser.mjs";
import { ask, icews, loadIcews, loadSamples, startServer } from "../tests/explorer/data.mjs";
import { painted } from "../tests/explorer/journeys.mjs";

const folder = fileURLToPath(new URL("../docs/images/", import.meta.url));
mkdirSync(folder, { recursive: true });

const browser = await Browser.start();
const samples = await startServer();
const year = icews ? await startServer() : samples;
try {
  await loadSamples(samples);
  if (icews) await loadIcews(year);
  const busy = icews ? "north-korea" : "egypt";
  const { items } = await ask(samples, "/v1/events?actor=selim-aksoylu&type=meeting&status=happened&limit=20");
  const told = items.reduce((best, one) => (one.evidence.length > best.evidence.length ? one : best));
  await shot(year, "overview", "light", "#/?from=2018-03-01&to=2018-06-30");
  await shot(year, "actor", "dark", `#/actors/${busy}`);
  await shot(year, "actor", "light", `#/actors/${busy}`);
  await shot(year, "network", "light", `#/network?actor=${busy}&limit=50`, (sheet) => sheet.until(painted));
  await shot(samples, "event", "light", `#/events/${told.id}`);
  await shot(samples, "pair", "dark", "#/pair?a=marisol-quintana&b=selim-aksoylu");
  await shot(samples, "coder", "light", "#/coder", async ({ page }) => {
    await page.getByRole("button", { name: "Use a sample" }).click();
    await page.getByRole("button", { name: "Find events" }).click();
    await page.locator(".coded > li").first().waitFor();
  });
} finally {
  await browser.stop();
  await samples.stop();
  if (year !== samples) await year.stop();
}

async function shot(server, name, colorScheme, address, prepare = async () => {}) {
  const sheet = await browser.open(server, address, { colorScheme, viewport: { width: 1100, height: 780 } });
  await sheet.settled();
  await prepare(sheet);
  await sheet.page.mouse.move(0, 0);
  const png = await sheet.page.screenshot();
  await sheet.close();
  const small = spawnSync("pngquant", ["--strip", "--speed", "1", "-"], { input: png, maxBuffer: 1 << 26 });
  const bytes = small.status === 0 ? small.stdout : png;
  writeFileSync(`${folder}${name}-${colorScheme}.png`, bytes);
  console.log(`docs/images/${name}-${colorScheme}.png ${Math.round(bytes.length / 1000)} KB${small.status === 0 ? "" : ", pngquant is not installed"}`);
}
