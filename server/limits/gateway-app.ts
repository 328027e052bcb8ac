import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { log, safeError } from "@/server/kernel/logger";
import type { Runtime } from "@/server/kernel/runtime";
import { createDeciders } from "./deciders";
import { MAX_BODY, type Received, type Reply, receiveDecision, receiveSettlement } from "./http";

const received = (request: FastifyRequest): Received => ({
  headers: request.headers as Record<string, string>,
  body: typeof request.body === "string" ? request.body : "",
});

/** Problems as the core protocol says: a stable code, and nothing of what was sent. */
function send(reply: FastifyReply, answer: Reply): FastifyReply {
  if (answer.status === 200) return reply.code(200).send(answer.body);
  const { status, code, fields } = answer;
  return reply
    .code(status)
    .type("application/problem+json")
    .send(JSON.stringify({ type: `urn:hegui:problem:${code}`, title: code, status, code, ...(fields && { fields }) }));
}

/** The process that answers the payment core before it moves money: docs/reference/decisions-api.md. */
export function createGateway(own: Runtime, secret: string): FastifyInstance {
  const deciders = createDeciders(own);
  const app = Fastify({ logger: false, bodyLimit: MAX_BODY, requestTimeout: 10_000, forceCloseConnections: "idle" });
  app.removeAllContentTypeParsers();
  // The signature is over the very text.
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => done(null, body));
  app.get("/health", async (_request, reply) => {
    const alive = await own.pool.query("select 1").then(
      () => true,
      () => false,
    );
    return reply.code(alive ? 200 : 503).send({ ok: alive });
  });
  app.post("/v1/decisions", async (request, reply) =>
    send(reply, await receiveDecision(deciders, secret, received(request))),
  );
  for (const as of ["confirm", "reverse"] as const) {
    app.post<{ Params: { id: string } }>(`/v1/decisions/:id/${as}`, async (request, reply) => {
      const message = { ...received(request), decisionId: request.params.id, as };
      return send(reply, await receiveSettlement(deciders, secret, message));
    });
  }
  app.setNotFoundHandler((_request, reply) => send(reply, { status: 404, code: "not_found" }));
  app.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
    const status = error.statusCode;
    if (status === 413) return send(reply, { status: 413, code: "body_too_large" });
    if (status === 415) return send(reply, { status: 415, code: "not_json" });
    log("error", "gateway", safeError(error));
    return send(reply, { status: 503, code: "unavailable" });
  });
  return app;
}
