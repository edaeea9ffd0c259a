// Every view in light, dark and at the width of a phone.
import { after, before, describe, it } from "node:test";
import { ask, loadSamples, startServer } from "./data.mjs";

export const looks = (browser) => describe("looks", () => {
  let server;
  before(async () => {
    server = await startServer();
    await loadSamples(server);
  });
  after(() => server.stop());

  const views = async () => {
    const { items } = await ask(server, "/v1/events?actor=marisol-quintana&type=meeting&limit=1");
    return {
      overview: "#/",
      "overview of a period": "#/?from=2025-10-01&to=2026-02-01",
      search: "#/search?q=sabri",
      actor: "#/actors/egypt",
      event: `#/events/${items[0].id}`,
      pair: "#/pair?a=marisol-quintana&b=hisham-sabri",
      chain: "#/pair?a=marisol-quintana&b=selim-aksoylu",
      "pair without actors": "#/pair",
      network: "#/network?actor=hisham-sabri",
      coder: "#/coder",
    };
  };

  const see = async (sheet, name, address) => {
    await sheet.go(address);
    await sheet.settled();
    if (name !== "coder") return;
    await sheet.page.getByRole("button", { name: "Use a sample" }).click();
    await sheet.page.getByRole("button", { name: "Find events" }).click();
    await sheet.page.locator(".coded > li").first().waitFor();
  };

  for (const colorScheme of ["light", "dark"]) {
    it(`no grave barrier in any view, ${colorScheme}`, async () => {
      const sheet = await browser.open(server, "#/", { colorScheme });
      for (const [name, address] of Object.entries(await views())) {
        await see(sheet, name, address);
        await sheet.accessible(`${name}, ${colorScheme}`);
      }
      await sheet.page.getByRole("button", { name: /^Download/ }).first().click();
      await sheet.accessible(`an open menu, ${colorScheme}`);
      await sheet.close();
    });
  }

  it("nothing is wider than a phone", async () => {
    const sheet = await browser.open(server, "#/", { viewport: { width: 390, height: 844 } });
    for (const [name, address] of Object.entries(await views())) {
      await see(sheet, name, address);
      await sheet.fitsWidth(name);
    }
    await sheet.close();
  });
});
