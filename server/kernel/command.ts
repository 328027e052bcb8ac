import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { z } from "zod";
import type { AuditKind } from "@/domain/audit-kinds";
import type { Permission } from "@/domain/permissions";
import { type Refusal, refuse } from "@/domain/shared/result";
import { addDuration } from "@/domain/shared/time";
import type { Actor, Principal } from "./actor";
import { type AuditEvent, auditInsert } from "./audit/append";
import { AppError } from "./errors";
import { type Claim, claimKey, requestHash, resultUpdate } from "./idempotency";
import { issueCode } from "./issue-code";
import { log, safeError } from "./logger";
import { enqueueCalls, type OutboxEvent } from "./outbox";
import { register } from "./registry";
import { processesRestricted } from "./restricted";
import type { Runtime } from "./runtime";
import { inScope, type Scope, type Worked } from "./scope";
import { STEP_UP_FRESH_MINUTES } from "./session-limits";
import { traced } from "./tracing";
import { isWellFormed, malformedPath } from "./well-formed";
import { parts } from "./writes";

/** What a command did: its result, at least one audit entry, and the news to tell. */
export type Committed<R> = {
  readonly ok: true;
  readonly result: R;
  readonly audit: readonly [AuditEvent, ...AuditEvent[]];
  readonly events: readonly OutboxEvent[];
  /** Writes that go with audit and outbox, in the one round trip that ends the command; see `parts`. */
  readonly writes?: readonly SQL[];
  /** Its last statement, sent but not waited for: what it says is not needed for the result. */
  readonly last?: Promise<unknown>;
};

/** Ends a command that changed something. Without an audit entry it does not compile. */
export function committed<R>(outcome: {
  result: R;
  audit: readonly [AuditEvent, ...AuditEvent[]];
  events?: readonly OutboxEvent[];
  writes?: readonly SQL[];
  last?: Promise<unknown>;
}): Committed<R> {
  const { result, audit, events = [], writes, last } = outcome;
  // The transaction's end waits for it; a failure before that must not be one that nobody hears.
  last?.catch(() => undefined);
  return { ok: true, result, audit, events, ...(writes && { writes }), ...(last && { last }) };
}

export type CommandDefinition<I extends z.ZodType, R> = {
  /** Also the audit word under which refused and denied attempts are kept. */
  readonly name: AuditKind;
  readonly permission: Permission;
  readonly input: I;
  /** Asks for a fresh second factor. */
  readonly stepUp?: boolean;
  /** False for results that hold personal data: a replay answers without them. */
  readonly storesResult?: boolean;
  /** False where what is asked carries its own key, so that saying it twice changes nothing: no key is claimed. */
  readonly claimsKey?: boolean;
  /** What the input is about, for the entry of a refused or denied attempt. Ids only. */
  readonly subject: (input: z.output<I>) => { type: string; id: string };
  handle(scope: Scope, input: z.output<I>): Promise<Committed<R> | Refusal>;
};

export type Command<I extends z.ZodType = z.ZodType, R = unknown> = CommandDefinition<I, R> & {
  readonly type: "command";
};

/** Declares a command and enters it in the registry. */
export function command<I extends z.ZodType, R>(definition: CommandDefinition<I, R>): Command<I, R> {
  const made = { ...definition, type: "command" as const };
  register(made as unknown as Command);
  return made;
}

export type Call = {
  readonly principal: Principal;
  readonly input: unknown;
  /** The caller's idempotency key. */
  readonly key: string;
  readonly requestId: string;
};

export type FieldIssue = { readonly path: string; readonly code: string };

export type Outcome<R> =
  | { readonly ok: true; readonly result: R; readonly replayed: boolean }
  | (Refusal & { readonly issues?: readonly FieldIssue[] });

/**
 * Runs a command: parse → transaction → present rights → permission → idempotency key → handle → refused: roll back;
 * committed: outbox, stored result, audit → commit → one log line. Refused and denied attempts leave an entry too.
 * Throws AppError("unauthenticated") for an ended session and whatever the database throws.
 */
export function execute<I extends z.ZodType, R>(runtime: Runtime, cmd: Command<I, R>, call: Call): Promise<Outcome<R>> {
  return traced("command", { name: cmd.name }, () => run(runtime, cmd, call));
}

