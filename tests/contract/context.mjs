// What the tests share: a loaded server, and calls whose answers are held to the document.
import assert from "node:assert/strict";
import { documentFile, faults, operationOf } from "./document.mjs";
import { eventTable } from "./events.mjs";
import { Server, readText } from "./server.mjs";

export const seed = Number(process.env.DRAGOMAN_TEST_SEED ?? 20261128);
export const eventCount = Number(process.env.DRAGOMAN_CONTRACT_EVENTS ?? 120_000);

export class Context {
  seen = new Map(); // operation id → set of statuses

  static async start() {
    const context = new Context();
    context.server = await Server.start(process.env.DRAGOMAN_BINARY);
    try {
      await context.load();
    } catch (error) {
      await context.server.stop();
      throw error;
    }
    return context;
  }

  async load() {
    const { table, actors, last } = eventTable(eventCount, seed);
    this.actors = actors;
    this.lastNames = last;
    const tabs = { "Content-Type": "text/tab-separated-values" };
    const events = await this.call(operationOf("addEvents"), { headers: tabs, body: table });
    assert.equal(events.status, 200, events.text);
    const lines = { "Content-Type": "application/x-ndjson" };
    const samples = readText(new URL("../scripts/samples/articles.ndjson", documentFile));
    const articles = await this.call(operationOf("addArticles"), { headers: lines, body: samples });
    assert.equal(articles.status, 200, articles.text);
    const ready = (await this.call(operationOf("getReadyz"))).json;
    assert.ok(ready.events >= eventCount * 0.84, `only ${ready.events} events`);
  }

  /** The path and query of an operation; values of `query` are encoded unless they are Raw. */
  target(operation, { path = {}, query = [] } = {}) {
    const filled = operation.path.replace(/\{(\w+)\}/g, (_, name) => encode(path[name] ?? "nobody"));
    const pairs = query.map(([name, value]) => `${encode(name)}=${encode(value)}`);
    return pairs.length ? `${filled}?${pairs.join("&")}` : filled;
  }

  /** Sends a request and fails when the answer is not one that the document allows. */
  async call(operation, { path, query, headers, body } = {}) {
    const target = this.target(operation, { path, query });
    const answer = await this.server.send(operation.method, target, { headers, body });
    this.check(operation, answer, target);
    return answer;
  }

  check(operation, answer, target) {
    const wrong = faults(operation, answer);
    const shown = () => `${operation.method} ${target.slice(0, 300)} → ${answer.status}\n${wrong.slice(0, 10).join("\n")}\n${answer.text.slice(0, 600)}`;
    assert.equal(wrong.length, 0, wrong.length ? shown() : "");
    if (!this.seen.has(operation.id)) this.seen.set(operation.id, new Set());
    this.seen.get(operation.id).add(answer.status);
  }
}

/** Text that goes into a target as it is. */
export class Raw {
  constructor(text) {
    this.text = text;
  }
  toString() {
    return this.text;
  }
}

const encode = (value) => (value instanceof Raw ? value.text : encodeURIComponent(String(value)));
