// A server with nothing in it, and one that has gone.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loadSamples, startServer } from "./data.mjs";

export const states = (browser) => describe("states", () => {
  it("an empty database says what to do, and fills as articles come", async () => {
    const server = await startServer();
    const sheet = await browser.open(server, "#/");
    await sheet.page.getByText("Nothing is loaded yet.").waitFor();
    assert.ok((await sheet.page.locator("main pre").first().textContent()).includes(`127.0.0.1:${server.port}/v1/articles`));
    await sheet.accessible("the empty overview");
    await loadSamples(server);
    await sheet.page.locator(".histogram svg").waitFor();
    await sheet.page.getByRole("link", { name: "Egypt", exact: true }).first().waitFor();
    await sheet.close();
    await server.stop();
  });

  it("a server that has gone is said to be so, and asked again", async () => {
    const server = await startServer();
    const sheet = await browser.open(server, "#/pair");
    await sheet.heading("Who met whom");
    await server.stop();
    await sheet.page.evaluate(() => (window.location.hash = "#/actors/egypt"));
    await sheet.page.getByRole("alert").filter({ hasText: "The server cannot be reached" }).waitFor();
    const asked = sheet.page.waitForRequest(/\/v1\/actors\/egypt/);
    await sheet.page.getByRole("button", { name: "Try again" }).click();
    await asked;
    await sheet.page.getByRole("alert").filter({ hasText: "The server cannot be reached" }).waitFor();
    await sheet.close(/net::ERR_/);
  });
});
