// Reads server-sent events from a stream of bytes (WHATWG HTML, section 9.2.6). Does not know: what an event says.

export interface ServerEvent {
  id: string;
  type: string;
  data: string;
}

/** Yield each whole event; null for anything else that was heard (a heartbeat). What a broken line left half is dropped. */
export async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent | null> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let event = { id: "", type: "message", data: [] as string[] };
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      // A carriage return at the very end may be the first half of CR LF: it waits for what follows.
      const lines = rest.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? "";
      let spoke = false;
      for (const line of lines) {
        if (line === "") {
          if (event.data.length) {
            spoke = true;
            yield { id: event.id, type: event.type, data: event.data.join("\n") };
          }
          event = { id: "", type: "message", data: [] };
          continue;
        }
        const colon = line.indexOf(":");
        const field = colon < 0 ? line : line.slice(0, colon);
        const text = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
        if (field === "data") event.data.push(text);
        else if (field === "id") event.id = text;
        else if (field === "event") event.type = text;
      }
      if (!spoke) yield null;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
