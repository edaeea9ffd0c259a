// What clients do that mean harm or have a fault: an answer in time, never a 5xx, and a problem that names the place.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Raw, seed } from "./context.mjs";
import { allows, bodyExamples, operationOf, operations } from "./document.mjs";
import { hostileEncoded, hostileHeader } from "./values.mjs";

/** Values for what an operation requires, but for one parameter. */
function required(operation, but) {
  const query = operation.parameters.filter((p) => p.in === "query" && p.required && p.name !== but);
  return query.map((p) => [p.name, p.example]);
}

/** The last values that are allowed and the first that are not. */
function limits({ schema, items }) {
  const numbers = schema.type === "integer" ? [schema.minimum - 1, schema.minimum, schema.maximum, schema.maximum + 1] : [];
  const lengths = schema.maxLength ? ["x".repeat(schema.maxLength), "x".repeat(schema.maxLength + 1)] : [];
  const words = [...(items?.enum ?? schema.enum ?? []), ...(schema.format === "date" ? ["2024-02-29", "2023-02-29", "0001-01-01", "9999-12-31"] : [])];
  return fc.constantFrom("x", ...numbers.map(String), ...lengths, ...words);
}

const pathExamples = (operation) => Object.fromEntries(operation.parameters.filter((p) => p.in === "path").map((p) => [p.name, p.example ?? "x"]));
// An operation that changes nothing when it is sent without a body or for nobody.
const harmless = (operation) => (operation.method === "GET" ? pathExamples(operation) : { id: "nobody at all" });

function assertNames(answer, name) {
  const problem = answer.json;
  assert.equal(problem.parameter, name, `the problem names "${problem.parameter}", not "${name}": ${problem.detail}`);
  assert.ok(problem.detail.length > 10, problem.detail);
}