async function run<I extends z.ZodType, R>(runtime: Runtime, cmd: Command<I, R>, call: Call): Promise<Outcome<R>> {
  const started = performance.now();
  const done = (outcome: string, actor?: string, code?: string) =>
    log("info", "command", {
      name: cmd.name as string,
      outcome,
      code,
      actor,
      programme: call.principal.programmeId,
      request: call.requestId,
      ms: Math.round((performance.now() - started) * 10) / 10,
    });

  const parsed = cmd.input.safeParse(call.input);
  if (!parsed.success) {
    done("invalid");
    const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join("."), code: issueCode(issue) }));
    return { ...refuse("kernel.input.invalid"), issues };
  }
  const malformed = malformedPath(parsed.data);
  if (malformed !== null) {
    done("invalid");
    return { ...refuse("kernel.input.invalid"), issues: [{ path: malformed, code: "invalid_characters" }] };
  }
  if (!call.key || call.key.length > 200 || !isWellFormed(call.key)) return refuse("kernel.key.missing");

  let actorSeen: Actor | undefined;
  try {
    const outcome = await inScope<Outcome<R>>(runtime, call.principal, "write", async (scope) => {
      actorSeen = scope.actor;
      return attempt(cmd, scope, parsed.data, call);
    });
    if (!outcome.ok && actorSeen) await recordAttempt(runtime, cmd, call, parsed.data, outcome);
    done(
      outcome.ok ? (outcome.replayed ? "replayed" : "committed") : "refused",
      actorSeen?.id,
      outcome.ok ? undefined : outcome.code,
    );
    return outcome;
  } catch (error) {
    if (error instanceof AppError && error.category === "not-found" && actorSeen) {
      await recordAttempt(runtime, cmd, call, parsed.data, refuse("kernel.subject.not-found"));
    }
    log(error instanceof AppError ? "info" : "error", "command", {
      name: cmd.name,
      outcome: "failed",
      actor: actorSeen?.id,
      programme: call.principal.programmeId,
      request: call.requestId,
      ms: Math.round(performance.now() - started),
      ...safeError(error),
    });
    throw error;
  }
}

type Kept<R> = Worked<Outcome<R>>;

async function attempt<I extends z.ZodType, R>(
  cmd: Command<I, R>,
  scope: Scope,
  input: z.output<I>,
  call: Call,
): Promise<Kept<R>> {
  const { tx, actor, now } = scope;
  if (!actor.permissions.has(cmd.permission)) return no("kernel.permission.denied");

  const claim: Claim =
    cmd.claimsKey === false ? { state: "new" } : await claimKey(tx, actor, cmd.name, call.key, requestHash(input), now);
  if (claim.state === "conflict") return no("kernel.key.reused");
  if (claim.state === "replay") return { keep: false, value: { ok: true, result: claim.result as R, replayed: true } };
  if (cmd.stepUp && actor.personId && !isFresh(actor, scope)) return no("kernel.step-up.required");

  if (await processesRestricted(tx, actor, { name: cmd.name, about: cmd.subject(input), input }))
    return no("retention.subject.restricted");
  const outcome = await cmd.handle(scope, input);
  if (!outcome.ok) return { keep: false, value: outcome };
  const { sql: text, params } = dialect.sqlToQuery(conclusion(cmd, scope, outcome, call));
  // Sent here, before the commit that follows it.
  const concluded = tx.$client.query({ name: keptAs(cmd, outcome), text, values: params });
  return {
    keep: true,
    value: { ok: true, result: outcome.result, replayed: false },
    last: Promise.all([outcome.last, concluded]),
  };
}

const dialect = new PgDialect();

/** Where all that varies is the values, the connection keeps the conclusion planned: on the road of every payment. */
function keptAs<R>(
  { claimsKey, name }: Pick<Command, "claimsKey" | "name">,
  outcome: Committed<R>,
): string | undefined {
  const plain = claimsKey === false && outcome.events.length === 0 && outcome.writes === undefined;
  return plain ? `end-${name}-${outcome.audit.length}` : undefined;
}

/** Audit, outbox, stored result and the command's own last writes in one statement: they stand or fall together, and cost one round trip. */
function conclusion<R>(
  cmd: Pick<Command, "name" | "storesResult" | "claimsKey">,
  { actor, now }: Scope,
  outcome: Committed<R>,
  call: Call,
): SQL {
  const all = [
    ...parts(outcome.writes ?? []),
    sql`audit as (${auditInsert(outcome.audit, { actor, now, requestId: call.requestId, outcome: "committed" })})`,
  ];
  if (cmd.storesResult !== false && cmd.claimsKey !== false)
    all.push(sql`stored as (${resultUpdate(actor, cmd.name, call.key, outcome.result)})`);
  const jobs = enqueueCalls(actor, outcome.events);
  return sql`with ${sql.join(all, sql`, `)} select ${jobs.length > 0 ? sql.join(jobs, sql`, `) : sql`1`}`;
}

function no<R>(code: string): Kept<R> {
  return { keep: false, value: refuse(code) };
}

/** True when the actor's second factor was given recently enough for a command that asks for it. */
export function isFresh(actor: Actor, scope: Pick<Scope, "now">): boolean {
  return actor.steppedUpAt !== null && addDuration(actor.steppedUpAt, { minutes: STEP_UP_FRESH_MINUTES }) > scope.now;
}

/** Keeps a refused or denied attempt, in a transaction of its own: the command's was rolled back. */
async function recordAttempt<I extends z.ZodType, R>(
  runtime: Runtime,
  cmd: Command<I, R>,
  call: Call,
  input: z.output<I>,
  refusal: Refusal,
): Promise<void> {
  await inScope(runtime, call.principal, "write", async ({ tx, actor, now }) => {
    const outcome = refusal.code === "kernel.permission.denied" ? "denied" : "refused";
    const event: AuditEvent = {
      kind: cmd.name,
      subject: cmd.subject(input),
      basis: refusal.basis,
      ...(refusal.clearance ? { clearance: refusal.clearance } : {}),
    };
    await tx.execute(auditInsert([event], { actor, now, requestId: call.requestId, outcome, code: refusal.code }));
    return { keep: true, value: undefined };
  });
}
