import { FORM_BYTES } from "@/domain/privacy/policy";
import { readBounded } from "@/server/kernel/bounded-body";
import { log, safeError } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { fromElsewhere } from "@/server/kernel/same-origin";
import { type FormAnswer, statusOf, takeForm } from "./public-form";

/** The header that carries a request's code: never the address, which logs keep. */
const CODE_HEADER = "x-request-code";

function respond({ status, body, retryAfter }: FormAnswer): Response {
  const headers = { "cache-control": "no-store", ...(retryAfter ? { "retry-after": String(retryAfter) } : {}) };
  return Response.json(body, { status, headers });
}

async function readJson(request: Request): Promise<{ readonly body: unknown } | null> {
  const bytes = await readBounded(request, FORM_BYTES);
  if (bytes === null) return null;
  try {
    return { body: JSON.parse(bytes.toString("utf8")) };
  } catch {
    return { body: undefined };
  }
}

/** A door of the public: what it says of trouble tells nothing of anybody. */
async function guarded(answer: () => Promise<FormAnswer>): Promise<Response> {
  try {
    return respond(await answer());
  } catch (error) {
    log("error", "privacy-form", safeError(error));
    return respond({ status: 503, body: { problem: "unavailable" } });
  }
}

/**
 * A post of the public form: a request, or the digits of a code. 403 for other sites, 413 for what is too long. `address`
 * is the caller's, null where no trusted proxy says it.
 */
export async function postForm(runtime: Runtime, request: Request, address: string | null): Promise<Response> {
  const json = request.headers.get("content-type")?.startsWith("application/json");
  if (!json || fromElsewhere(request)) return new Response(null, { status: 403 });
  return guarded(async () => {
    const read = await readJson(request);
    if (read === null) return { status: 413, body: { problem: "too-large" } };
    return takeForm(runtime, { address, requestId: newId() }, read.body);
  });
}

/** How a request stands, for who holds its code. */
export async function getStatus(runtime: Runtime, request: Request, address: string | null): Promise<Response> {
  if (fromElsewhere(request)) return new Response(null, { status: 403 });
  const call = { address, requestId: newId() };
  return guarded(() => statusOf(runtime, call, request.headers.get(CODE_HEADER) ?? ""));
}
