import type { z } from "zod";
import type { ApiScope } from "@/domain/connections/scopes";
import type { Principal } from "@/server/kernel/actor";
import { type Command, execute } from "@/server/kernel/command";
import type { Runtime } from "@/server/kernel/runtime";
import { CallProblem, stop } from "./problems";

/** A call that has passed the gate: who, what about, and under which key of his own. */
export type Call<P, Q, B> = {
  readonly runtime: Runtime;
  readonly principal: Principal;
  readonly requestId: string;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly bodyBytes: number;
  /** The bytes of a file, where the door takes one; their number is `bodyBytes`, as the caller announced it. */
  readonly file?: AsyncIterable<Uint8Array>;
  /** `Idempotency-Key`; empty for reads. */
  readonly key: string;
};

export type Answer<A> = { readonly status?: 200 | 201; readonly body: A };

/** One door: what it takes, what it answers, and what stands about it in the OpenAPI document. */
export type RouteDefinition<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> = {
  readonly method: "GET" | "POST" | "PUT";
  /** Below /api/v1; `{name}` is a parameter. */
  readonly path: string;
  readonly operationId: string;
  readonly tag:
    | "customers"
    | "accounts"
    | "transactions"
    | "submissions"
    | "letters"
    | "losses"
    | "objections"
    | "privacy"
    | "consents"
    | "confirmations";
  readonly summary: string;
  readonly scope: ApiScope;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** True where the body is a file instead of JSON: it is handed on as it comes (`Call.file`), no larger than this. */
  readonly fileBytes?: number;
  /** What the document says of the body, where that is more than the door itself asks. */
  readonly documentedBody?: z.ZodType;
  readonly answer: A;
  /** True when a call may make something: 201 beside 200. */
  readonly makes?: boolean;
  run(call: Call<z.output<P>, z.output<Q>, z.output<B>>): Promise<Answer<z.input<A>>>;
};

export type Route = RouteDefinition<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;

/** Types a door by its own schemas. */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  definition: RouteDefinition<P, Q, B, A>,
): Route {
  return definition as unknown as Route;
}

/** Runs a command for a call; a refusal ends the call with its code. */
export async function commanded<I extends z.ZodType, R>(
  call: Pick<Call<unknown, unknown, unknown>, "runtime" | "principal" | "requestId" | "key">,
  cmd: Command<I, R>,
  input: z.input<I>,
): Promise<{ result: R; replayed: boolean }> {
  const { runtime, principal, requestId, key } = call;
  const outcome = await execute(runtime, cmd, { principal, input, key, requestId });
  if (outcome.ok) return outcome;
  if (outcome.code === "kernel.permission.denied") return stop("connections.request.forbidden");
  if (outcome.code === "kernel.input.invalid") {
    const errors = (outcome.issues ?? []).map(({ path, code }) => ({ field: path, code }));
    return stop("connections.request.invalid", errors);
  }
  throw new CallProblem(outcome.code, outcome.field ? [{ field: outcome.field, code: outcome.code }] : []);
}
