import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { availableControls } from "@/domain/controls/available-controls";
import { MEASURE_REASONS } from "@/domain/controls/codes";
import { effectiveRestriction } from "@/domain/controls/effective";
import {
  MEASURE_SOURCES,
  MEASURE_STATES,
  type MeasureSource,
  type MeasureState,
  SCOPES,
} from "@/domain/controls/model";
import { CONTROLS_POLICY } from "@/domain/controls/policy";
import { mask } from "@/domain/customers/masking";
import { defineList, listInput, listOutput } from "@/domain/shared/list";
import { notFound } from "@/server/kernel/errors";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import { afterReviewOpen } from "./by-system";
import { rulesOf } from "./proposal-facts";
import {
  accountOut,
  accountToOut,
  instructionOut,
  instructionsOf,
  masked,
  measureOut,
  notesOf,
  ruleRef,
  toOut,
} from "./shapes";
import { findAccount, findMeasure, measuresOf } from "./store";

/** Measures of the programme. `reviewOn` narrows by the day by which somebody must look again. */
export const measuresList = defineList({
  name: "measures",
  filters: {
    state: { type: "enum", values: MEASURE_STATES },
    scope: { type: "enum", values: SCOPES },
    reasonCode: { type: "enum", values: Object.keys(MEASURE_REASONS) },
    reviewOn: { type: "date-range" },
    requestedOn: { type: "date-range" },
    source: { type: "enum", values: MEASURE_SOURCES },
    accountId: { type: "id" },
    customerId: { type: "id" },
  },
  sorts: ["requestedAt", "reviewOn"],
  defaultSort: "requestedAt",
  defaultOrder: "desc",
});

const listRow = measureOut
  .pick({
    id: true,
    number: true,
    accountId: true,
    customerId: true,
    scope: true,
    amountMinor: true,
    reasonCode: true,
    reviewOn: true,
    state: true,
    source: true,
    requestedAt: true,
  })
  .extend({
    currency: z.string(),
    accountNumber: z.string(),
    customerNumber: z.string(),
    customerName: masked.nullable(),
    /** Null where the system gave it. */
    makerZh: z.string().nullable(),
    makerEn: z.string().nullable(),
  });

type ListRow = {
  id: string;
  number: string;
  account_id: string;
  customer_id: string;
  scope: (typeof SCOPES)[number];
  amount_minor: string | null;
  reason_code: string;
  review_on: string;
  state: MeasureState;
  source: MeasureSource;
  requested_at: string;
  currency: string;
  account_number: string;
  customer_number: string;
  name_sealed: Buffer | null;
  maker_zh: string | null;
  maker_en: string | null;
};

export const listMeasures = query({
  name: "controls.measures.list",
  permission: "controls.read",
  clearance: "general",
  input: listInput(measuresList),
  output: listOutput(listRow),
  async resolve(scope, input) {
    const page = await runList<typeof measuresList, ListRow>(scope.tx, measuresList, input, {
      select: sql`m.id, m.number, m.account_id, m.customer_id, m.scope, m.amount_minor, m.reason_code, m.review_on, m.state, m.source, m.requested_at,
        a.currency, a.number as account_number, c.number as customer_number, c.name_sealed, p.name_zh as maker_zh, p.name_en as maker_en`,
      from: sql`measures m join accounts a on a.id = m.account_id join customers c on c.id = m.customer_id
        left join people p on p.id::text = m.requested_by`,
      where: [sql`m.programme_id = ${scope.actor.programmeId}`],
      map: {
        filters: {
          state: sql`m.state`,
          scope: sql`m.scope`,
          reasonCode: sql`m.reason_code`,
          reviewOn: sql`m.review_on`,
          requestedOn: sql`(m.requested_at at time zone 'Asia/Shanghai')::date`,
          source: sql`m.source`,
          accountId: sql`m.account_id`,
          customerId: sql`m.customer_id`,
        },
        sorts: {
          requestedAt: { by: sql`m.requested_at`, type: "timestamptz" },
          reviewOn: { by: sql`m.review_on`, type: "date" },
        },
        id: sql`m.id`,
      },
    });
    const names = await scope.vault.openAll(
      page.rows.map((row) => ({
        place: { table: "customers", column: "name_sealed", rowId: row.customer_id },
        sealed: row.name_sealed,
      })),
    );
    return {
      ...page,
      rows: page.rows.map((row, index) => ({
        id: row.id,
        number: row.number,
        accountId: row.account_id,
        customerId: row.customer_id,
        scope: row.scope,
        amountMinor: row.amount_minor === null ? null : BigInt(row.amount_minor),
        reasonCode: row.reason_code,
        reviewOn: row.review_on,
        state: row.state,
        source: row.source,
        requestedAt: toInstant(row.requested_at),
        currency: row.currency,
        accountNumber: row.account_number,
        customerNumber: row.customer_number,
        customerName: names[index] ? (mask("name", names[index] ?? "") ?? null) : null,
        makerZh: row.maker_zh,
        makerEn: row.maker_en,
      })),
    };
  },
});

const effectiveOut = z.object({ debit: z.boolean(), credit: z.boolean(), amountMinor: z.bigint() });
const controlOut = z.object({
  control: z.enum(["restrict", "release"]),
  measureId: z.string().nullable(),
  refusal: z.string().nullable(),
});

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
  }),
  async resolve(scope, { accountId }) {
    const account = (await findAccount(scope.tx, accountId, { lock: false })) ?? notFound();
    const stored = await measuresOf(scope.tx, accountId, { lock: false });
    const measures = stored.map(({ measure }) => measure);
    return {
      account: await accountToOut(scope, account),
      measures: stored.map(toOut).reverse(),
      effective: effectiveRestriction(measures),
      available: [...availableControls(account, measures, scope.actor)],
      instructions: await instructionsOf(scope, accountId),
      reviewWithinDays: CONTROLS_POLICY.reviewWithinDays,
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
    note: z.string().nullable(),
    releaseNote: z.string().nullable(),
    /** The rules behind it, as in force today. */
    basis: z.array(ruleRef),
    effective: effectiveOut,
    available: z.array(controlOut),
    instructions: z.array(instructionOut),
  }),
  async resolve(scope, { measureId }) {
    const stored = (await findMeasure(scope.tx, measureId, { lock: false })) ?? notFound();
    const account = (await findAccount(scope.tx, stored.measure.accountId, { lock: false })) ?? notFound();
    const measures = (await measuresOf(scope.tx, account.id, { lock: false })).map(({ measure }) => measure);
    const { rows } = await scope.tx.execute<{ name_zh: string; name_en: string }>(
      sql`select name_zh, name_en from people where id::text = ${stored.measure.requestedBy}`,
    );
    const { reason, house } = rulesOf(stored.measure, scope);
    return {
      measure: toOut(stored),
      account: await accountToOut(scope, account),
      makerZh: rows[0]?.name_zh ?? null,
      makerEn: rows[0]?.name_en ?? null,
      afterReview: await afterReviewOpen(scope, measureId),
      ...(await notesOf(scope, measureId)),
      basis: [...reason, ...house].map((one) => ({ ...one })),
      effective: effectiveRestriction(measures),
      available: availableControls(account, measures, scope.actor).filter((one) => one.measureId === measureId),
      instructions: (await instructionsOf(scope, account.id)).filter((one) => one.measureId === measureId),
    };
  },
});
