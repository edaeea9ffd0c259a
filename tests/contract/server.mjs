// The server under test, and requests to it.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { once } from "node:events";

const mostMilliseconds = Number(process.env.DRAGOMAN_CONTRACT_PATIENCE ?? 10_000);
const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });

/** Starts `dragoman serve` on a free port, with a database that goes away with it. */
export class Server {
  static async start(binary, flags = []) {
    const server = new Server();
    server.directory = mkdtempSync(path.join(tmpdir(), "dragoman-contract-"));
    const data = path.join(server.directory, "data");
    const arguments_ = ["serve", "--data", data, "--listen", "127.0.0.1:0", "--log-level", "error", ...flags];
    server.process = spawn(binary, arguments_, { stdio: ["ignore", "pipe", "pipe"] });
    process.once("exit", () => server.process.kill("SIGKILL")); // also when a test throws where nobody expects it
    server.errors = "";
    server.process.stderr.on("data", (bytes) => (server.errors += bytes));
    server.port = await new Promise((resolve, reject) => {
      let out = "";
      server.process.stdout.on("data", (bytes) => {
        const line = /listening on http:\/\/[^:]*:(\d+)/.exec((out += bytes));
        if (line) resolve(Number(line[1]));
      });
      server.process.once("error", reject);
      server.process.once("exit", () => reject(new Error(`the server did not start: ${server.errors}`)));
    });
    return server;
  }

  /** {status, headers, body, text, json}; an error when the answer takes too long. `target` goes out as it is. */
  send(method, target, { headers = {}, body } = {}) {
    // Of its own accord Node.js gives the body of a DELETE no length.
    const length = body === undefined ? {} : { "Content-Length": Buffer.byteLength(body) };
    return new Promise((resolve, reject) => {
      const options = { host: "127.0.0.1", port: this.port, agent, method, path: target, headers: { ...length, ...headers } };
      const request = http.request(options);
      const timer = setTimeout(
        () => request.destroy(new Error(`no answer within ${mostMilliseconds} ms`)),
        mostMilliseconds,
      );
      const fail = (error) => {
        clearTimeout(timer);
        reject(new Error(`${method} ${target.slice(0, 200)}: ${error.message}`));
      };
      request.on("error", fail);
      request.on("response", (response) => {
        const endless = (response.headers["content-type"] ?? "").startsWith("text/event-stream") && method !== "HEAD";
        if (endless) {
          response.once("data", (piece) => {
            clearTimeout(timer);
            resolve(new Answer(response, piece));
            request.destroy();
          });
          return;
        }
        const pieces = [];
        response.on("data", (piece) => pieces.push(piece));
        response.on("error", fail);
        response.on("end", () => {
          clearTimeout(timer);
          resolve(new Answer(response, Buffer.concat(pieces)));
        });
      });
      request.end(body);
    });
  }

  /** SIGTERM; the exit code. */
  async stop() {
    const running = this.process.exitCode === null && this.process.signalCode === null;
    if (running) {
      const exit = once(this.process, "exit");
      const timer = setTimeout(() => this.process.kill("SIGKILL"), 2 * mostMilliseconds);
      this.process.kill("SIGTERM");
      await exit;
      clearTimeout(timer);
    }
    agent.destroy();
    rmSync(this.directory, { recursive: true, force: true });
    return this.process.exitCode;
  }
}

class Answer {
  constructor(response, body) {
    this.status = response.statusCode;
    this.headers = response.headers;
    this.body = body;
  }
  get text() {
    return this.body.toString("utf8");
  }
  get json() {
    return JSON.parse(this.text);
  }
}

export const readText = (url) => readFileSync(url, "utf8");
