import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Stands between console and core: passes requests on, and while `withhold` is set keeps the core's answers to
 * instructions to itself, so that the effect has happened and the caller does not know.
 */
export async function startProxy(target: string) {
  const held: ServerResponse[] = [];
  const instructionIds: string[] = [];
  /** `pass`: instructions whose answers go through all the same. */
  const control: { withhold: boolean; pass: ReadonlySet<string> } = { withhold: false, pass: new Set() };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const headers = Object.fromEntries(
      Object.entries(request.headers)
        .filter(([name]) => name === "content-type" || name.startsWith("webhook-"))
        .map(([name, value]) => [name, String(value)]),
    );
    const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
    const answer = await fetch(new URL(request.url ?? "/", target), {
      method: request.method ?? "GET",
      headers,
      ...body,
    });
    const text = await answer.text();
    const instructionId = request.url === "/v1/instructions" ? String(request.headers["webhook-id"]) : undefined;
    if (instructionId !== undefined) {
      instructionIds.push(instructionId);
      if (control.withhold && !control.pass.has(instructionId)) return void held.push(response);
    }
    response.writeHead(answer.status, { "content-type": "application/json" }).end(text);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    control,
    /** Answers kept back so far. */
    held: held as readonly ServerResponse[],
    /** The id of every instruction that reached the core, repeats included. */
    instructionIds: instructionIds as readonly string[],
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
