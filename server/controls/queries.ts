import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { availableControls } from "@/domain/controls/available-controls";
import { RESTRICTION_REASONS } from "@/domain/controls/codes";
import { FUNCTIONS, EFFECTS, type MatrixMeasure, unionMatrix } from "@/domain/controls/consequence";
import { effectiveRestriction } from "@/domain/controls/effective";
import { isLive, MEASURE_STATES, type MeasureState, SCOPES } from "@/domain/controls/model";
import { CONTROLS_POLICY } from "@/domain/controls/policy";
import { mask } from "@/domain/customers/masking";
import { defineList, listInput, listOutput } from "@/domain/shared/list";
import { caseOf, findApproval } from "@/server/approvals/public";
import { notFound } from "@/server/kernel/errors";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { previewFacts, readPreview } from "./preview";
import { proposalPayload, questionOf, rulesOf, subjectOf } from "./proposal-facts";
import { type AccountView, findAccount, findMeasure, measuresOf, type StoredMeasure } from "./store";

/** Measures of the programme. `reviewOn` narrows by the day by which somebody must look again. */
export const measuresList = defineList({
  name: "measures",
  filters: {
    state: { type: "enum", values: MEASURE_STATES },
    scope: { type: "enum", values: SCOPES },
    reasonCode: { type: "enum", values: Object.keys(RESTRICTION_REASONS) },
    reviewOn: { type: "date-range" },
    requestedOn: { type: "date-range" },
    source: { type: "text", maxLength: 40 },
    accountId: { type: "id" },
    customerId: { type: "id" },
  },
  sorts: ["requestedAt", "reviewOn"],
  defaultSort: "requestedAt",
  defaultOrder: "desc",
});

const masked = z.object({ start: z.string(), hidden: z.number(), end: z.string(), text: z.string() });
const ref = z.object({ ruleId: z.string(), version: z.number() });
const measureOut = z.object({
  id: z.string(),
  number: z.string(),
  version: z.number(),
  accountId: z.string(),
  customerId: z.string(),
  kind: z.literal("restriction"),
  scope: z.enum(SCOPES),
  amountMinor: z.bigint().nullable(),
  reasonCode: z.string(),
  rule: ref,
  reviewOn: z.string(),
  state: z.enum(MEASURE_STATES),
  requestedBy: z.string(),
  requestedAt: z.string(),
  approvalId: z.string(),
  instructedAt: z.string().nullable(),
  inForceAt: z.string().nullable(),
  releaseReasonCode: z.string().nullable(),
  releaseApprovalId: z.string().nullable(),
  releasedAt: z.string().nullable(),
});

function toOut({ measure, number, version }: StoredMeasure): z.output<typeof measureOut> {
  return {
    instructedAt: null, inForceAt: null, releaseReasonCode: null, releaseApprovalId: null, releasedAt: null,
    ...measure, rule: { ...measure.rule }, number, version,
  };
}

const accountOut = z.object({
  id: z.string(),
  number: z.string(),
  accountClass: z.number(),
  currency: z.string(),
  status: z.enum(["open", "closed"]),
  customerId: z.string(),
  customerNumber: z.string(),
  customerKind: z.enum(["person", "enterprise"]),
  customerName: masked.nullable(),
});

async function accountToOut(scope: Scope, account: AccountView): Promise<z.output<typeof accountOut>> {
  const name = await scope.vault.open({ table: "customers", column: "name_sealed", rowId: account.customerId }, account.customerNameSealed);
  return { ...account, customerName: name === null ? null : (mask("name", name) ?? null) };
}

const listRow = measureOut
  .pick({ id: true, number: true, accountId: true, customerId: true, scope: true, amountMinor: true, reasonCode: true, reviewOn: true, state: true, requestedAt: true })
  .extend({
    currency: z.string(),
    accountNumber: z.string(),
    customerNumber: z.string(),
    customerName: masked.nullable(),
    makerZh: z.string(),
    makerEn: z.string(),
  });

type ListRow = {
  id: string; number: string; account_id: string; customer_id: string; scope: (typeof SCOPES)[number]; amount_minor: string | null;
  reason_code: string; review_on: string; state: MeasureState; requested_at: string; currency: string; account_number: string;
  customer_number: string; name_sealed: Buffer | null; maker_zh: string; maker_en: string;
};

