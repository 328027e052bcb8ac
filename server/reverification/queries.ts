import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { HoldState, TriggerKind } from "@/domain/reverification/model";
import {
  holdRow,
  REVERIFICATIONS_LIST,
  reverificationFigures,
  reviewRow,
  TRIGGERS_LIST,
  triggerRow,
} from "@/domain/reverification/schema";
import { listInput, listOutput } from "@/domain/shared/list";
import { addDays, shanghaiDate, startOfDay } from "@/domain/shared/time";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import {
  presentReviews,
  presentTriggers,
  REVIEW_COLUMNS,
  type ReviewColumns,
  TRIGGER_COLUMNS,
  type TriggerColumns,
} from "./rows";

/** Reviews, the latest first. */
export const reviewsList = query({
  name: "reverification.reviews.list",
  permission: "reverification.read",
  clearance: "general",
  input: listInput(REVERIFICATIONS_LIST),
  output: listOutput(reviewRow),
  async resolve(scope, input) {
    const { kind, ...filters } = input.filters;
    const ofKind = kind?.length
      ? [
          sql`exists (select from reverification_triggers k where k.review_id = r.id and k.state = 'joined' and k.kind in ${kind})`,
        ]
      : [];
    const page = await runList<typeof REVERIFICATIONS_LIST, ReviewColumns>(
      scope.tx,
      REVERIFICATIONS_LIST,
      { ...input, filters },
      {
        select: REVIEW_COLUMNS,
        from: sql`reverifications r`,
        where: [sql`r.programme_id = ${scope.actor.programmeId}`, ...ofKind],
        map: {
          filters: {
            state: sql`r.state`,
            kind: sql`null`,
            opened: sql`r.opened_on`,
            number: sql`r.number`,
            customer: sql`r.customer_id`,
          },
          sorts: { openedAt: { by: sql`r.opened_at`, type: "timestamptz" } },
          id: sql`r.id`,
        },
      },
    );
    return { ...page, rows: await presentReviews(scope, page.rows) };
  },
});

/** Triggers, part of a review or not: also those that a copy on file satisfied, and those that are held. */
export const triggersList = query({
  name: "reverification.triggers.list",
  permission: "reverification.read",
  clearance: "general",
  input: listInput(TRIGGERS_LIST),
  output: listOutput(triggerRow),
  async resolve(scope, input) {
    const page = await runList<typeof TRIGGERS_LIST, TriggerColumns>(scope.tx, TRIGGERS_LIST, input, {
      select: TRIGGER_COLUMNS,
      from: sql`reverification_triggers g`,
      where: [sql`g.programme_id = ${scope.actor.programmeId}`],
      map: {
        filters: {
          state: sql`g.state`,
          kind: sql`g.kind`,
          on: sql`g.on_date`,
          customer: sql`g.customer_id`,
          hold: sql`g.hold_id`,
        },
        sorts: { foundAt: { by: sql`g.found_at`, type: "timestamptz" } },
        id: sql`g.id`,
      },
    });
    return { ...page, rows: await presentTriggers(scope, page.rows) };
  },
});

type HoldColumns = {
  id: string;
  number: string;
  version: number;
  kind: TriggerKind;
  state: HoldState;
  held: number;
  customers: number;
  share_bp: number;
  opened_at: string;
  decided_at: string | null;
  decided_by: string | null;
  reason_code: string | null;
};

const MOST_HOLDS = 100;

/** Holds, open ones first, then the latest; or one of them. */
export const holdsList = query({
  name: "reverification.holds.list",
  permission: "reverification.read",
  clearance: "general",
  input: z.object({ id: z.uuid().optional() }),
  output: z.object({ rows: z.array(holdRow) }),
  async resolve({ tx, actor }, { id }) {
    const { rows } =
      await tx.execute<HoldColumns>(sql`select h.id, h.number, h.version, h.kind, h.state, h.held, h.customers, h.share_bp,
        h.opened_at, h.decided_at, coalesce((select p.name_zh from people p where 'person:' || p.id::text = h.decided_by), h.decided_by) as decided_by,
        h.reason_code
      from reverification_holds h where h.programme_id = ${actor.programmeId} and (${id ?? null}::uuid is null or h.id = ${id ?? null}::uuid)
      order by (h.state = 'open') desc, h.opened_at desc, h.id desc limit ${MOST_HOLDS}::int`);
    const decide = actor.permissions.has("reverification.release");
    return {
      rows: rows.map((row) => ({
        id: row.id,
        number: row.number,
        version: row.version,
        kind: row.kind,
        state: row.state,
        held: row.held,
        customers: row.customers,
        shareBp: row.share_bp,
        openedAt: toInstant(row.opened_at),
        decidedAt: toInstantOrNull(row.decided_at),
        decidedBy: row.decided_by,
        reason: row.reason_code,
        may: { decide: decide && row.state === "open" },
      })),
    };
  },
});

const FIGURE_DAYS = 30;

/** What stands now, and by kind what the last thirty days brought: joined, satisfied without work, held, no longer. */
export const figures = query({
  name: "reverification.figures",
  permission: "reverification.read",
  clearance: "general",
  input: z.object({}),
  output: reverificationFigures,
  async resolve({ tx, actor, now }) {
    const since = startOfDay(addDays(shanghaiDate(now), -FIGURE_DAYS));
    type Standing = { asked: number; at_desk: number; suspended: number; holds: number };
    const standing = await tx.execute<Standing>(sql`select
      (select count(*)::int from reverifications where programme_id = ${actor.programmeId} and state = 'asked') as asked,
      (select count(*)::int from reverifications where programme_id = ${actor.programmeId} and state = 'at-desk') as at_desk,
      (select count(*)::int from reverification_measures where programme_id = ${actor.programmeId} and lifted_at is null) as suspended,
      (select count(*)::int from reverification_holds where programme_id = ${actor.programmeId} and state = 'open') as holds`);
    type Kind = { kind: TriggerKind; joined: number; satisfied: number; held: number; gone: number };
    const kinds = await tx.execute<Kind>(sql`select kind, (count(*) filter (where state = 'joined'))::int as joined,
        (count(*) filter (where state = 'satisfied'))::int as satisfied, (count(*) filter (where state = 'held'))::int as held,
        (count(*) filter (where state = 'gone'))::int as gone
      from reverification_triggers where programme_id = ${actor.programmeId} and found_at >= ${since}::timestamptz group by kind order by kind`);
    const row = standing.rows[0];
    return {
      asked: row?.asked ?? 0,
      atDesk: row?.at_desk ?? 0,
      suspended: row?.suspended ?? 0,
      holds: row?.holds ?? 0,
      kinds: kinds.rows,
    };
  },
});
