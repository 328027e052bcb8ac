import { isDeepStrictEqual } from "node:util";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { type CoreDifference, compareWithCore } from "@/domain/controls/core-difference";
import { SCOPES } from "@/domain/controls/model";
import { type Refusal, refuse } from "@/domain/shared/result";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { type Committed, command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { takeNumber } from "@/server/kernel/numbers";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { closeItems, openItems, raiseItem } from "@/server/worklist/public";
import { tellCoreFreer } from "../core-alarm";
import {
  DIFFERENCE_ITEM,
  insertDifference,
  ourSide,
  type SeenSides,
  type StoredDifference,
  saveSeen,
  standingDifference,
  stepOf,
  theirSide,
  toldMeasures,
} from "../differences";
import { type AccountView, findAccount } from "../store";

type Outcome = "found" | "seen" | "resolved";

const target = z.string().min(1).max(128);
const theirsSchema = z.strictObject({
  effective: z.strictObject({
    debit: z.boolean(),
    credit: z.boolean(),
    amountMinor: z.bigint(),
    functions: z.array(target),
    cards: z.array(target),
  }),
  measures: z.array(
    z.strictObject({
      id: target,
      scope: z.enum(SCOPES),
      amountMinor: z.bigint().nullable(),
      target: target.nullable(),
    }),
  ),
});

/**
 * Compares what the core said of an account with our measures as they are now, and keeps what came of it: a new
 * difference with its work, one seen again, or one that is gone. Refuses `moved` when a measure took a step since the core
 * was asked (the next round looks again), and `agreed` when there is nothing to record.
 */
export const recordDifference = command({
  name: "controls.difference.record",
  permission: "controls.compare",
  input: z.strictObject({
    accountId: z.uuid(),
    /** Our measures when the core was asked, as `stepOf` says them. */
    step: z.string(),
    theirs: theirsSchema,
    coreVersion: z.int().nonnegative(),
  }),
  subject: ({ accountId }) => ({ type: "account", id: accountId }),
  async handle(scope, { accountId, step, theirs, coreVersion }): Promise<Committed<{ outcome: Outcome }> | Refusal> {
    const { tx, now } = scope;
    const account = (await findAccount(tx, accountId, { lock: true })) ?? notFound();
    const measures = await toldMeasures(tx, accountId);
    if (stepOf(measures) !== step) return refuse("controls.difference.moved");
    const standing = await standingDifference(tx, accountId);
    const difference = compareWithCore(measures, theirs);
    if (!difference) {
      if (!standing) return refuse("controls.difference.agreed");
      return committed({ result: { outcome: "resolved" }, audit: [await resolve(scope, standing)] });
    }
    const seen = { difference, ours: ourSide(measures), theirs: theirSide(theirs), coreVersion, now };
    const kept = standing ? await seeAgain(scope, standing, seen) : await seeFirst(scope, account, seen);
    return committed({ result: { outcome: kept.outcome }, audit: [kept.audit], events: kept.events });
  },
});

async function resolve({ tx, actor, now }: Scope, standing: StoredDifference): Promise<AuditEvent> {
  await tx.execute(sql`update core_differences set state = 'resolved', resolved_at = ${now}::timestamptz,
      version = version + 1 where id = ${standing.id}::uuid`);
  await closeItems(tx, actor, { kind: DIFFERENCE_ITEM, subjectIds: [standing.id], as: "cancelled" }, now);
  return {
    kind: "controls.difference.resolve",
    subject: { type: "core-difference", id: standing.id },
    data: { number: standing.number, account: standing.accountId, kind: standing.kind },
  };
}

type Kept = { outcome: "found" | "seen"; audit: AuditEvent; events: readonly OutboxEvent[] };

async function seeFirst(scope: Scope, account: AccountView, seen: SeenSides): Promise<Kept> {
  const id = scope.newId<"core-difference">();
  const number = await takeNumber(scope.tx, "core-difference");
  const which = { id, number, accountId: account.id, customerId: account.customerId };
  await insertDifference(scope.tx, scope.actor, { ...seen, ...which });
  await openWork(scope, which, seen.difference);
  const events = seen.difference.kind === "freer" ? await tellCoreFreer(scope, which) : [];
  return { outcome: "found", audit: entry(which, seen.difference, 1), events };
}

/** An explained difference that is no longer what was explained is open again. */
async function seeAgain(scope: Scope, standing: StoredDifference, seen: SeenSides): Promise<Kept> {
  const same = standing.kind === seen.difference.kind && isDeepStrictEqual(standing.theirs, seen.theirs);
  const state = standing.state === "explained" && same ? "explained" : "open";
  await saveSeen(scope.tx, standing.id, { ...seen, state });
  if (state === "open") await openWork(scope, standing, seen.difference);
  const alarming = seen.difference.kind === "freer" && standing.kind !== "freer";
  const events = alarming ? await tellCoreFreer(scope, standing) : [];
  return { outcome: "seen", audit: entry(standing, seen.difference, 2), events };
}

type Which = Pick<StoredDifference, "id" | "number" | "accountId" | "customerId">;

/** A core that lets through what is restricted comes before everything else that waits. */
async function openWork(scope: Scope, which: Which, { kind }: CoreDifference): Promise<void> {
  const item = {
    kind: DIFFERENCE_ITEM,
    number: which.number,
    subjectType: "core-difference",
    subjectId: which.id,
    customerId: which.customerId,
    accountId: which.accountId,
  };
  await openItems(scope.tx, scope.actor, [item], scope.now);
  if (kind === "freer") await raiseItem(scope.tx, scope.actor, { kind: DIFFERENCE_ITEM, subjectId: which.id });
}

function entry(which: Which, { kind, missing, surplus }: CoreDifference, times: number): AuditEvent {
  return {
    kind: "controls.difference.record",
    subject: { type: "core-difference", id: which.id },
    data: {
      number: which.number,
      account: which.accountId,
      kind,
      missing: missing.length,
      surplus: surplus.length,
      ...(times > 1 ? { again: true } : {}),
    },
  };
}
