import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type Server } from "node:http";
import { metrics } from "@/server/kernel/metrics";
import type { Runtime } from "@/server/kernel/runtime";
import { readGauges } from "./gauges";

/** The metrics of this process as Prometheus reads them, gauges fresh. */
export async function renderMetrics(own: Pick<Runtime, "pool">): Promise<{ type: string; body: string }> {
  const all = metrics();
  await readGauges(own, all);
  return { type: all.registry.contentType, body: await all.registry.metrics() };
}

const digest = (text: string) => createHash("sha256").update(text).digest();

/**
 * Answers a scraper that brings the token as `Authorization: Bearer`. Without a token set, and to everybody else, there
 * is no such page.
 */
export async function getMetrics(
  request: Request,
  token: string,
  open: () => Promise<Pick<Runtime, "pool">>,
): Promise<Response> {
  const nothing = new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
  const given = request.headers.get("authorization") ?? "";
  if (token === "" || !timingSafeEqual(digest(given), digest(`Bearer ${token}`))) return nothing;
  const { type, body } = await renderMetrics(await open());
  return new Response(body, { headers: { "content-type": type, "cache-control": "no-store" } });
}

/** Serves the worker's metrics on this machine alone. Port 0 serves nothing and gives null. */
export function serveMetrics(own: Pick<Runtime, "pool">, port: number): Server | null {
  if (port === 0) return null;
  metrics();
  const server = createServer((request, response) => {
    if (request.url !== "/metrics" || request.method !== "GET") return void response.writeHead(404).end();
    renderMetrics(own).then(
      ({ type, body }) => response.writeHead(200, { "content-type": type, "cache-control": "no-store" }).end(body),
      () => response.writeHead(503).end(),
    );
  });
  return server.listen(port, "127.0.0.1");
}
