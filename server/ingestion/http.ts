import { isUuid } from "@/domain/shared/ids";
import { env } from "@/env";
import type { Principal } from "@/server/kernel/actor";
import { tableResponse } from "@/server/kernel/download";
import { AppError, isUnavailable } from "@/server/kernel/errors";
import { log, safeError } from "@/server/kernel/logger";
import { runtime } from "@/server/kernel/runtime";
import { fromElsewhere } from "@/server/kernel/same-origin";
import { inScope } from "@/server/kernel/scope";
import { errorsTable } from "./error-file";
import { FileProblem } from "./reader";
import { receiveUpload } from "./spool";

const json = (body: unknown, status: number) =>
  Response.json(body, { status, headers: { "cache-control": "no-store" } });

/**
 * Receives a file as the raw body of a POST; answers what `startBatch` wants: token, hash and size. Refuses callers who
 * may not import or ask from another site (403), a body shorter than announced or too large (422, with the code), and no body (400).
 */
export async function postUpload(request: Request, principal: Principal | null): Promise<Response> {
  if (fromElsewhere(request)) return json({ error: "forbidden" }, 403);
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
    if (!isUnavailable(error)) throw error;
    log("error", "ingestion-upload", safeError(error));
    return json({ error: "unavailable" }, 503);
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
    const table = errorsTable(await runtime(), principal, batchId, language);
    return await tableResponse(`import-errors-${batchId}`, "csv", table);
  } catch (error) {
    return failure(error);
  }
}

/** The status of a failure that is not a refusal; anything unforeseen is thrown on. */
export function failure(error: unknown): Response {
  const status = { "not-found": 404, forbidden: 403, unauthenticated: 401, invalid: 400, unavailable: 503 };
  if (error instanceof AppError) return json({ error: error.category }, status[error.category]);
  throw error;
}
