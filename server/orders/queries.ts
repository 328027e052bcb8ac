import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstantOrNull } from "@/db/schema/columns";
import { isSecret } from "@/domain/orders/bases";
import { ORDER_FLAGS, REFUSAL_GROUND_NAMES } from "@/domain/orders/codes";
import { checkPaper } from "@/domain/orders/intake";
import { orderDetail, orderRow, ordersList } from "@/domain/orders/output";
import { paperInput } from "@/domain/orders/schema";
import { listInput, listOutput } from "@/domain/shared/list";
import { customerRefs } from "@/server/customers/public";
import { notFound } from "@/server/kernel/errors";
import { type ListSql, runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import { detailOf } from "./detail";
import { paperOf } from "./paper";
import { ROW_COLUMNS, ROW_FROM, type RowColumns, shownRow } from "./rows";

const map: ListSql<typeof ordersList> = {
  filters: {
    authority: sql`o.authority`,
    act: sql`o.act`,
    state: sql`o.state`,
    basis: sql`o.basis`,
    customerId: sql`o.customer_id`,
    accountId: sql`o.account_id`,
    number: sql`o.number`,
    received: sql`(o.received_at at time zone 'Asia/Shanghai')::date`,
    ends: sql`(o.ends_at at time zone 'Asia/Shanghai')::date`,
  },
  sorts: {
    receivedAt: { by: sql`o.received_at`, type: "timestamptz" },
    endsAt: { by: sql`coalesce(o.ends_at, 'infinity')`, type: "timestamptz" },
  },
  id: sql`o.id`,
};

export const listOrders = query({
  name: "orders.orders.list",
  permission: "orders.read",
  clearance: "general",
  input: listInput(ordersList),
  output: listOutput(orderRow),
  async resolve(scope, input) {
    const page = await runList<typeof ordersList, RowColumns>(scope.tx, ordersList, input, {
      select: ROW_COLUMNS,
      from: ROW_FROM,
      where: [sql`o.programme_id = ${scope.actor.programmeId}`],
      map,
    });
    const refs = await customerRefs(scope, page.rows);
    return { ...page, rows: page.rows.map((row, at) => shownRow(row, refs[at] ?? null)) };
  },
});

export const orderDetailQuery = query({
  name: "orders.orders.detail",
  permission: "orders.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: orderDetail,
  resolve: (scope, { id }) => detailOf(scope, id),
});

/** How many orders hold, wait, and end within the alarms' days. */
export const ordersOverviewQuery = query({
  name: "orders.orders.overview",
  permission: "orders.read",
  clearance: "general",
  input: z.object({}),
  output: z.object({
    inForce: z.number(),
    queued: z.number(),
    ending: z.number(),
    unreviewed: z.number(),
    nextEnd: z.string().nullable(),
  }),
  async resolve({ tx, actor, now }) {
    const { rows } = await tx.execute<{
      in_force: number;
      queued: number;
      ending: number;
      unreviewed: number;
      next_end: string | null;
    }>(sql`select count(*) filter (where state in ('registered', 'in-force') and act in ('freeze', 'stop'))::int as in_force,
        count(*) filter (where state = 'queued')::int as queued,
        count(*) filter (where state in ('registered', 'in-force') and ends_at <= ${now}::timestamptz + interval '7 days')::int as ending,
        count(*) filter (where reviewed_at is null)::int as unreviewed,
        min(ends_at) filter (where state in ('registered', 'in-force')) as next_end
      from orders where programme_id = ${actor.programmeId}`);
    const row = rows[0] ?? notFound();
    return {
      inForce: row.in_force,
      queued: row.queued,
      ending: row.ending,
      unreviewed: row.unreviewed,
      nextEnd: toInstantOrNull(row.next_end),
    };
  },
});

/** What speaks against a paper as it is typed, and when it would end; nothing is kept. */
export const checkPaperQuery = query({
  name: "orders.paper.check",
  permission: "orders.register",
  clearance: "general",
  input: paperInput,
  output: z.object({
    grounds: z.array(z.enum(REFUSAL_GROUND_NAMES)),
    flags: z.array(z.enum(ORDER_FLAGS)),
    endsAt: z.string().nullable(),
    secret: z.boolean(),
  }),
  async resolve({ now, rules }, input) {
    const { grounds, flags, endsAt } = checkPaper(paperOf(input), now, rules);
    return { grounds: [...grounds], flags: [...flags], endsAt, secret: isSecret(input) };
  },
});
