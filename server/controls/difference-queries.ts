import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import {
  CORE_DIFFERENCE_KINDS,
  CORE_DIFFERENCE_REASONS,
  CORE_DIFFERENCE_STATES,
  ordersToAgree,
} from "@/domain/controls/core-difference";
import { coreDifferencesList } from "@/domain/controls/core-lists";
import { MEASURE_STATES, SCOPES } from "@/domain/controls/model";
import { mask } from "@/domain/customers/masking";
import { listInput, listOutput } from "@/domain/shared/list";
import { notFound } from "@/server/kernel/errors";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { differenceOf, findDifference, type KeptSide, toldMeasures } from "./differences";
import { accountOut, accountToOut, instructionOut, instructionsOf, masked } from "./shapes";
import { findAccount } from "./store";

const listRow = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.enum(CORE_DIFFERENCE_KINDS),
  state: z.enum(CORE_DIFFERENCE_STATES),
  accountId: z.string(),
  accountNumber: z.string(),
  customerNumber: z.string(),
  customerName: masked.nullable(),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
});

type Row = {
  id: string;
  number: string;
  kind: (typeof CORE_DIFFERENCE_KINDS)[number];
  state: (typeof CORE_DIFFERENCE_STATES)[number];
  account_id: string;
  account_number: string;
  customer_id: string;
  customer_number: string;
  name_sealed: Buffer | null;
  first_seen_at: string;
  last_seen_at: string;
};

