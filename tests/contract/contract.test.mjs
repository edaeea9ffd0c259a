// Holds a running server to api/openapi.json, in both directions. DRAGOMAN_BINARY says which; DRAGOMAN_TEST_SEED makes
// another run of it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { conformance } from "./conformance.mjs";
import { Context, seed } from "./context.mjs";
import { document, documentFile, operations } from "./document.mjs";
import { hostile } from "./hostile.mjs";
import { lintDocument } from "./lint.mjs";

console.log(`DRAGOMAN_TEST_SEED=${seed}`);

test("the document is clean", async () => {
  assert.equal(await lintDocument(fileURLToPath(documentFile)), 0);
});

const context = await Context.start();
after(() => context.server.stop());

test("the server serves this very document", async () => {
  const served = await context.server.send("GET", "/openapi.json");
  assert.deepEqual(served.json, document);
});

test("the document is of this version", () => {
  const version = execFileSync(process.env.DRAGOMAN_BINARY, ["--version"], { encoding: "utf8" });
  assert.equal(version.trim(), document.info.version);
});

conformance(context);
hostile(context);

// What this test cannot bring about: faults, a full disk, a server that is stopping, a database that is in memory only.
const outOfReach = new Set(["500", "503", "507", "getBackup 409"]);

test("every answer of the document was seen", () => {
  const unseen = operations.flatMap(({ id, statuses }) =>
    statuses
      .filter((status) => !context.seen.get(id)?.has(status))
      .map((status) => [String(status), `${id} ${status}`])
      .filter(([status, name]) => !outOfReach.has(status) && !outOfReach.has(name))
      .map(([, name]) => name),
  );
  assert.deepEqual(unseen, []);
});

test("the server is sound at the end", async () => {
  const ready = await context.server.send("GET", "/readyz");
  assert.equal(ready.status, 200);
  assert.equal(await context.server.stop(), 0);
  assert.equal(context.server.errors, "");
});