export const listMeasures = query({
  name: "controls.measures.list",
  permission: "controls.read",
  clearance: "general",
  input: listInput(measuresList),
  output: listOutput(listRow),
  async resolve(scope, input) {
    const page = await runList<typeof measuresList, ListRow>(scope.tx, measuresList, input, {
      select: sql`m.id, m.number, m.account_id, m.customer_id, m.scope, m.amount_minor, m.reason_code, m.review_on, m.state, m.requested_at,
        a.currency, a.number as account_number, c.number as customer_number, c.name_sealed, p.name_zh as maker_zh, p.name_en as maker_en`,
      from: sql`measures m join accounts a on a.id = m.account_id join customers c on c.id = m.customer_id
        join people p on p.id::text = m.requested_by`,
      where: [sql`m.programme_id = ${scope.actor.programmeId}`],
      map: {
        filters: {
          state: sql`m.state`, scope: sql`m.scope`, reasonCode: sql`m.reason_code`, reviewOn: sql`m.review_on`,
          requestedOn: sql`(m.requested_at at time zone 'Asia/Shanghai')::date`, source: sql`m.source`,
          accountId: sql`m.account_id`, customerId: sql`m.customer_id`,
        },
        sorts: {
          requestedAt: { by: sql`m.requested_at`, type: "timestamptz" },
          reviewOn: { by: sql`m.review_on`, type: "date" },
        },
        id: sql`m.id`,
      },
    });
    const names = await scope.vault.openAll(
      page.rows.map((row) => ({ place: { table: "customers", column: "name_sealed", rowId: row.customer_id }, sealed: row.name_sealed })),
    );
    return {
      ...page,
      rows: page.rows.map((row, index) => ({
        id: row.id, number: row.number, accountId: row.account_id, customerId: row.customer_id, scope: row.scope,
        amountMinor: row.amount_minor === null ? null : BigInt(row.amount_minor), reasonCode: row.reason_code,
        reviewOn: row.review_on, state: row.state, requestedAt: toInstant(row.requested_at), currency: row.currency,
        accountNumber: row.account_number, customerNumber: row.customer_number,
        customerName: names[index] ? (mask("name", names[index] ?? "") ?? null) : null,
        makerZh: row.maker_zh, makerEn: row.maker_en,
      })),
    };
  },
});