export function hostile(context) {
  test("hostile values of each query parameter", async () => {
    for (const operation of operations) {
      for (const parameter of operation.parameters.filter((p) => p.in === "query")) {
        await fc.assert(
          fc.asyncProperty(fc.oneof({ weight: 6, arbitrary: hostileEncoded }, { weight: 1, arbitrary: limits(parameter) }), async (value) => {
            const query = [...required(operation, parameter.name), [parameter.name, new Raw(value)]];
            if (parameter.name === "with" && operation.parameters.some((p) => p.name === "actor")) query.push(["actor", "marisol-quintana"]);
            const answer = await context.call(operation, { path: harmless(operation), query });
            assert.ok(answer.status < 500, `${answer.status}`);
            if (answer.status === 400 || answer.status === 404) assertNames(answer, parameter.name);
            // A cursor may look right and be of another list.
            if (parameter.name === "cursor") return;
            assert.equal(answer.status !== 400, allows(parameter, value), `${parameter.name}: ${answer.text.slice(0, 300)}`);
          }),
          { seed, numRuns: 120 },
        );
      }
    }
  });

  test("hostile names in the path", async () => {
    for (const operation of operations.filter((o) => o.path.includes("{id}"))) {
      await fc.assert(
        fc.asyncProperty(hostileEncoded, async (value) => {
          const path = { id: new Raw(value) };
          const target = context.target(operation, { path, query: required(operation) });
          const answer = await context.server.send(operation.method, target);
          assert.ok(answer.status < 500, `${target}: ${answer.status}`);
          // "/v1/events/" and "/v1/events/../x" are other paths.
          if (answer.status === 405 || (answer.status === 404 && answer.json.detail === "There is nothing at this path.")) {
            assert.equal(answer.headers["content-type"], "application/problem+json", target);
          } else {
            context.check(operation, answer, target);
            if (answer.status === 404) assertNames(answer, "id");
          }
        }),
        { seed, numRuns: 60 },
      );
    }
  });

  test("parameters that there are not", async () => {
    const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }).filter((text) => text.isWellFormed?.() ?? true);
    for (const operation of operations) {
      const known = new Set(operation.parameters.filter((p) => p.in === "query").map((p) => p.name));
      await fc.assert(
        fc.asyncProperty(name.filter((text) => !known.has(text)), fc.string({ maxLength: 5 }), async (unknown, value) => {
          const answer = await context.call(operation, { path: harmless(operation), query: [...required(operation), [unknown, value]] });
          assert.equal(answer.status, 400);
          assertNames(answer, unknown);
        }),
        { seed, numRuns: 20 },
      );
      const twice = operation.parameters.find((p) => p.in === "query" && p.schema.type !== "array");
      if (twice) {
        const pair = [[twice.name, twice.example], [twice.name, twice.example]];
        const answer = await context.call(operation, { path: harmless(operation), query: [...required(operation, twice.name), ...pair] });
        assert.equal(answer.status, 400);
        assertNames(answer, twice.name);
      }
      for (const missing of operation.parameters.filter((p) => p.in === "query" && p.required)) {
        const answer = await context.call(operation, { query: required(operation, missing.name) });
        assert.equal(answer.status, 400);
        assertNames(answer, missing.name);
      }
    }
  });

  test("hostile headers", async () => {
    const names = ["X-Request-Id", "If-None-Match", "Accept-Encoding", "Accept", "Accept-Language", "Range", "Authorization", "Origin", "Cookie", "X-Forwarded-For"];
    for (const operation of operations) {
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...names), hostileHeader, async (name, value) => {
          const headers = { [name]: value };
          const answer = await context.call(operation, { path: harmless(operation), query: required(operation), headers });
          assert.ok(answer.status < 500, `${answer.status}`);
          const asked = /^[A-Za-z0-9._-]{1,64}$/.test(value);
          if (name === "X-Request-Id") assert.equal(answer.headers["x-request-id"] === value, asked, value);
        }),
        { seed, numRuns: 40 },
      );
    }
  });

  test("hostile headers of HTTP itself", async () => {
    const names = ["Expect", "TE", "Upgrade", "Via", "If-Modified-Since", "If-Match", "Keep-Alive", "Proxy-Connection"];
    for (const operation of operations) {
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...names), hostileHeader, async (name, value) => {
          const target = context.target(operation, { path: harmless(operation), query: required(operation) });
          const answer = await context.server.send(operation.method, target, { headers: { [name]: value } });
          assert.ok(answer.status < 500, `${operation.id}: ${answer.status}`);
          if (answer.status === 417) assert.match(answer.json.detail, /expectation/);
          if (answer.status !== 417) context.check(operation, answer, target);
        }),
        { seed, numRuns: 30 },
      );
    }
  });

  test("hostile content types and codings", async () => {
    for (const operation of operations.filter((o) => o.method !== "GET")) {
      await fc.assert(
        fc.asyncProperty(fc.constantFrom("Content-Type", "Content-Encoding"), hostileHeader, async (name, value) => {
          const [type, body] = bodyExamples(operation)[0] ?? ["application/json", "{}"];
          const headers = { "Content-Type": type, [name]: value };
          const answer = await context.call(operation, { path: { id: "nobody at all" }, headers, body });
          assert.ok(answer.status < 500, `${answer.status}`);
          if (answer.status === 415) assert.match(answer.json.detail, /Content-Type|Content-Encoding|charset/);
        }),
        { seed, numRuns: 40 },
      );
      const headers = { "Content-Type": "application/json", "Content-Encoding": "nonsense" };
      assert.equal((await context.call(operation, { headers, body: "{}" })).status, 415);
    }
  });

  test("hostile bodies", async () => {
    const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));
    const json = fc.json({ maxDepth: 4 });
    const fields = ["id", "text", "title", "published", "publisher", "url", "language", "date", "source", "target", "cameo", "type", "status", "participants", "evidence", "into"];
    const record = fc.dictionary(fc.constantFrom(...fields), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 6 }).map((value) => JSON.stringify(value));
    const cell = fc.oneof(fc.constantFrom("2020-02-03", "040", "Petra Nordahl", "", "\"", "\"\"", "NA", "99999999"), fc.string({ unit: "binary", maxLength: 8 }));
    const table = fc.array(fc.array(cell, { maxLength: 6 }).map((row) => row.join("\t")), { maxLength: 4 }).map((rows) => rows.join("\n"));
    const deep = fc.integer({ min: 30, max: 5000 }).map((depth) => "[".repeat(depth));
    const body = fc.oneof(bytes, json, record, table, deep, fc.array(record, { maxLength: 4 }).map((list) => `[${list}]`));
    for (const operation of operations.filter((o) => o.body)) {
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...Object.keys(operation.body)), body, async (type, content) => {
          const answer = await context.call(operation, { path: { id: "nobody at all" }, headers: { "Content-Type": type }, body: content });
          assert.ok(answer.status < 500, `${answer.status}`);
        }),
        { seed, numRuns: 150 },
      );
    }
  });

  test("too long: targets, headers, bodies", async () => {
    for (const operation of operations) {
      const target = `${context.target(operation, { path: harmless(operation) })}?x=${"y".repeat(9000)}`;
      const long = await context.server.send(operation.method, target);
      context.check(operation, long, target);
      assert.equal(long.status, 414, operation.id);
      // The path may not be known when the header is refused, but the answer is the one documented for each.
      const header = await context.server.send(operation.method, context.target(operation, { path: harmless(operation) }), { headers: { "X-Long": "y".repeat(20_000) } });
      context.check(operation, header, operation.path);
      assert.equal(header.status, 431, operation.id);
    }
    for (const operation of operations.filter((o) => o.statuses.includes(413))) {
      const body = "x".repeat(100_000);
      const headers = { "Content-Type": "application/json", "Content-Length": "99999999999999" };
      const answer = await context.server.send(operation.method, context.target(operation, { path: harmless(operation) }), { headers, body });
      context.check(operation, answer, operation.path);
      assert.equal(answer.status, 413, operation.id);
    }
  });

  test("ids that nothing has", async () => {
    for (const operation of operations.filter((o) => o.statuses.includes(404))) {
      const by = operation.parameters.find((p) => p.name === "actor" || (p.name === "from" && p.required));
      const query = operation.path.includes("{id}") ? [] : [...required(operation, by.name), [by.name, "nobody at all"]];
      const [type, body] = bodyExamples(operation)[0] ?? [];
      const answer = await context.call(operation, { path: { id: "nobody at all" }, query, headers: type ? { "Content-Type": type } : {}, body });
      assert.equal(answer.status, 404, operation.id);
    }
    const event = await context.call(operationOf("getEvent"), { path: { id: "e4000000000" } });
    assert.equal(event.status, 404);
  });
}
