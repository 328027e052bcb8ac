import type { z } from "zod";
import { CONNECTIONS_POLICY } from "@/domain/connections/policy";
import { readBounded } from "@/server/kernel/bounded-body";
import { issueCode } from "@/server/kernel/issue-code";
import { type FieldError, stop } from "./problems";

const JSON_TYPE = /^application\/json\s*(;\s*charset=("?)utf-8\2\s*)?$/i;

/** A request's JSON, as sent. Stops the call for another type, too many bytes, too deep nesting and what is not JSON. */
export async function readJson(request: Request): Promise<{ value: unknown; bytes: number }> {
  const encoded = request.headers.get("content-encoding");
  const plain = encoded === null || encoded === "identity";
  if (!plain || !JSON_TYPE.test(request.headers.get("content-type") ?? "")) stop("connections.request.content-type");
  const raw = await bytesOf(request);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(raw);
  } catch {
    return stop("connections.request.body");
  }
  if (depthOf(text) > CONNECTIONS_POLICY.bodyDepth) stop("connections.request.body");
  try {
    return { value: JSON.parse(text), bytes: raw.length };
  } catch {
    return stop("connections.request.body");
  }
}

async function bytesOf(request: Request): Promise<Buffer> {
  return (await readBounded(request, CONNECTIONS_POLICY.bodyBytes)) ?? stop("connections.request.too-large");
}

const QUOTE = 34;
const BACKSLASH = 92;

/** How deep arrays and objects nest, without building them. */
export function depthOf(text: string): number {
  let [depth, deepest, quoted] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (quoted) {
      if (sign === BACKSLASH) at += 1;
      else if (sign === QUOTE) quoted = false;
    } else if (sign === QUOTE) quoted = true;
    else if (sign === 91 || sign === 123) deepest = Math.max(deepest, ++depth);
    else if (sign === 93 || sign === 125) depth -= 1;
  }
  return deepest;
}

/** Reads a value by its schema; stops the call with every field that is wrong. Values are never repeated. */
export function readBy<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.slice(0, 100).flatMap((issue): FieldError[] => {
    const field = issue.path.join(".");
    if (issue.code !== "unrecognized_keys") return [{ field, code: issueCode(issue) }];
    return issue.keys
      .slice(0, 20)
      .map((key) => ({ field: [...issue.path, key.slice(0, 60)].join("."), code: issue.code }));
  });
  return stop("connections.request.invalid", errors);
}

/**
 * A file in a request's body, not read yet, with the length its caller announced. Stops the call without a length, and
 * for one above `most`.
 */
export function fileOf(request: Request, most: number): { file: AsyncIterable<Uint8Array>; bytes: number } {
  const encoded = request.headers.get("content-encoding");
  if (encoded !== null && encoded !== "identity") stop("connections.request.content-type");
  const length = request.headers.get("content-length") ?? "";
  if (!/^\d{1,12}$/.test(length)) return stop("connections.request.length");
  if (Number(length) > most) return stop("connections.request.too-large");
  return { file: (request.body ?? []) as AsyncIterable<Uint8Array>, bytes: Number(length) };
}
