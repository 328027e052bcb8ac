import type { z } from "zod";
import type { Clearance, Permission } from "@/domain/permissions";
import type { Principal } from "./actor";
import { AppError } from "./errors";
import { log, observed, safeError } from "./logger";
import { register } from "./registry";
import type { Runtime } from "./runtime";
import { inScope, type Scope } from "./scope";
import { traced } from "./tracing";
import { malformedPath } from "./well-formed";

export type QueryDefinition<I extends z.ZodType, O extends z.ZodType> = {
  readonly name: string;
  readonly permission: Permission;
  /** `suspicion` for whatever tells that a suspicion exists: uncleared callers do not find it. */
  readonly clearance: Clearance;
  readonly input: I;
  /** What may leave the server; anything else a resolver returns is dropped. */
  readonly output: O;
  resolve(scope: Scope, input: z.output<I>): Promise<z.input<O>>;
};

export type Query<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = QueryDefinition<I, O> & {
  readonly type: "query";
};

/** Declares a query and enters it in the registry. */
export function query<I extends z.ZodType, O extends z.ZodType>(definition: QueryDefinition<I, O>): Query<I, O> {
  const made = { ...definition, type: "query" as const };
  register(made as unknown as Query);
  return made;
}

/**
 * Runs a query in a read-only transaction with the caller's present rights. Throws AppError: `unauthenticated`,
 * `forbidden` (or `not-found` behind the wall), `invalid`.
 */
export function ask<I extends z.ZodType, O extends z.ZodType>(
  runtime: Runtime,
  q: Query<I, O>,
  call: { principal: Principal; input: unknown; requestId: string },
): Promise<z.output<O>> {
  return traced("query", { name: q.name }, () => run(runtime, q, call));
}

async function run<I extends z.ZodType, O extends z.ZodType>(
  runtime: Runtime,
  q: Query<I, O>,
  call: { principal: Principal; input: unknown; requestId: string },
): Promise<z.output<O>> {
  const parsed = q.input.safeParse(call.input);
  if (!parsed.success || malformedPath(parsed.data) !== null) throw new AppError("invalid");
  const started = performance.now();
  try {
    const answer = await inScope(runtime, call.principal, "read", async (scope) => {
      if (q.clearance === "suspicion" && scope.actor.clearance !== "suspicion") throw new AppError("not-found");
      if (!scope.actor.permissions.has(q.permission)) throw new AppError("forbidden");
      return { keep: false, value: q.output.parse(await q.resolve(scope, parsed.data)) };
    });
    observed("query", { name: q.name, outcome: "answered", ms: performance.now() - started });
    return answer;
  } catch (error) {
    const expected = error instanceof AppError;
    log(expected ? "info" : "error", "query", {
      name: q.name,
      outcome: expected ? error.category : "failed",
      programme: call.principal.programmeId,
      request: call.requestId,
      ms: Math.round(performance.now() - started),
      ...(expected ? {} : safeError(error)),
    });
    throw error;
  }
}
