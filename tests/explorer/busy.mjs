// The busiest actor of a year of coded events, where there is such a year.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ask, icews, loadIcews, startServer } from "./data.mjs";
import { painted } from "./journeys.mjs";

export const busy = (browser) => describe("a year of coded events", { skip: icews ? false : "no icews/icews18.tsv.gz in DRAGOMAN_CORPORA" }, () => {
  let server;
  before(async () => {
    server = await startServer();
    await loadIcews(server);
  });
  after(() => server.stop());

  it("a busy actor, a busy pair, a busy overview", async () => {
    const sheet = await browser.open(server, "#/actors/united-states");
    await sheet.heading("United States");
    await sheet.settled();
    await sheet.accessible("a busy actor");
    await sheet.page.getByRole("button", { name: "Show more" }).first().click();
    await sheet.until(() => document.querySelectorAll("main .event").length > 25);

    await sheet.go("#/pair?a=russia&b=china");
    const { items } = await ask(server, "/v1/meetings?actor=russia&with=china");
    await sheet.page.getByText(`${items[0].count} times`).waitFor();

    await sheet.go("#/");
    await sheet.settled();
    const { events } = await ask(server, "/v1/stats/timeline?by=year");
    await sheet.page.getByText(`${events.toLocaleString("en")} events`).waitFor();
    await sheet.accessible("a busy overview");
    await sheet.close();
  });

  it("a name that several bear asks which one", async () => {
    const sheet = await browser.open(server, "#/actors/Lee");
    const { candidates } = await fetch(`http://127.0.0.1:${server.port}/v1/actors/Lee`).then((response) => response.json());
    const choice = sheet.page.getByRole("alert").filter({ hasText: "Which one?" });
    await choice.getByRole("link", { name: candidates[0].name, exact: true }).click();
    await sheet.heading(candidates[0].name);
    await sheet.close(/status of 300/);
  });

  it("a network of 150 neighbours", async () => {
    const sheet = await browser.open(server, "#/network?actor=united-states&limit=150");
    await sheet.until(painted);
    assert.match(await sheet.page.locator("main caption").first().textContent(), /^150 actors of /);
    await sheet.fitsWidth("a large network");
    await sheet.close();
  });
});
