import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { z } from "zod";

const MAX_BODY_BYTES = 64 * 1024;
const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** A request that is answered with a code instead of what it asked for. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

export type Reply = { readonly status: number; readonly text: string } | "silence";

export const json = (status: number, value: unknown): Reply => ({ status, text: JSON.stringify(value) });

/** Reads JSON by its schema; throws a 400 for anything else. */
export function parse<Schema extends z.ZodType>(schema: Schema, body: string): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(body));
  } catch {
    throw new Problem(400, "invalid_body");
  }
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Problem(413, "body_too_large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** What was asked: `local` is true where it came to this machine from this machine. */
export type Asked = {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  readonly local: boolean;
};

export type Serving = { readonly port: number; stop(): Promise<void> };

/** Serves a sandbox over HTTP; 0 chooses a free port. Whatever goes wrong is answered as `internal`, and nothing is logged. */
export async function serve(
  at: { readonly host: string; readonly port: number },
  answer: (asked: Asked) => Promise<Reply>,
): Promise<Serving> {
  const server = createServer(async (incoming, response) => {
    const asking = async (): Promise<Reply> => {
      const { method = "GET", headers } = incoming;
      const local = LOOPBACK_HOST.test(headers.host ?? "") && LOOPBACK_HOST.test(at.host);
      const url = new URL(incoming.url ?? "/", "http://sandbox.invalid");
      return answer({ method, url, headers, body: await readBody(incoming), local });
    };
    const reply = await asking().catch((error: unknown): Reply => {
      const { status, code } = error instanceof Problem ? error : new Problem(500, "internal");
      return json(status, { code });
    });
    if (reply === "silence") return;
    response.writeHead(reply.status, { "content-type": "application/json", "cache-control": "no-store" });
    response.end(reply.text);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(at.port, at.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
