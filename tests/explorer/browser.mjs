// A page of Chromium that keeps account of what must not happen in it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const patience = Number(process.env.DRAGOMAN_EXPLORER_PATIENCE ?? 20_000); // milliseconds for any one thing to become so

export class Browser {
  static async start() {
    const executablePath = process.env.DRAGOMAN_CHROMIUM ?? "/usr/bin/chromium";
    const browser = new Browser();
    browser.chromium = await chromium.launch({ executablePath, args: ["--disable-gpu", "--font-render-hinting=none"] });
    return browser;
  }

  /** A page at `address`, the part after "#", of `server`. options: colorScheme, viewport; those of Playwright's contexts. */
  async open(server, address, options = {}) {
    const context = await this.chromium.newContext({ viewport: { width: 1200, height: 900 }, locale: "en-GB", reducedMotion: "reduce", ...options });
    context.setDefaultTimeout(patience);
    const page = await context.newPage();
    const sheet = new Sheet(page, `http://127.0.0.1:${server.port}`);
    await page.addInitScript(() => {
      window.violations = [];
      document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) =>
        window.violations.push(`${violatedDirective} ${blockedURI} ${sourceFile}`),
      );
    });
    await sheet.go(address);
    return sheet;
  }

  stop() {
    return this.chromium.close();
  }
}

export class Sheet {
  constructor(page, origin) {
    this.page = page;
    this.origin = origin;
    this.complaints = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.complaints.push(`${message.text()} ${message.location().url ?? ""}`);
    });
    page.on("pageerror", (error) => this.complaints.push(String(error.stack)));
    page.on("request", (request) => {
      const { protocol, origin: asked } = new URL(request.url());
      if (asked !== origin && protocol !== "blob:" && protocol !== "data:") this.complaints.push(`asked ${request.url()}`);
    });
  }

  /** Loads the page anew at `address`. */
  async go(address) {
    await this.page.goto("about:blank");
    await this.page.goto(`${this.origin}/${address}`);
  }

  heading(name) {
    return this.page.getByRole("heading", { level: 1, name, exact: typeof name === "string" }).waitFor();
  }

  /** Waits until the view has all it asked for. */
  async settled() {
    await this.page.waitForFunction(() => document.querySelector("main h1") && !document.querySelector("main .loading, main .stale, main [aria-busy=true]"));
  }

  /** Waits until `what`, which runs in the page, is true. */
  until(what, argument) {
    return this.page.waitForFunction(what, argument);
  }

  async hash() {
    return new URL(this.page.url()).hash;
  }

  /** The address as soon as it fits `pattern`. */
  async addressLike(pattern) {
    await this.until((source) => new RegExp(source).test(window.location.hash), pattern.source);
    return this.hash();
  }

  /** Runs `action` and returns the file that it downloads: name and bytes. */
  async download(action) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), action()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }

  /** The named entry of the download menu of the page, or of `within`. */
  async downloadOf(label, within = this.page.locator("main > .heading, #main > .heading").first()) {
    const menu = within.getByRole("button", { name: "Download" }).first();
    if ((await menu.getAttribute("aria-expanded")) === "false") await menu.click();
    return this.download(() => within.getByText(label, { exact: true }).click());
  }

  /** No violation that axe calls serious or critical. */
  async accessible(what) {
    await this.page.evaluate(axe);
    const { violations } = await this.page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    const grave = violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.html} ${node.failureSummary}`).join(" | ")}`);
    assert.deepEqual(grave, [], what);
  }

  async fitsWidth(what) {
    const wide = await this.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(wide <= 0, `${what} is ${wide} pixels wider than the window`);
  }

  /** Ends the page; nothing but what fits `allowed` may have been complained of. */
  async close(allowed) {
    const violations = await this.page.evaluate(() => window.violations);
    assert.deepEqual(violations, []);
    assert.deepEqual(this.complaints.filter((text) => !allowed?.test(text)), []);
    await this.page.context().close();
  }
}
