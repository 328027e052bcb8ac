import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import {
  ANCHOR_STATES,
  ANCHOR_TARGETS,
  type AnchorState,
  type AnchorTarget,
  DIFFERENCE_KINDS,
  DIFFERENCE_REASONS,
  DIFFERENCE_STATES,
  type DifferenceKind,
  type DifferenceReason,
  type DifferenceState,
  STATEMENT_SOURCES,
  type StatementSource,
  TIE_STATES,
  type TieState,
} from "@/domain/completeness/codes";
import { STRIP_DAYS } from "@/domain/completeness/policy";
import { DIRECTIONS } from "@/domain/ledger/model";
import { addDays, shanghaiDate } from "@/domain/shared/time";
import { env } from "@/env";
import { notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";

const person = z.object({ nameZh: z.string(), nameEn: z.string() });
const SHOWN = 100;

const day = z.object({
  date: z.string(),
  state: z.enum([...TIE_STATES, "waiting"]),
  source: z.enum(STATEMENT_SOURCES).nullable(),
  coreCount: z.number().nullable(),
  ourCount: z.number().nullable(),
  differences: z.number().nullable(),
  open: z.number(),
  tiedAt: z.string().nullable(),
});

type DayRow = {
  date: string;
  state: TieState | null;
  source: StatementSource | null;
  core_count: string | null;
  our_count: string | null;
  differences: number | null;
  open: number;
  tied_at: string | null;
};

const numberOf = (value: string | number | null) => (value === null ? null : Number(value));

/** The days behind today, each with its last tie-out; `waiting`: nothing was tied yet. */
export const dayList = query({
  name: "completeness.days.list",
  permission: "completeness.read",
  clearance: "general",
  input: z.strictObject({}),
  output: z.object({ days: z.array(day) }),
  async resolve({ tx, actor, now }) {
    const today = shanghaiDate(now);
    const { rows } = await tx.execute<DayRow>(sql`
      select d::date as date, t.state, s.source, t.core_count, t.our_count, t.differences, t.tied_at,
        (select count(*)::int from tie_differences x where x.programme_id = ${actor.programmeId} and x.business_date = d::date
          and x.state = 'open') as open
      from generate_series(${addDays(today, -STRIP_DAYS)}::date, ${addDays(today, -1)}::date, interval '1 day') d
      left join lateral (select * from tie_outs o where o.programme_id = ${actor.programmeId} and o.business_date = d::date
        order by o.tied_at desc, o.id desc limit 1) t on true
      left join day_statements s on s.id = t.statement_id
      order by d desc`);
    return {
      days: rows.map((row) => ({
        date: row.date,
        state: row.state ?? ("waiting" as const),
        source: row.source,
        coreCount: numberOf(row.core_count),
        ourCount: numberOf(row.our_count),
        differences: row.differences,
        open: row.open,
        tiedAt: row.tied_at && toInstant(row.tied_at),
      })),
    };
  },
});

const sides = { coreCount: z.number(), coreMinor: z.string(), ourCount: z.number(), ourMinor: z.string() };

const difference = z.object({
  id: z.string(),
  number: z.string(),
  date: z.string(),
  currency: z.string(),
  direction: z.enum(DIRECTIONS),
  trade: z.string(),
  kind: z.enum(DIFFERENCE_KINDS),
  state: z.enum(DIFFERENCE_STATES),
  ...sides,
  slices: z.array(z.object({ hour: z.number(), ...sides })),
  foundAt: z.string(),
  checkedAt: z.string(),
  reason: z.enum(DIFFERENCE_REASONS).nullable(),
  closedAt: z.string().nullable(),
  closedBy: person.nullable(),
});

type DifferenceRow = {
  id: string;
  number: string;
  date: string;
  currency: string;
  direction: "in" | "out";
  trade: string;
  kind: DifferenceKind;
  state: DifferenceState;
  core_count: string;
  core_minor: string;
  our_count: string;
  our_minor: string;
  slices: z.input<typeof difference>["slices"];
  found_at: string;
  checked_at: string;
  reason_code: DifferenceReason | null;
  closed_at: string | null;
  name_zh: string | null;
  name_en: string | null;
};

const DIFFERENCE = sql`select x.id, x.number, x.business_date as date, x.currency, x.direction, x.trade, x.kind, x.state,
    x.core_count, x.core_minor::text, x.our_count, x.our_minor::text, x.slices, x.found_at, x.checked_at, x.reason_code,
    x.closed_at, p.name_zh, p.name_en
  from tie_differences x left join people p on x.closed_by = 'person:' || p.id`;

const differenceOf = (row: DifferenceRow): z.input<typeof difference> => ({
  id: row.id,
  number: row.number,
  date: row.date,
  currency: row.currency,
  direction: row.direction,
  trade: row.trade,
  kind: row.kind,
  state: row.state,
  coreCount: Number(row.core_count),
  coreMinor: row.core_minor,
  ourCount: Number(row.our_count),
  ourMinor: row.our_minor,
  slices: row.slices,
  foundAt: toInstant(row.found_at),
  checkedAt: toInstant(row.checked_at),
  reason: row.reason_code,
  closedAt: row.closed_at && toInstant(row.closed_at),
  closedBy: row.name_zh === null ? null : { nameZh: row.name_zh, nameEn: row.name_en ?? row.name_zh },
});

/** Differences, the open ones first, then by day. */
export const differenceList = query({
  name: "completeness.differences.list",
  permission: "completeness.read",
  clearance: "general",
  input: z.strictObject({}),
  output: z.object({ differences: z.array(difference) }),
  async resolve({ tx, actor }) {
    const { rows } = await tx.execute<DifferenceRow>(sql`${DIFFERENCE} where x.programme_id = ${actor.programmeId}
      order by (x.state = 'open') desc, x.business_date desc, x.id desc limit ${SHOWN}`);
    return { differences: rows.map(differenceOf) };
  },
});

/** One difference. Throws not-found. */
export const differenceDetail = query({
  name: "completeness.difference.detail",
  permission: "completeness.read",
  clearance: "general",
  input: z.strictObject({ differenceId: z.uuid() }),
  output: difference,
  async resolve({ tx, actor }, { differenceId }) {
    const { rows } = await tx.execute<DifferenceRow>(
      sql`${DIFFERENCE} where x.programme_id = ${actor.programmeId} and x.id = ${differenceId}`,
    );
    const [row] = rows;
    return row ? differenceOf(row) : notFound();
  },
});

const anchor = z.object({
  id: z.string(),
  log: z.string(),
  target: z.enum(ANCHOR_TARGETS),
  treeSize: z.number(),
  state: z.enum(ANCHOR_STATES),
  madeAt: z.string(),
  answeredAt: z.string().nullable(),
  receipt: z.string().nullable(),
});

type AnchorRow = {
  id: string;
  log: string;
  target: AnchorTarget;
  tree_size: string;
  state: AnchorState;
  made_at: string;
  answered_at: string | null;
  receipt: string | null;
};

/** Tree heads left outside, latest first, and where they go. Those of the sealed log are shown to the cleared only. */
export const anchorList = query({
  name: "completeness.anchors.list",
  permission: "completeness.read",
  clearance: "general",
  input: z.strictObject({}),
  output: z.object({ targets: z.array(z.enum(ANCHOR_TARGETS)), anchors: z.array(anchor) }),
  async resolve({ tx, actor }) {
    const { ANCHOR_DIR, ANCHOR_MAIL, ANCHOR_WEBHOOK_URL } = env();
    const set: readonly [AnchorTarget, string][] = [
      ["file", ANCHOR_DIR],
      ["mail", ANCHOR_MAIL],
      ["webhook", ANCHOR_WEBHOOK_URL],
    ];
    const { rows } = await tx.execute<AnchorRow>(sql`
      select id, log, target, tree_size, state, made_at, answered_at, receipt from audit_anchors
      where programme_id = ${actor.programmeId} and (clearance = 'general' or ${actor.clearance} = 'suspicion')
      order by made_at desc, id desc limit ${SHOWN}`);
    return {
      targets: set.filter(([, at]) => at !== "").map(([target]) => target),
      anchors: rows.map((row) => ({
        id: row.id,
        log: row.log,
        target: row.target,
        treeSize: Number(row.tree_size),
        state: row.state,
        madeAt: toInstant(row.made_at),
        answeredAt: row.answered_at && toInstant(row.answered_at),
        receipt: row.receipt,
      })),
    };
  },
});