const instructionOut = z.object({
  id: z.string(),
  measureId: z.string(),
  verb: z.enum(["restrict", "lift"]),
  sequence: z.number(),
  state: z.enum(["queued", "sent", "applied", "rejected"]),
  attempts: z.number(),
  lastProblem: z.string().nullable(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  answeredAt: z.string().nullable(),
});

async function instructionsOf(scope: Scope, accountId: string): Promise<z.output<typeof instructionOut>[]> {
  type Row = {
    id: string; measure_id: string; verb: "restrict" | "lift"; sequence: number; state: "queued" | "sent" | "applied" | "rejected";
    attempts: number; last_problem: string | null; created_at: string; sent_at: string | null; answered_at: string | null;
  };
  const { rows } = await scope.tx.execute<Row>(sql`select id, measure_id, verb, sequence, state, attempts, last_problem, created_at,
    sent_at, answered_at from core_instructions where account_id = ${accountId}::uuid order by sequence desc limit 100`);
  return rows.map((row) => ({
    id: row.id, measureId: row.measure_id, verb: row.verb, sequence: row.sequence, state: row.state, attempts: row.attempts,
    lastProblem: row.last_problem, createdAt: toInstant(row.created_at),
    sentAt: row.sent_at ? toInstant(row.sent_at) : null, answeredAt: row.answered_at ? toInstant(row.answered_at) : null,
  }));
}

const effectiveOut = z.object({ debit: z.boolean(), credit: z.boolean(), amountMinor: z.bigint() });
const controlOut = z.object({ control: z.enum(["restrict", "release"]), measureId: z.string().nullable(), refusal: z.string().nullable() });

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

/** The maker's words on a measure, opened. */
async function notesOf(scope: Scope, measureId: string) {
  const { rows } = await scope.tx.execute<{ note_sealed: Buffer | null; release_note_sealed: Buffer | null }>(
    sql`select note_sealed, release_note_sealed from measures where id = ${measureId}::uuid`,
  );
  const place = (column: string) => ({ table: "measures", column, rowId: measureId });
  const [note = null, releaseNote = null] = await scope.vault.openAll([
    { place: place("note_sealed"), sealed: rows[0]?.note_sealed ?? null },
    { place: place("release_note_sealed"), sealed: rows[0]?.release_note_sealed ?? null },
  ]);
  return { note, releaseNote };
}

export const measureDetail = query({
  name: "controls.measures.detail",
  permission: "controls.read",
  clearance: "general",
  input: z.object({ measureId: z.uuid() }),
  output: z.object({
    measure: measureOut,
    account: accountOut,
    makerZh: z.string(),
    makerEn: z.string(),
    note: z.string().nullable(),
    releaseNote: z.string().nullable(),
    /** The rules behind it, as in force today. */
    basis: z.array(ref),
    effective: effectiveOut,
    available: z.array(controlOut),
    instructions: z.array(instructionOut),
  }),
  async resolve(scope, { measureId }) {
    const stored = (await findMeasure(scope.tx, measureId, { lock: false })) ?? notFound();
    const account = (await findAccount(scope.tx, stored.measure.accountId, { lock: false })) ?? notFound();
    const measures = (await measuresOf(scope.tx, account.id, { lock: false })).map(({ measure }) => measure);
    const { rows } = await scope.tx.execute<{ name_zh: string; name_en: string }>(
      sql`select name_zh, name_en from people where id = ${stored.measure.requestedBy}::uuid`,
    );
    const { reason, house } = rulesOf(stored.measure, scope);
    return {
      measure: toOut(stored),
      account: await accountToOut(scope, account),
      makerZh: rows[0]?.name_zh ?? "",
      makerEn: rows[0]?.name_en ?? "",
      ...(await notesOf(scope, measureId)),
      basis: [...reason, ...house].map((one) => ({ ...one })),
      effective: effectiveRestriction(measures),
      available: availableControls(account, measures, scope.actor).filter((one) => one.measureId === measureId),
      instructions: (await instructionsOf(scope, account.id)).filter((one) => one.measureId === measureId),
    };
  },
});

const effect = z.enum(EFFECTS);

/**
 * What a proposal would do, for the page of the approval: the maker's words, the union matrix of the other live measures
 * with the proposed change, and the core's dry run: the fresh one `token` proves, else the one of the proposal.
 */
export const proposalDetail = query({
  name: "controls.proposal.detail",
  permission: "approvals.read",
  clearance: "general",
  input: z.object({ approvalId: z.uuid(), token: z.string().max(20_000).nullable().default(null) }),
  output: z.object({
    verb: z.enum(["restrict", "lift"]),
    measure: measureOut,
    account: accountOut,
    reasonCode: z.string(),
    note: z.string().nullable(),
    basis: z.array(ref),
    /** Live measures, and the one in question with `proposed`. */
    columns: z.array(measureOut.extend({ proposed: z.boolean() })),
    rows: z.array(z.object({ act: z.enum(FUNCTIONS), effects: z.record(z.string(), effect), now: effect, after: effect })),
    core: previewFacts.extend({ fresh: z.boolean() }).nullable(),
  }),
  async resolve(scope, { approvalId, token }) {
    const approval = (await findApproval(scope.tx, approvalId)) ?? notFound();
    const parsed = proposalPayload.safeParse(caseOf(approval).payload);
    if (!parsed.success) notFound();
    const payload = parsed.data;
    const { account, stored } = await subjectOf(scope, payload, false);
    const neighbours = (await measuresOf(scope.tx, account.id, { lock: false })).filter(
      ({ measure }) => isLive(measure) && measure.id !== stored.measure.id,
    );
    const asColumn = ({ measure }: StoredMeasure): MatrixMeasure => ({ id: measure.id, scope: measure.scope, amountMinor: measure.amountMinor });
    const others = neighbours.map(asColumn);
    const own = asColumn(stored);
    const rows =
      payload.verb === "restrict"
        ? unionMatrix(others, { verb: "restrict", measure: own })
        : unionMatrix([...others, own], { verb: "lift", measureId: own.id });
    const notes = await notesOf(scope, stored.measure.id);
    const fresh = readPreview({ ...scope, policy: CONTROLS_POLICY }, questionOf(payload), token);
    const kept = previewFacts.safeParse(fresh.ok ? fresh.facts : approval.facts);
    const { reason, house } = rulesOf(stored.measure, scope);
    return {
      verb: payload.verb,
      measure: toOut(stored),
      account: await accountToOut(scope, account),
      reasonCode: payload.reasonCode,
      note: payload.verb === "restrict" ? notes.note : notes.releaseNote,
      basis: [...reason, ...house].map((one) => ({ ...one })),
      columns: [...neighbours.map((one) => ({ ...toOut(one), proposed: false })), { ...toOut(stored), proposed: true }],
      rows: rows.map((one) => ({ ...one, effects: { ...one.effects } })),
      core: kept.success ? { ...kept.data, fresh: fresh.ok } : null,
    };
  },
});
