import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { MEASURE_REASONS } from "@/domain/controls/codes";
import {
  MEASURE_KINDS,
  MEASURE_SOURCES,
  MEASURE_STATES,
  type MeasureKind,
  type MeasureSource,
  type MeasureState,
  roadOf,
  SCOPES,
} from "@/domain/controls/model";
import { mask } from "@/domain/customers/masking";
import type { ApprovalId } from "@/domain/shared/ids";
import { defineList, listInput, listOutput } from "@/domain/shared/list";
import type { Instant } from "@/domain/shared/time";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import { REVIEW_DUE_SQL, REVIEW_ITEM } from "./after-review";
import { masked, measureOut } from "./shapes";

/** What a measure truly is, to who may know; `measure_secrets t` holds nothing for anybody else. */
const TRUE = {
  kind: sql`coalesce(t.kind, m.kind)`,
  source: sql`coalesce(t.source, m.source)`,
  reasonCode: sql`coalesce(t.reason_code, m.reason_code)`,
  requestedBy: sql`coalesce(t.requested_by, m.requested_by)`,
  startsAt: sql`coalesce(t.starts_at, m.starts_at)`,
  expiresAt: sql`coalesce(t.expires_at, m.expires_at)`,
};

/** Whether a lead is to look at a measure, by its item `w`. */
const REVIEW_DUE_OF_W = sql.raw(REVIEW_DUE_SQL.replaceAll("due_", "w.due_"));
const reviewState = (now: Instant): SQL =>
  sql`case when w.id is null then null when ${REVIEW_DUE_OF_W} <= ${now}::timestamptz then 'overdue' else 'open' end`;

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
    kind: { type: "enum", values: MEASURE_KINDS },
    /** Terms that end on these days. */
    expiresOn: { type: "date-range" },
    /** Those before a lead, and those whose look is overdue. */
    review: { type: "enum", values: ["open", "overdue"] },
    accountId: { type: "id" },
    customerId: { type: "id" },
  },
  sorts: ["requestedAt", "reviewOn", "expiresAt"],
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
    target: true,
    kind: true,
    road: true,
    secret: true,
    startsAt: true,
    expiresAt: true,
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
    /** Whether a lead is to look at it, and whether that is overdue. */
    review: z.enum(["open", "overdue"]).nullable(),
  });

type ListRow = {
  id: string;
  number: string;
  account_id: string;
  customer_id: string;
  scope: (typeof SCOPES)[number];
  amount_minor: string | null;
  target: string | null;
  kind: MeasureKind;
  approval_id: string | null;
  secret: boolean;
  starts_at: string | null;
  expires_at: string | null;
  review: "open" | "overdue" | null;
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
      select: sql`m.id, m.number, m.account_id, m.customer_id, m.scope, m.amount_minor, m.target, ${TRUE.kind} as kind,
        ${TRUE.reasonCode} as reason_code, m.review_on, m.state, ${TRUE.source} as source, m.requested_at, m.approval_id,
        t.id is not null as secret, ${TRUE.startsAt} as starts_at, ${TRUE.expiresAt} as expires_at,
        ${reviewState(scope.now)} as review, a.currency, a.number as account_number, c.number as customer_number, c.name_sealed, p.name_zh as maker_zh, p.name_en as maker_en`,
      from: sql`measures m join accounts a on a.id = m.account_id join customers c on c.id = m.customer_id
        left join measure_secrets t on t.measure_id = m.id left join people p on p.id::text = ${TRUE.requestedBy}
        left join work_items w on w.kind = ${REVIEW_ITEM} and w.subject_id = m.id and w.state = 'open'`,
      where: [sql`m.programme_id = ${scope.actor.programmeId}`],
      map: {
        filters: {
          state: sql`m.state`,
          scope: sql`m.scope`,
          reasonCode: TRUE.reasonCode,
          reviewOn: sql`m.review_on`,
          requestedOn: sql`(m.requested_at at time zone 'Asia/Shanghai')::date`,
          source: TRUE.source,
          kind: TRUE.kind,
          expiresOn: sql`(${TRUE.expiresAt} at time zone 'Asia/Shanghai')::date`,
          review: reviewState(scope.now),
          accountId: sql`m.account_id`,
          customerId: sql`m.customer_id`,
        },
        sorts: {
          requestedAt: { by: sql`m.requested_at`, type: "timestamptz" },
          reviewOn: { by: sql`m.review_on`, type: "date" },
          expiresAt: { by: sql`coalesce(${TRUE.expiresAt}, '9999-12-31T00:00:00Z'::timestamptz)`, type: "timestamptz" },
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
        target: row.target,
        kind: row.kind,
        road: roadOf({ source: row.source, approvalId: row.approval_id as ApprovalId | null }),
        secret: row.secret,
        startsAt: toInstantOrNull(row.starts_at),
        expiresAt: toInstantOrNull(row.expires_at),
        review: row.review,
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
