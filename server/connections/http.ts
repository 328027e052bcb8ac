import { AppError, isUnavailable } from "@/server/kernel/errors";
import { log, safeError } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { authenticate } from "./authenticate";
import { fileOf, readBy, readJson } from "./body";
import type { BucketState } from "./buckets";
import { openApiDocument } from "./openapi";
import { CallProblem, problemOf, stop } from "./problems";
import type { Route } from "./route";
import { ROUTES } from "./routes";

const BASE = "/api/v1";
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/;

const MEANING = {
  "not-found": "connections.request.not-found",
  forbidden: "connections.request.forbidden",
  unauthenticated: "connections.request.unauthenticated",
  invalid: "connections.request.invalid",
  unavailable: "connections.request.unavailable",
} as const;

type Matched = { readonly route: Route; readonly params: Readonly<Record<string, string>> };

/**
 * Answers a call to /api/v1. Key and rate first, then the door, its scope, and what was sent; every failure is a Problem
 * with a stable code and the request's id, and nothing of an error's own text. `address` is the caller's, null where no
 * trusted proxy says it: a key bound to addresses is no good then.
 */
export async function answerCall(runtime: Runtime, request: Request, address: string | null): Promise<Response> {
  const requestId = newId();
  const started = performance.now();
  const about = { operation: "unknown", actor: undefined as string | undefined };
  let bucket: BucketState | null = null;
  const respond = (status: number, body: unknown, type: string): Response => {
    log("info", "api", { ...about, status, request: requestId, ms: Math.round(performance.now() - started) });
    return new Response(JSON.stringify(body), { status, headers: headersOf(requestId, type, status, bucket) });
  };
  try {
    const path = new URL(request.url).pathname.slice(BASE.length).replace(/\/$/, "");
    if (path === "/openapi.json" && request.method === "GET")
      return respond(200, openApiDocument(), "application/json");
    const caller = await authenticate(runtime, {
      authorization: request.headers.get("authorization"),
      address,
    });
    bucket = caller.bucket;
    if (!caller.ok) return stop(caller.code);
    const { principal } = caller;
    about.actor = `client:${principal.keyId}`;
    const { route, params } = match(request.method, path);
    about.operation = route.operationId;
    const call = { runtime, principal, requestId, ...(await readCall(request, route, params)) };
    const answer = await route.run(call);
    return respond(answer.status ?? 200, route.answer.parse(answer.body), "application/json");
  } catch (error) {
    const problem = problemFor(error, requestId);
    if (problem.status >= 500) log("error", "api", { ...about, request: requestId, ...safeError(error) });
    return respond(problem.status, problem, "application/problem+json");
  }
}

function problemFor(error: unknown, requestId: string) {
  if (error instanceof CallProblem) return problemOf(error.code, requestId, error.errors);
  if (error instanceof AppError) return problemOf(MEANING[error.category], requestId);
  return problemOf(isUnavailable(error) ? MEANING.unavailable : "connections.request.failed", requestId);
}

function headersOf(requestId: string, type: string, status: number, bucket: BucketState | null): Headers {
  const headers = new Headers({ "content-type": type, "cache-control": "no-store", "x-request-id": requestId });
  if (bucket) {
    headers.set("ratelimit-limit", String(bucket.limit));
    headers.set("ratelimit-remaining", String(bucket.remaining));
    headers.set("ratelimit-reset", String(bucket.fullIn));
  }
  if (status === 429) headers.set("retry-after", String(bucket?.nextIn ?? 1));
  if (status === 503) headers.set("retry-after", "5");
  if (status === 401) headers.set("www-authenticate", 'Bearer realm="api"');
  return headers;
}

/** The door of an address; stops the call where there is none, or none for the method. */
function match(method: string, path: string): Matched {
  const parts = path.split("/");
  let elsewhere = false;
  for (const route of ROUTES) {
    const names = route.path.split("/");
    if (names.length !== parts.length) continue;
    const fits = names.every((name, at) => name.startsWith("{") || name === parts[at]);
    if (!fits) continue;
    if (route.method !== method) {
      elsewhere = true;
      continue;
    }
    const params = names.flatMap((name, at) => (name.startsWith("{") ? [[name.slice(1, -1), decode(parts[at])]] : []));
    return { route, params: Object.fromEntries(params) };
  }
  return stop(elsewhere ? "connections.request.method" : "connections.request.not-found");
}

function decode(part = ""): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return stop("connections.request.not-found");
  }
}

async function readCall(request: Request, route: Route, rawParams: Readonly<Record<string, string>>) {
  // An id that is none names nothing: the answer is that of a thing which is not there.
  const read = route.params?.safeParse(rawParams);
  if (read && !read.success) return stop("connections.request.not-found");
  const params = read?.data;
  const search = [...new URL(request.url).searchParams];
  const names = search.map(([name]) => name);
  const twice = names.filter((name, at) => names.indexOf(name) !== at);
  if (twice.length > 0) stop("connections.request.invalid", [{ field: (twice[0] ?? "").slice(0, 60), code: "twice" }]);
  if (!route.query && names.length > 0) {
    stop("connections.request.invalid", [{ field: (names[0] ?? "").slice(0, 60), code: "unrecognized_keys" }]);
  }
  const query = route.query ? readBy(route.query, Object.fromEntries(search)) : undefined;
  if (route.method === "GET") return { params, query, body: undefined, bodyBytes: 0, key: "" };
  const key = request.headers.get("idempotency-key") ?? "";
  if (!IDEMPOTENCY_KEY.test(key)) stop("connections.request.key-missing");
  if (route.fileBytes !== undefined) {
    const { file, bytes } = fileOf(request, route.fileBytes);
    return { params, query, body: undefined, bodyBytes: bytes, file, key };
  }
  const { value, bytes } = await readJson(request);
  return { params, query, body: route.body ? readBy(route.body, value) : undefined, bodyBytes: bytes, key };
}
