import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import type { z } from "zod";
import type { Principal } from "./actor";
import { type Command, execute, type Outcome } from "./command";
import { AppError, isUnavailable } from "./errors";
import { ask, type Query } from "./query";
import { runtime } from "./runtime";

/** What the transport knows of a caller. */
export type TrpcContext = { readonly principal: Principal | null; readonly requestId: string };

const CODES = {
  "not-found": "NOT_FOUND",
  forbidden: "FORBIDDEN",
  unauthenticated: "UNAUTHORIZED",
  invalid: "BAD_REQUEST",
  unavailable: "SERVICE_UNAVAILABLE",
} as const;

const t = initTRPC.context<TrpcContext>().create({
  transformer: superjson,
  // Nothing of a message leaves the server: the screen chooses words by category and shows the request id.
  errorFormatter: ({ shape, ctx }) => ({
    code: shape.code,
    message: shape.data.code,
    data: { code: shape.data.code, httpStatus: shape.data.httpStatus, requestId: ctx?.requestId ?? null },
  }),
});

export const router = t.router;
export const createCaller = t.createCallerFactory;

function toTrpcError(error: unknown): TRPCError {
  if (error instanceof AppError) return new TRPCError({ code: CODES[error.category] });
  return new TRPCError({ code: isUnavailable(error) ? "SERVICE_UNAVAILABLE" : "INTERNAL_SERVER_ERROR" });
}

function callerOf(ctx: TrpcContext): Principal {
  if (!ctx.principal) throw new TRPCError({ code: "UNAUTHORIZED" });
  return ctx.principal;
}

/** A query as a tRPC procedure. */
export function queryProcedure<I extends z.ZodType, O extends z.ZodType>(q: Query<I, O>) {
  return t.procedure
    .input((raw: unknown) => (raw ?? {}) as z.input<I>)
    .query(async ({ ctx, input }): Promise<z.output<O>> => {
      const principal = callerOf(ctx);
      try {
        return await ask(await runtime(), q, { principal, input, requestId: ctx.requestId });
      } catch (error) {
        throw toTrpcError(error);
      }
    });
}

/** A command as a tRPC procedure: `{ key, input }` in, its outcome out. A refusal is an answer, not an error. */
export function commandProcedure<I extends z.ZodType, R>(cmd: Command<I, R>) {
  return t.procedure
    .input((raw: unknown) => raw as { key: string; input: z.input<I> })
    .mutation(async ({ ctx, input }): Promise<Outcome<R>> => {
      const principal = callerOf(ctx);
      try {
        const key = typeof input?.key === "string" ? input.key : "";
        return await execute(await runtime(), cmd, { principal, input: input?.input, key, requestId: ctx.requestId });
      } catch (error) {
        throw toTrpcError(error);
      }
    });
}

/** For the few procedures that call outside before a query or command (a dry run of the core): the caller, proven to exist. */
export const procedureWithCaller = t.procedure.use(({ ctx, next }) =>
  next({ ctx: { ...ctx, principal: callerOf(ctx) } }),
);
