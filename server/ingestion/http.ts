import { isUuid } from "@/domain/shared/ids";
import { env } from "@/env";
import type { Principal } from "@/server/kernel/actor";
import { AppError } from "@/server/kernel/errors";
import { runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import { errorsCsv } from "./error-file";
import { FileProblem } from "./reader";
import { receiveUpload } from "./spool";

const json = (body: unknown, status: number) =>
  Response.json(body, { status, headers: { "cache-control": "no-store" } });

/**
 * Receives a file as the raw body of a POST; answers what `startBatch` wants: token, hash and size. Refuses callers who
 * may not import (403), a body shorter than announced or too large (422, with the code), and no body (400).
 */
export async function postUpload(request: Request, principal: Principal | null): Promise<Response> {
  if (!principal) return json({ error: "unauthenticated" }, 401);
  if (!request.body) return json({ error: "invalid" }, 400);
  const house = await runtime();
  const allowed = await inScope(house, principal, "read", async ({ actor }) => ({
    keep: false,
    value: actor.permissions.has("ingestion.import"),
  }));
  if (!allowed) return json({ error: "forbidden" }, 403);
  try {
    const body = request.body as unknown as AsyncIterable<Uint8Array>;
    return json(await receiveUpload(env().DATA_DIR, body, request.headers.get("content-length")), 201);
  } catch (error) {
    if (error instanceof FileProblem) return json({ code: error.code, params: error.params }, 422);
    throw error;
  }
}

/** Streams the rows of a batch that were not taken in, as a CSV file. */
export async function getErrors(
  batchId: string,
  language: "zh-CN" | "en",
  principal: Principal | null,
): Promise<Response> {
  if (!principal) return json({ error: "unauthenticated" }, 401);
  if (!isUuid(batchId)) return json({ error: "not-found" }, 404);
  try {
    const pieces = errorsCsv(await runtime(), principal, batchId, language);
    const first = await pieces.next();
    return csvResponse(`import-errors-${batchId}.csv`, first.done ? "" : first.value, pieces);
  } catch (error) {
    return failure(error);
  }
}

/** A CSV download whose first piece is known, so that a refusal still has a status of its own. */
export function csvResponse(name: string, first: string, rest: AsyncGenerator<string>): Response {
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(first)),
    async pull(controller) {
      const { done, value } = await rest.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await rest.return(undefined)),
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

/** The status of a failure that is not a refusal; anything unforeseen is thrown on. */
export function failure(error: unknown): Response {
  const status = { "not-found": 404, forbidden: 403, unauthenticated: 401, invalid: 400, unavailable: 503 };
  if (error instanceof AppError) return json({ error: error.category }, status[error.category]);
  throw error;
}
