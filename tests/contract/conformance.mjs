// What clients do that read the document: every answer is one that it describes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { eventCount, seed } from "./context.mjs";
import { bodyExamples, linksFrom, operationOf, operations } from "./document.mjs";
import { validQuery } from "./values.mjs";

const questions = operations.filter((operation) => operation.method === "GET");
const succeeded = (answer) => answer.status >= 200 && answer.status < 300;

/** The examples of an operation's parameters. */
function examples(operation) {
  const of = (place) => operation.parameters.filter((p) => p.in === place && p.example !== undefined).map((p) => [p.name, p.example]);
  return { path: Object.fromEntries(of("path")), query: of("query").filter(([name]) => name !== "cursor") };
}

/** Where an operation's example is to be found, when it needs something of before. */
async function withExamples(context, operation) {
  const request = examples(operation);
  if (operation.id === "getAsset") {
    const page = (await context.call(operationOf("getDocs"))).text;
    request.path.id = /\/assets\/(swagger-ui\.[0-9a-f]+\.js)/.exec(page)[1];
  }
  return request;
}

export function conformance(context) {
  const ids = () => [...context.actors.slice(0, 60), ...context.lastNames.slice(0, 5), "marisol-quintana", "Hisham Sabri"];

  test("questions: the examples of the document", async () => {
    for (const operation of questions) {
      const request = await withExamples(context, operation);
      const answer = await context.call(operation, request);
      assert.equal(answer.status, 200, `${operation.id}: ${answer.text.slice(0, 500)}`);
      for (const link of linksFrom(operation, answer)) {
        const linked = await context.call(link.operation, { path: link.parameters });
        assert.equal(linked.status, 200, `${operation.id} → ${link.operation.id}: ${linked.text.slice(0, 500)}`);
      }
    }
  });

  test("questions: generated parameters", async () => {
    for (const operation of questions) {
      if (!operation.parameters.some((p) => p.in === "query" || p.name === "id")) continue;
      const isActor = operation.path.startsWith("/v1/actors/{id}");
      const path = isActor ? fc.record({ id: fc.constantFrom(...ids()) }) : fc.constant(examples(operation).path);
      const request = fc.record({ path, query: validQuery(operation, ids()) });
      if (operation.id === "getAsset") continue;
      const streamed = operation.id === "getExport"; // the whole of what matches, each time
      await fc.assert(
        fc.asyncProperty(request, async (given) => {
          if (!given.query.some(([name]) => name === "actor") && operation.parameters.some((p) => p.name === "actor")) {
            given.query = given.query.filter(([name]) => name !== "with");
          }
          if (streamed) given.query = [...given.query.filter(([name]) => name !== "from" && name !== "to"), ["from", "2020-01-01"], ["to", "2020-02-01"]];
          const answer = await context.call(operation, given);
          assert.ok(answer.status === 200 || answer.status === 300, `${answer.status} ${answer.text.slice(0, 500)}`);
        }),
        { seed, numRuns: 60 },
      );
    }
  });

  test("pages: cursors lead through the whole list and nothing comes twice", async () => {
    const busiest = (await context.call(operationOf("listMeetings"), { query: [["limit", "1"]] })).json.items[0].actors[0].id;
    const lists = [
      [operationOf("listEvents"), { query: [["type", "agreement"], ["from", "2020-01-01"], ["to", "2020-06-30"]] }],
      [operationOf("listEvents"), { query: [["actor", busiest], ["sort", "oldest"], ["to", "1996-12-31"]] }],
      [operationOf("getTimeline"), { path: { id: busiest }, query: [["type", "meeting,visit"], ["to", "2010-12-31"]] }],
      [operationOf("listMet"), { path: { id: busiest }, query: [["to", "2005-12-31"]] }],
      [operationOf("listMeetings"), { query: [["type", "protest"], ["status", "any"], ["to", "1996-12-31"]] }],
    ];
    const limit = eventCount >= 100_000 ? 13 : 2;
    for (const [operation, { path, query }] of lists) {
      const keys = [];
      let pages = 0;
      for (let cursor = []; ; ) {
        const page = (await context.call(operation, { path, query: [...query, ["limit", limit], ...cursor] })).json;
        keys.push(...page.items.map((item) => item.id ?? item.actor?.id ?? item.actors.map((a) => a.id).join()));
        ++pages;
        if (page.total !== undefined && page.next === undefined) assert.equal(keys.length, page.total, operation.id);
        if (page.next === undefined) break;
        cursor = [["cursor", page.next]];
        assert.ok(pages < 500, `${operation.id} does not end`);
      }
      assert.ok(pages > 1 || eventCount < 100_000, `${operation.id}: only ${keys.length} items`);
      assert.equal(new Set(keys).size, keys.length, `${operation.id}: an item came twice`);
      const whole = (await context.call(operation, { path, query: [...query, ["limit", "1000"]] })).json.items;
      assert.equal(Math.min(keys.length, 1000), whole.length, operation.id);
    }
  });

  test("links: ids of an answer lead on", async () => {
    const events = (await context.call(operationOf("listEvents"), { query: [["actor", "marisol-quintana"]] })).json.items;
    assert.ok(events.length > 5);
    for (const event of events) {
      const same = await context.call(operationOf("getEvent"), { path: { id: event.id } });
      assert.deepEqual(same.json, event);
      for (const { article } of event.evidence) {
        const told = (await context.call(operationOf("getArticle"), { path: { id: article } })).json;
        assert.ok(told.events.some(({ id }) => id === event.id));
      }
      for (const { actor } of event.participants) {
        const who = await context.call(operationOf("getActor"), { path: { id: actor } });
        assert.equal(who.json.id, actor);
      }
    }
    for (const name of context.lastNames.slice(0, 10)) {
      const found = await context.call(operationOf("findActors"), { query: [["q", name]] });
      for (const { id, link } of found.json.items) {
        assert.equal(link, `/v1/actors/${id}`);
        assert.equal((await context.call(operationOf("getActor"), { path: { id } })).status, 200);
      }
    }
  });

  test("a name that several bear: the candidates are actors", async () => {
    const answer = await context.call(operationOf("getActor"), { path: { id: context.lastNames[0] } });
    assert.equal(answer.status, 300, answer.text);
    for (const { id } of answer.json.candidates) {
      assert.equal((await context.call(operationOf("getActor"), { path: { id } })).status, 200);
    }
    for (const operation of questions.filter((q) => q.statuses.includes(300))) {
      const named = ["actor", "with", "from"].filter((name) => operation.parameters.some((p) => p.name === name && !p.schema.format));
      const request = examples(operation);
      if (operation.path.includes("{id}")) {
        request.path.id = context.lastNames[0];
      } else {
        request.query = [...request.query.filter(([name]) => name !== named[0]), [named[0], context.lastNames[0]]];
      }
      assert.equal((await context.call(operation, request)).status, 300, operation.id);
    }
  });

  test("HEAD answers like GET, without the body", async () => {
    for (const operation of questions) {
      const target = context.target(operation, await withExamples(context, operation));
      const whole = await context.server.send("GET", target);
      const head = await context.server.send("HEAD", target);
      assert.equal(head.status, whole.status, target);
      assert.equal(head.body.length, 0, target);
      for (const name of ["content-type", "etag", "cache-control", "transfer-encoding"]) {
        assert.equal(head.headers[name], whole.headers[name], `${target}: ${name}`);
      }
      // Counts change; the length of what is fixed does not.
      if (!["getReadyz", "getMetrics"].includes(operation.id)) assert.equal(head.headers["content-length"], whole.headers["content-length"], target);
    }
  });

  test("Allow names the methods of the document", async () => {
    for (const path of new Set(operations.map((operation) => operation.path))) {
      const documented = operations.filter((operation) => operation.path === path).map(({ method }) => method);
      const expected = [...documented, "OPTIONS", ...(documented.includes("GET") ? ["HEAD"] : [])].sort();
      const target = path.replace("{id}", "nobody");
      for (const [method, status] of [["OPTIONS", 204], ["PATCH", 405], ["TRACE", 405], ["PROPFIND", 405]]) {
        const answer = await context.server.send(method, target);
        assert.equal(answer.status, status, `${method} ${target}`);
        assert.deepEqual(answer.headers.allow.split(", ").sort(), expected, target);
      }
    }
    const nowhere = await context.server.send("GET", "/v1/nothing");
    assert.equal(nowhere.status, 404);
    assert.equal(nowhere.headers["content-type"], "application/problem+json");
  });

  test("what has not changed is not sent again", async () => {
    for (const operation of questions.filter((q) => q.statuses.includes(304))) {
      const request = await withExamples(context, operation);
      const { etag } = (await context.call(operation, request)).headers;
      const again = await context.call(operation, { ...request, headers: { "If-None-Match": etag } });
      assert.equal(again.status, 304, operation.id);
    }
    const asset = await withExamples(context, operationOf("getAsset"));
    const compressed = await context.call(operationOf("getAsset"), { ...asset, headers: { "Accept-Encoding": "gzip" } });
    assert.equal(compressed.headers["content-encoding"], "gzip");
  });

  test("changes: the examples of the document", async () => {
    for (const id of ["addArticles", "addEvents"]) {
      const operation = operationOf(id);
      for (const [type, body] of bodyExamples(operation)) {
        const answer = await context.call(operation, { headers: { "Content-Type": type }, body });
        assert.ok(succeeded(answer) && answer.status !== 207, `${id} ${type}: ${answer.text}`);
        const again = await context.call(operation, { headers: { "Content-Type": type }, body });
        assert.equal(again.status, 200, again.text);
      }
      for (const type of Object.keys(operation.body)) {
        // Of other types there is one good and one bad record at least.
        const body = type === "application/json" ? '[{"id": "x1", "text": "Nothing."}, {}]' : mixed(id, type);
        const answer = await context.call(operation, { headers: { "Content-Type": type }, body });
        assert.equal(answer.status, 207, `${id} ${type}: ${answer.text}`);
        const all = await context.call(operation, { query: [["outcomes", "all"]], headers: { "Content-Type": type }, body });
        assert.equal(all.json.outcomes.length, 2, all.text);
        const packed = { "Content-Type": type, "Content-Encoding": "gzip" };
        const again = await context.call(operation, { headers: packed, body: gzipSync(body) });
        assert.equal(again.json.received, 2, again.text);
        const cut = await context.call(operation, { headers: packed, body: gzipSync(body).subarray(0, -4) });
        assert.equal(cut.status, 400, cut.text);
      }
    }
    const code = operationOf("codeArticle");
    for (const [type, body] of bodyExamples(code)) {
      const found = await context.call(code, { headers: { "Content-Type": type }, body });
      assert.equal(found.status, 200, found.text);
      assert.ok(found.json.events.length > 0, found.text);
      assert.ok(found.json.events.every((event) => event.id === undefined), found.text);
      const article = found.json.events[0].evidence[0].article;
      assert.equal((await context.call(operationOf("getArticle"), { path: { id: article } })).status, 404);
    }
    const merge = operationOf("mergeActor");
    const path = examples(merge).path;
    const [[type, body]] = bodyExamples(merge);
    const request = { path, headers: { "Content-Type": type }, body };
    assert.equal((await context.call(merge, request)).status, 200);
    assert.equal((await context.call(operationOf("getActor"), { path })).json.id, "joseph-otieno");
    assert.equal((await context.call(merge, request)).status, 409);
    const undo = operationOf("undoMerge");
    assert.equal((await context.call(undo, { path })).status, 200);
    assert.equal((await context.call(undo, { path })).status, 409);
    assert.equal((await context.call(merge, { ...request, path: { id: context.lastNames[0] } })).status, 300);
    assert.equal((await context.call(undo, { path: { id: context.lastNames[0] } })).status, 300);
  });

  test("articles go out", async () => {
    const operation = operationOf("deleteArticle");
    const { path } = examples(operation);
    assert.equal((await context.call(operation, { path })).status, 204);
    assert.equal((await context.call(operation, { path })).status, 404);
    assert.equal((await context.call(operationOf("getArticle"), { path })).status, 404);
  });
}

/** One record that is fine and one that is not. */
function mixed(id, type) {
  if (id === "addArticles" && type === "text/csv") return "id,text\nx4,Nothing.\nx5,\n";
  if (id === "addArticles" && type.endsWith("values")) return "id\ttext\nx6\tNothing.\nx7\t\n";
  if (id === "addArticles") return '{"id": "x2", "text": "Nothing."}\n{"id": "x3"}\n';
  if (type.endsWith("values")) return "2020-02-03\tPetra Nordahl\t040\tJoseph Otieno\n2020-02-30\tPetra Nordahl\t040\tJoseph Otieno\n";
  if (type === "text/csv") return "date,source,cameo,target\n2020-02-03,Petra Nordahl,040,Joseph Otieno\n2020-02-03,Petra Nordahl,9999,Joseph Otieno\n";
  return '{"date": "2020-02-03", "source": "Petra Nordahl", "target": "Joseph Otieno", "cameo": "040"}\n{"date": 7}\n';
}
