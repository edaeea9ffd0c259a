// A server with nothing in it, and one that has gone.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, it } from "node:test";
import { binary, loadSamples, withServer } from "./data.mjs";

export const states = (browser) => describe("states", () => {
  it("an empty database says what to do, and fills as articles come", () =>
    withServer([], async (server) => {
      const sheet = await browser.open(server, "#/");
      await sheet.page.getByText("Nothing is loaded yet.").waitFor();
      assert.ok((await sheet.page.locator("main pre").first().textContent()).includes(`127.0.0.1:${server.port}/v1/articles`));
      await sheet.accessible("the empty overview");
      await loadSamples(server);
      await sheet.page.locator(".histogram svg").waitFor();
      await sheet.page.getByRole("link", { name: "Egypt", exact: true }).first().waitFor();
      await sheet.close();
    }));

  it("a server that has gone is said to be so, and asked again", () =>
    withServer([], async (server) => {
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
    }));

  it("a server with keys asks for one, once, and then answers all of the view", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "dragoman-explorer-"));
    const file = path.join(folder, "keys");
    const made = (scope) => execFileSync(binary, ["keys", "new", "--scope", scope, "--name", scope, "--file", file], { encoding: "utf8" }).trim();
    const [reader, writer] = [made("read"), made("write")];
    await withServer(["--api-keys", file], async (server) => {
      await loadSamples(server, { Authorization: `Bearer ${writer}` });
      const sheet = await browser.open(server, "#/");
      await sheet.page.getByLabel("API key").fill(reader);
      await sheet.page.getByRole("button", { name: "Use this key" }).click();
      await sheet.page.locator(".histogram svg").waitFor();
      await sheet.page.getByText("Live", { exact: true }).waitFor();
      await sheet.settled();
      assert.equal(await sheet.page.getByLabel("API key").count(), 0);
      assert.match((await sheet.downloadOf("Events (CSV)")).bytes.toString(), /^event_id,/);
      await sheet.close(/status of 401/);
    });
    rmSync(folder, { recursive: true });
  });
});
