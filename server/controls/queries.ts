import { sql } from "drizzle-orm";
import { z } from "zod";
import { availableControls } from "@/domain/controls/available-controls";
import { effectiveRestriction } from "@/domain/controls/effective";
import type { Measure } from "@/domain/controls/model";
import { CONTROLS_POLICY } from "@/domain/controls/policy";
import { notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import { afterReviewOpen, reviewsOpen } from "./after-review";
import { historyOf, historyOut } from "./history";
import { paperOf } from "./listeners";
import { openItemsOf } from "./open-items";
import { rulesOf } from "./proposal-facts";
import {
  accountOut,
  accountToOut,
  instructionOut,
  instructionsOf,
  measureOut,
  notesOf,
  ruleRef,
  toOut,
} from "./shapes";
import { findAccount, findMeasure, measuresOf } from "./store";

const effectiveOut = z.object({
  debit: z.boolean(),
  credit: z.boolean(),
  amountMinor: z.bigint(),
  functions: z.array(z.string()),
  cards: z.array(z.string()),
});
const controlOut = z.object({
  control: z.enum(["restrict", "restrict-at-once", "release", "keep", "end"]),
  measureId: z.string().nullable(),
  refusal: z.string().nullable(),
});

function effectiveToOut(measures: readonly Measure[]): z.output<typeof effectiveOut> {
  const { functions, cards, ...rest } = effectiveRestriction(measures);
  return { ...rest, functions: [...functions], cards: [...cards] };
}

/** An account under control: its measures, newest first, what they amount to, and what this actor may propose. */
export const accountControls = query({
  name: "controls.account",
  permission: "controls.read",
  clearance: "general",
  input: z.object({ accountId: z.uuid() }),
  output: z.object({
    account: accountOut,
    measures: z.array(measureOut),
    effective: effectiveOut,
    available: z.array(controlOut),
    instructions: z.array(instructionOut),
    reviewWithinDays: z.number(),
    /** A measure given at once is looked at by a second person within so many hours. */
    atOnceReviewHours: z.number(),
    /** What else is open about the customer: losses, orders, objections. */
    openItems: z.array(z.object({ kind: z.string(), number: z.string() })),
  }),
  async resolve(scope, { accountId }) {
    const account = (await findAccount(scope.tx, accountId, { lock: false })) ?? notFound();
    const stored = await measuresOf(scope.tx, accountId, { lock: false });
    const measures = stored.map(({ measure }) => measure);
    return {
      account: await accountToOut(scope, account),
      measures: stored.map(toOut).reverse(),
      effective: effectiveToOut(measures),
      available: [...availableControls(account, measures, scope.actor, await reviewsOpen(scope, account.id))],
      instructions: await instructionsOf(scope, accountId),
      reviewWithinDays: CONTROLS_POLICY.reviewWithinDays,
      atOnceReviewHours: CONTROLS_POLICY.atOnceReviewHours,
      openItems: [...(await openItemsOf(scope.tx, account.customerId))],
    };
  },
});

export const measureDetail = query({
  name: "controls.measures.detail",
  permission: "controls.read",
  clearance: "general",
  input: z.object({ measureId: z.uuid() }),
  output: z.object({
    measure: measureOut,
    account: accountOut,
    /** Null where the system gave it. */
    makerZh: z.string().nullable(),
    makerEn: z.string().nullable(),
    /** True while a lead is to look at a measure of the system. */
    afterReview: z.boolean(),
    /** What it stands on; null where that may not be told. Without a number where the viewer may not open it. */
    paper: z.object({ type: z.string(), id: z.string(), number: z.string().nullable() }).nullable(),
    note: z.string().nullable(),
    releaseNote: z.string().nullable(),
    /** The rules behind it, as in force today. */
    basis: z.array(ruleRef),
    effective: effectiveOut,
    available: z.array(controlOut),
    instructions: z.array(instructionOut),
    ...historyOut.shape,
  }),
  async resolve(scope, { measureId }) {
    const stored = (await findMeasure(scope.tx, measureId, { lock: false })) ?? notFound();
    const account = (await findAccount(scope.tx, stored.measure.accountId, { lock: false })) ?? notFound();
    const measures = (await measuresOf(scope.tx, account.id, { lock: false })).map(({ measure }) => measure);
    const { rows } = await scope.tx.execute<{ name_zh: string; name_en: string }>(
      sql`select name_zh, name_en from people where id::text = ${stored.measure.requestedBy}`,
    );
    const { reason, house } = rulesOf(stored.measure, scope);
    const afterReview = await afterReviewOpen(scope, measureId);
    return {
      measure: toOut(stored),
      account: await accountToOut(scope, account),
      makerZh: rows[0]?.name_zh ?? null,
      makerEn: rows[0]?.name_en ?? null,
      afterReview,
      paper: await paperOf(scope, stored.measure),
      ...(await notesOf(scope, measureId)),
      basis: [...reason, ...house].map((one) => ({ ...one })),
      effective: effectiveToOut(measures),
      available: availableControls(account, measures, scope.actor, new Set(afterReview ? [measureId] : [])).filter(
        (one) => one.measureId === measureId,
      ),
      instructions: (await instructionsOf(scope, account.id)).filter((one) => one.measureId === measureId),
      ...(await historyOf(scope, stored.measure)),
    };
  },
});