export const listCoreDifferences = query({
  name: "controls.differences.list",
  permission: "controls.read",
  clearance: "general",
  input: listInput(coreDifferencesList),
  output: listOutput(listRow),
  async resolve(scope, input) {
    const page = await runList<typeof coreDifferencesList, Row>(scope.tx, coreDifferencesList, input, {
      select: sql`d.id, d.number, d.kind, d.state, d.account_id, a.number as account_number, d.customer_id,
        c.number as customer_number, c.name_sealed, d.first_seen_at, d.last_seen_at`,
      from: sql`core_differences d join accounts a on a.id = d.account_id join customers c on c.id = d.customer_id`,
      where: [sql`d.programme_id = ${scope.actor.programmeId}`],
      map: {
        filters: {
          state: sql`d.state`,
          kind: sql`d.kind`,
          accountId: sql`d.account_id`,
          seenOn: sql`(d.first_seen_at at time zone 'Asia/Shanghai')::date`,
        },
        sorts: {
          firstSeenAt: { by: sql`d.first_seen_at`, type: "timestamptz" },
          lastSeenAt: { by: sql`d.last_seen_at`, type: "timestamptz" },
        },
        id: sql`d.id`,
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
      rows: page.rows.map((row, at) => ({
        id: row.id,
        number: row.number,
        kind: row.kind,
        state: row.state,
        accountId: row.account_id,
        accountNumber: row.account_number,
        customerNumber: row.customer_number,
        customerName: mask("name", names[at] ?? "") ?? null,
        firstSeenAt: toInstant(row.first_seen_at),
        lastSeenAt: toInstant(row.last_seen_at),
      })),
    };
  },
});

const side = z.object({
  effective: z.object({
    debit: z.boolean(),
    credit: z.boolean(),
    amountMinor: z.bigint(),
    functions: z.array(z.string()),
    cards: z.array(z.string()),
  }),
  measures: z.array(
    z.object({
      id: z.string(),
      /** Null where it is none of ours. */
      number: z.string().nullable(),
      scope: z.enum(SCOPES),
      amountMinor: z.bigint().nullable(),
      target: z.string().nullable(),
      /** Where our measure stands now; null where it is none of ours. */
      state: z.enum(MEASURE_STATES).nullable(),
      /** Lacking on the other side, or held otherwise there. */
      differs: z.boolean(),
    }),
  ),
  more: z.number(),
});

type Known = ReadonlyMap<string, { number: string; state: (typeof MEASURE_STATES)[number] }>;

function sideOut(kept: KeptSide, known: Known, differing: readonly string[]): z.input<typeof side> {
  const { effective, measures, more } = kept;
  return {
    effective: {
      ...effective,
      amountMinor: BigInt(effective.amountMinor),
      functions: [...effective.functions],
      cards: [...effective.cards],
    },
    measures: measures.map((one) => ({
      ...one,
      amountMinor: one.amountMinor === null ? null : BigInt(one.amountMinor),
      number: known.get(one.id)?.number ?? null,
      state: known.get(one.id)?.state ?? null,
      differs: differing.includes(one.id),
    })),
    more,
  };
}

async function knownMeasures({ tx }: Scope, accountId: string): Promise<Known> {
  const { rows } = await tx.execute<{ id: string; number: string; state: (typeof MEASURE_STATES)[number] }>(
    sql`select id, number, state from measures where account_id = ${accountId}::uuid`,
  );
  return new Map(rows.map(({ id, ...one }) => [id, one]));
}

type Explained = {
  reason_code: (typeof CORE_DIFFERENCE_REASONS)[number];
  note_sealed: Buffer | null;
  explained_at: string;
  name_zh: string | null;
  name_en: string | null;
};

async function explanationOf(scope: Scope, id: string) {
  const { rows } =
    await scope.tx.execute<Explained>(sql`select d.reason_code, d.note_sealed, d.explained_at, p.name_zh, p.name_en
    from core_differences d left join people p on p.id::text = d.explained_by
    where d.id = ${id}::uuid and d.reason_code is not null`);
  const row = rows[0];
  if (!row) return null;
  const place = { table: "core_differences", column: "note_sealed", rowId: id };
  return {
    reason: row.reason_code,
    note: await scope.vault.open(place, row.note_sealed),
    at: toInstant(row.explained_at),
    byZh: row.name_zh,
    byEn: row.name_en,
  };
}

/** One difference with both sides as last seen, side by side, and what sending again would order. */
export const coreDifferenceDetail = query({
  name: "controls.difference.detail",
  permission: "controls.read",
  clearance: "general",
  input: z.strictObject({ differenceId: z.uuid() }),
  output: listRow.omit({ accountNumber: true, customerNumber: true, customerName: true }).extend({
    version: z.number(),
    account: accountOut,
    ours: side,
    theirs: side,
    toSend: z.object({ restrict: z.number(), lift: z.number() }),
    resentAt: z.string().nullable(),
    explanation: z
      .object({
        reason: z.enum(CORE_DIFFERENCE_REASONS),
        note: z.string().nullable(),
        at: z.string(),
        byZh: z.string().nullable(),
        byEn: z.string().nullable(),
      })
      .nullable(),
    instructions: z.array(instructionOut),
  }),
  async resolve(scope, { differenceId }) {
    const found = (await findDifference(scope.tx, differenceId, { lock: false })) ?? notFound();
    const account = (await findAccount(scope.tx, found.accountId, { lock: false })) ?? notFound();
    const measures = await toldMeasures(scope.tx, account.id);
    const known = await knownMeasures(scope, account.id);
    const difference = differenceOf(found, measures);
    const orders = ordersToAgree(measures, difference);
    const { id, number, kind, state, version, firstSeenAt, lastSeenAt, resentAt } = found;
    return {
      id,
      number,
      kind,
      state,
      version,
      firstSeenAt,
      lastSeenAt,
      accountId: account.id,
      account: await accountToOut(scope, account),
      ours: sideOut(found.ours, known, difference.missing),
      theirs: sideOut(found.theirs, known, [...difference.surplus, ...difference.missing]),
      toSend: { restrict: orders.restrict.length, lift: orders.lift.length },
      resentAt: toInstantOrNull(resentAt),
      explanation: await explanationOf(scope, id),
      instructions: await instructionsOf(scope, account.id),
    };
  },
});
