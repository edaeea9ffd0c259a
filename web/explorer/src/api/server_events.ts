// Server-sent events by fetch, for a browser's EventSource cannot send an API key.
import { keyHeaders } from "./key";

export interface Message {
  event: string;
  data: string;
  id: string; // where to go on from, also of earlier messages
}

const brokenMilliseconds = 1000; // after a connection that ended
const refusedMilliseconds = 5000; // after an answer that is no stream

function parse(block: string, id: string): Message {
  const message: Message = { event: "message", data: "", id };
  for (const line of block.split("\n")) {
    const [, field = "", value = ""] = /^(\w*): ?(.*)$/.exec(line) ?? [];
    if (field === "data") message.data += message.data === "" ? value : `\n${value}`;
    else if (field === "event" || field === "id") message[field] = value;
  }
  return message; // comments have neither
}

async function read(response: Response, last: string, tell: (message: Message) => void): Promise<void> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const piece = await reader?.read();
    if (!piece || piece.done) return;
    const blocks = (text + decoder.decode(piece.value, { stream: true })).split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const message = parse(block, last);
      last = message.id;
      if (message.data !== "" || message.event !== "message") tell(message);
    }
  }
}

// Listens until the signal ends it, and goes on where it was after each interruption.
export async function listen(address: string, signal: AbortSignal, tell: (message: Message) => void, live: (now: boolean) => void): Promise<void> {
  let last = "";
  while (!signal.aborted) {
    let pause = brokenMilliseconds;
    try {
      const headers = { Accept: "text/event-stream", ...keyHeaders(), ...(last !== "" && { "Last-Event-ID": last }) };
      const response = await fetch(address, { headers, signal, cache: "no-store" });
      if (response.ok) {
        live(true);
        await read(response, last, (message) => {
          last = message.id;
          tell(message);
        });
      } else {
        pause = refusedMilliseconds;
      }
    } catch {
      // The connection broke, or nobody listens any more.
    }
    if (signal.aborted) return;
    live(false);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
