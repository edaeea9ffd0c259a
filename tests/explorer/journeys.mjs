// What people do in the page, with the sample articles loaded.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ask, loadSamples, postArticle, startServer } from "./data.mjs";

// 404 and 300 are answers like others here; Chromium calls them errors all the same.
const refusals = /Failed to load resource: the server responded with a status of (404|400|300)/;

export const journeys = (browser) => describe("journeys", () => {
  let server;
  before(async () => {
    server = await startServer();
    await loadSamples(server);
  });
  after(() => server.stop());

  it("from the keyboard to an actor", async () => {
    const sheet = await browser.open(server, "#/");
    await sheet.heading("Overview");
    await sheet.page.keyboard.press("/");
    await sheet.page.keyboard.type("quintan");
    await sheet.page.getByRole("option", { name: /Marisol Quintana/ }).waitFor();
    await sheet.page.keyboard.press("ArrowDown");
    await sheet.page.keyboard.press("Enter");
    await sheet.heading("Marisol Quintana");
    assert.equal(await sheet.hash(), "#/actors/marisol-quintana");
    await sheet.close();
  });

  it("words that are no name lead to the sentences that have them", async () => {
    const sheet = await browser.open(server, "#/");
    await sheet.heading("Overview");
    await sheet.page.keyboard.press("/");
    await sheet.page.keyboard.type("control room");
    await sheet.page.keyboard.press("Enter");
    await sheet.heading("Search: control room");
    await sheet.page.getByText(/shared control room/).first().waitFor();
    await sheet.close();
  });

  it("filters choose what is listed, and stand in the address", async () => {
    const sheet = await browser.open(server, "#/actors/egypt");
    await sheet.heading("Egypt");
    await sheet.page.getByRole("button", { name: /^All types/ }).click();
    await sheet.page.getByRole("checkbox", { name: "Accusation" }).check();
    await sheet.addressLike(/type=accusation/);
    const { items } = await ask(server, "/v1/events?actor=egypt&type=accusation&limit=25");
    assert.ok(items.length > 0);
    await sheet.until((count) => document.querySelectorAll(".event").length === count, items.length);
    const types = await sheet.page.locator(".event .badge").allTextContents();
    assert.deepEqual(new Set(types), new Set(["Accusation"]));
    // The address alone brings it back.
    await sheet.go(await sheet.hash());
    await sheet.until((count) => document.querySelectorAll(".event").length === count, items.length);
    await sheet.close();
  });

  it("the brush chooses a window of dates", async () => {
    const sheet = await browser.open(server, "#/actors/egypt");
    const chart = sheet.page.locator(".histogram .brush .overlay");
    await chart.waitFor();
    const { x, y, width, height } = await chart.boundingBox();
    await sheet.page.mouse.move(x + width * 0.1, y + height / 2);
    await sheet.page.mouse.down();
    await sheet.page.mouse.move(x + width * 0.3, y + height / 2, { steps: 5 });
    await sheet.page.mouse.up();
    const hash = await sheet.addressLike(/from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d/);
    const { from, to } = Object.fromEntries(new URLSearchParams(hash.split("?")[1]));
    assert.ok(from < to);
    const { items } = await ask(server, `/v1/events?actor=egypt&from=${from}&to=${to}&limit=25`);
    await sheet.until((count) => document.querySelectorAll("main .event").length === count, items.length);
    await sheet.close();
  });

  it("an event shows its sentence in its paragraph", async () => {
    const { items } = await ask(server, "/v1/events?actor=marisol-quintana&type=meeting&limit=10");
    const event = items.find((one) => one.date?.text);
    const [evidence] = event.evidence;
    const article = await ask(server, `/v1/articles/${evidence.article}`);
    const sheet = await browser.open(server, "#/actors/marisol-quintana?type=meeting");
    await sheet.page.locator(`a[href="#/events/${event.id}"]`).first().click();
    await sheet.heading(/^Meeting: /);
    const quote = sheet.page.locator(".report blockquote").first();
    await sheet.page.getByRole("link", { name: article.title }).first().waitFor();
    assert.equal(await quote.locator("mark").textContent(), evidence.sentence);
    const paragraph = article.text.split("\n").find((one) => one.includes(evidence.sentence));
    assert.equal(await quote.textContent(), paragraph);
    assert.equal(await sheet.page.getByRole("link", { name: article.title }).first().getAttribute("href"), article.url);
    const facts = await sheet.page.locator("dl.facts").textContent();
    for (const said of [event.date.text, event.cameo, event.plover, "Marisol Quintana"]) assert.ok(facts.includes(said), said);
    await sheet.page.getByText(/04\d Consult|04\d .+visit|04\d .+/).first().waitFor();
    await sheet.close();
  });

  it("places are counted in characters, not in UTF-16 units", async () => {
    const sentence = "The 😀 team heard that United Nations special envoy Marisol Quintana met Egyptian Foreign Minister Hisham Sabri in Cairo on Tuesday.";
    const article = {
      id: "astral",
      published: "2026-05-20",
      url: "javascript:alert(1)",
      title: "Boats",
      text: `Boats 😀😀 came.\n\nThe 𝔄 team waited. ${sentence} More follows 😀.`,
    };
    const { events } = await postArticle(server, article);
    const event = events.find(({ type }) => type === "meeting");
    const sheet = await browser.open(server, `#/events/${event.id}`);
    const report = sheet.page.locator(".report", { hasText: "Boats" });
    await report.getByText("More follows").waitFor();
    assert.equal(await report.locator("mark").textContent(), sentence);
    assert.equal(await report.locator("a").count(), 0, "only http and https addresses are links");
    await sheet.close();
    await fetch(`http://127.0.0.1:${server.port}/v1/articles/astral`, { method: "DELETE" });
  });

  it("two who met: how often, when, and the reports", async () => {
    const { items } = await ask(server, "/v1/meetings?actor=marisol-quintana&with=hisham-sabri");
    const times = items[0].count;
    assert.ok(times > 1);
    const sheet = await browser.open(server, "#/pair?a=marisol-quintana");
    await sheet.page.getByRole("combobox", { name: "The other" }).fill("sabri");
    await sheet.page.getByRole("option", { name: /Hisham Sabri/ }).click();
    await sheet.heading("Marisol Quintana and Hisham Sabri");
    await sheet.page.getByText(`${times} times`).waitFor();
    await sheet.page.locator(".histogram svg").waitFor();
    await sheet.until((count) => document.querySelectorAll("main .event").length === count, times);
    assert.equal(await sheet.hash(), "#/pair?a=marisol-quintana&b=hisham-sabri");
    await sheet.page.getByRole("button", { name: "Swap" }).click();
    await sheet.heading("Hisham Sabri and Marisol Quintana");
    await sheet.close();
  });

  it("two who never met: the chain of meetings between them", async () => {
    const path = await ask(server, "/v1/path?from=marisol-quintana&to=selim-aksoylu");
    assert.ok(path.found && path.events.length > 1);
    const sheet = await browser.open(server, "#/pair?a=marisol-quintana&b=selim-aksoylu");
    await sheet.page.getByText(`${path.events.length} meetings apart`).waitFor();
    assert.deepEqual(await sheet.page.locator(".chain .hop").allTextContents(), path.actors.map(({ name }) => name));
    assert.deepEqual(
      await sheet.page.locator(".chain .event .open").evaluateAll((links) => links.map((link) => link.getAttribute("href"))),
      path.events.map(({ id }) => `#/events/${id}`),
    );
    await sheet.close();
  });

  it("two whom nothing links", async () => {
    const sheet = await browser.open(server, "#/pair?a=marisol-quintana&b=sergei-lavrov");
    await sheet.page.getByText("No chain of meetings leads from one to the other.").waitFor();
    await sheet.close();
  });

  it("a network grows by a click, and the table says the same", async () => {
    const { nodes } = await ask(server, "/v1/network?actor=hisham-sabri");
    const sheet = await browser.open(server, "#/network?actor=hisham-sabri");
    await sheet.heading("Network of Hisham Sabri");
    await sheet.until(painted);
    const rows = sheet.page.locator("main table").first().locator("tbody tr");
    await rows.first().waitFor();
    assert.equal(await rows.count(), nodes.length - 1);
    await sheet.page.getByRole("button", { name: "Expand Marisol Quintana" }).click();
    await sheet.addressLike(/expand=marisol-quintana/);
    await sheet.until((before) => document.querySelector("main table").tBodies[0].rows.length > before, nodes.length - 1);
    await sheet.page.getByRole("link", { name: "Ingrid Solhaug" }).first().waitFor();
    await sheet.close();
  });

  it("what arrives is shown as it arrives; not while paused", async () => {
    const sheet = await browser.open(server, "#/");
    await sheet.page.getByText("Live", { exact: true }).waitFor();
    const article = (id, name) => ({ id, published: "2026-05-20", publisher: "The Quay", text: `${name} met Hisham Sabri in Cairo on Tuesday.` });
    await postArticle(server, article("live-1", "Norwegian Foreign Minister Petra Nordahl"));
    const arrived = sheet.page.locator(".arrived");
    await arrived.getByText(/Petra Nordahl met/).waitFor();
    await sheet.page.getByRole("status").filter({ hasText: "arrived" }).waitFor({ state: "attached" });
    const before = await arrived.count();
    await sheet.page.getByRole("button", { name: "Pause" }).click();
    await postArticle(server, article("live-2", "Kenyan President Joseph Otieno"));
    await sheet.page.getByRole("button", { name: /Go on \(\d+ waiting\)/ }).click();
    await arrived.getByText(/Joseph Otieno met/).waitFor();
    assert.ok((await arrived.count()) > before);
    for (const id of ["live-1", "live-2"]) await fetch(`http://127.0.0.1:${server.port}/v1/articles/${id}`, { method: "DELETE" });
    await sheet.until(() => document.querySelectorAll(".arrived").length === 0); // gone again
    await sheet.close();
  });

  it("the coder shows what is in a text, and keeps nothing", async () => {
    const before = await ask(server, "/readyz");
    const sheet = await browser.open(server, "#/coder");
    await sheet.page.getByRole("button", { name: "Use a sample" }).click();
    const text = await sheet.page.getByLabel("Text").inputValue();
    await sheet.page.getByRole("button", { name: "Find events" }).click();
    const events = sheet.page.locator(".coded > li");
    await events.filter({ hasText: "Petra Nordahl" }).filter({ hasText: "Meeting" }).first().waitFor();
    await events.filter({ hasText: "Accusation" }).first().waitFor();
    const marked = await sheet.page.locator(".coded-text mark").allTextContents();
    assert.ok(marked.length > 1);
    for (const one of marked) assert.ok(text.includes(one), one);
    const { bytes } = await sheet.downloadOf("Events (JSON)", sheet.page.locator("main section"));
    assert.equal(JSON.parse(bytes).events.length, await events.count());
    assert.deepEqual(await ask(server, "/readyz"), before);
    // The address brings the text back.
    await sheet.go(await sheet.hash());
    assert.equal(await sheet.page.getByLabel("Text").inputValue(), text);
    await sheet.close();
  });

  it("the coder says at which field something is wrong", async () => {
    const sheet = await browser.open(server, "#/coder");
    await sheet.page.getByRole("button", { name: "Find events" }).click();
    await sheet.page.locator("#coder-text-error", { hasText: "empty" }).waitFor();
    assert.equal(await sheet.page.getByLabel("Text").getAttribute("aria-invalid"), "true");
    await sheet.page.getByLabel("Text").fill("The sky was grey.");
    await sheet.page.getByRole("button", { name: "Find events" }).click();
    await sheet.page.getByText("The coder found no event in this text.").waitFor();
    await sheet.close(refusals);
  });

  it("what is not there is said to be so", async () => {
    const sheet = await browser.open(server, "#/actors/nobody-at-all");
    await sheet.page.getByRole("alert").filter({ hasText: "nobody-at-all" }).waitFor();
    await sheet.page.getByRole("link", { name: /Search for/ }).waitFor();
    await sheet.go("#/events/e999999");
    await sheet.page.getByText("This event is not there.").waitFor();
    await sheet.go("#/pair?a=egypt&b=nobody-at-all");
    await sheet.page.getByText("No actor bears this name.").waitFor();
    await sheet.go("#/network?actor=nobody-at-all");
    await sheet.page.getByRole("alert").first().waitFor();
    await sheet.go("#/no/such/page");
    await sheet.page.getByText("There is nothing at this address.").waitFor();
    await sheet.go("#/actors/egypt?type=nonsense&from=yesterday"); // cut off or mistyped: the rest holds
    await sheet.heading("Egypt");
    await sheet.go("#/?from=2031-01-01");
    await sheet.page.getByText("Nothing in this period.").waitFor();
    await sheet.close(refusals);
  });

  it("what a view shows can be taken away", async () => {
    const sheet = await browser.open(server, "#/actors/egypt?type=accusation");
    await sheet.settled();
    const events = await sheet.downloadOf("Events (CSV)");
    const { items } = await ask(server, "/v1/events?actor=egypt&type=accusation&limit=100");
    const ids = new Set([...events.bytes.toString().matchAll(/^(e\d+),/gm)].map(([, id]) => id));
    assert.deepEqual(ids, new Set(items.map(({ id }) => id)));

    await sheet.go(`#/events/${items[0].id}`);
    await sheet.settled();
    assert.equal(JSON.parse((await sheet.downloadOf("Event (JSON)")).bytes).id, items[0].id);

    await sheet.go("#/");
    await sheet.settled();
    await sheet.page.locator(".histogram svg").waitFor();
    assert.match((await sheet.downloadOf("Histogram (SVG)")).bytes.toString(), /^<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"[\s\S]*<path[^>]*fill="(rgb|color)/);
    assert.match((await sheet.downloadOf("Events (GEXF)")).bytes.toString(), /<gexf/);
    assert.match((await sheet.downloadOf("Most active pairs (CSV)")).bytes.toString(), /^a,a_name,b,b_name,events/);

    await sheet.go("#/network?actor=hisham-sabri");
    await sheet.until(painted);
    const panel = sheet.page.locator("main");
    assert.equal((await sheet.downloadOf("Picture (PNG)", panel)).bytes.subarray(1, 4).toString(), "PNG");

    await sheet.go("#/pair?a=marisol-quintana&b=hisham-sabri");
    await sheet.settled();
    assert.match((await sheet.downloadOf("Histogram (CSV)", sheet.page.locator("main section").first())).bytes.toString(), /^from,to,events,meeting\r\n/);
    await sheet.close();
  });
});

/** In the page: false, or once a network has been painted, not merely put there, the time. */
export function painted() {
  const any = [...document.querySelectorAll(".graph canvas")].some((canvas) => {
    if (canvas.width === 0 || canvas.height === 0) return false;
    const small = new OffscreenCanvas(96, 96).getContext("2d", { willReadFrequently: true }); // quick to look through
    small.drawImage(canvas, 0, 0, 96, 96);
    return small.getImageData(0, 0, 96, 96).data.some((value, index) => index % 4 === 3 && value !== 0);
  });
  return any && performance.now();
}
