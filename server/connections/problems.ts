import type { Problem } from "@/domain/connections/api";
import { type RequestCode, statusOf } from "@/domain/connections/codes";
import words from "@/messages/en/connections.json";
import kernelWords from "@/messages/en/kernel.json";

export type FieldError = { readonly field: string; readonly code: string };

/** Ends a call with a problem. Thrown by doors, caught once. */
export class CallProblem extends Error {
  constructor(
    readonly code: string,
    readonly errors: readonly FieldError[] = [],
  ) {
    super(code);
    this.name = "CallProblem";
  }
}

/** Stops a call before it reaches anything. */
export function stop(code: RequestCode, errors: readonly FieldError[] = []): never {
  throw new CallProblem(code, errors);
}

type Words = { readonly [key: string]: string | Words };

/** The English words of a code; a general sentence for one of another capability. */
function titleOf(code: string): string {
  const [capability = "", ...path] = code.split(".");
  const root = capability === "connections" ? words.refusals : capability === "kernel" ? kernelWords.refusals : {};
  const found = path.reduce<string | Words | undefined>(
    (at, key) => (typeof at === "object" ? at[key] : undefined),
    root as Words,
  );
  return typeof found === "string" ? found : "The request cannot be carried out as things stand.";
}

/** The problem of a code, with its status (RFC 9457). */
export function problemOf(code: string, requestId: string, errors: readonly FieldError[] = []): Problem {
  return {
    type: `/connections/reference#${code}`,
    title: titleOf(code),
    status: statusOf(code),
    code,
    requestId,
    ...(errors.length > 0 ? { errors: [...errors] } : {}),
  };
}
