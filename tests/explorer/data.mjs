// Servers with something in them.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Server } from "../contract/server.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const binary = process.env.DRAGOMAN_BINARY ?? path.join(root, "build/release/server/dragoman");
// A page that is being worked on, in place of the one that is built into the server.
const flags = process.env.DRAGOMAN_UI_DIR ? ["--ui-dir", process.env.DRAGOMAN_UI_DIR] : [];

export const startServer = (more = []) => Server.start(binary, [...flags, ...more]);

/** Runs `use` with a server that is gone afterwards, however that ends: a server left over would keep Node.js from ending. */
export async function withServer(more, use) {
  const server = await startServer(more);
  try {
    await use(server);
  } finally {
    await server.stop();
  }
}

export async function post(server, target, type, body, headers = {}) {
  const response = await fetch(`http://127.0.0.1:${server.port}${target}`, { method: "POST", headers: { "Content-Type": type, ...headers }, body });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${target}: ${JSON.stringify(answer)}`);
  return answer;
}

export const postArticle = (server, article) => post(server, "/v1/articles", "application/json", JSON.stringify(article));
export const loadSamples = (server, headers) =>
  post(server, "/v1/articles", "application/x-ndjson", readFileSync(path.join(root, "scripts/samples/articles.ndjson")), headers);

/** What the API answers. */
export async function ask(server, target) {
  const response = await fetch(`http://127.0.0.1:${server.port}${target}`);
  if (!response.ok) throw new Error(`${target}: ${response.status}`);
  return response.json();
}

/** A year of coded events, which is not part of the repository; undefined where it is not there. */
export const icews = [process.env.DRAGOMAN_CORPORA, path.join(root, "../shared/corpora")]
  .filter(Boolean)
  .map((folder) => path.join(folder, "icews/icews18.tsv.gz"))
  .find((file) => existsSync(file));

export const loadIcews = (server) => post(server, "/v1/events", "text/tab-separated-values", readFileSync(icews), { "Content-Encoding": "gzip" });
