import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { ElectronicAct } from "@/domain/orders/electronic/messages";
import type { ElectronicState } from "@/domain/orders/electronic/model";
import { electronicOrderDetail, electronicOrderRow, electronicOrdersList } from "@/domain/orders/electronic/schema";
import { listInput, listOutput } from "@/domain/shared/list";
import { type CustomerColumns, customerRefs } from "@/server/customers/public";
import { notFound } from "@/server/kernel/errors";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import { detailOf } from "./detail";

export type ElectronicRow = (CustomerColumns | { customer_id: null }) & {
  id: string;
  number: string;
  act: ElectronicAct;
  authority: string;
  case_number: string;
  state: ElectronicState;
  problem: string | null;
  received_at: string;
  lapses_at: string | null;
  ended_at: string | null;
};

const SELECT: SQL = sql`o.id, o.number, o.act, o.authority, o.case_number, o.state, o.problem, o.received_at, o.lapses_at, o.ended_at,
  c.id as customer_id, c.number as customer_number, c.name_sealed as customer_name`;

const shown = (row: ElectronicRow) => ({
  id: row.id,
  number: row.number,
  act: row.act,
  authority: row.authority,
  caseNumber: row.case_number,
  state: row.state,
  problem: row.problem,
  receivedAt: toInstant(row.received_at),
  lapsesAt: toInstantOrNull(row.lapses_at),
  endedAt: toInstantOrNull(row.ended_at),
});

/** Electronic orders of the programme, whom they mean masked. */
export const listElectronicOrders = query({
  name: "orders.electronic.list",
  permission: "orders.read",
  clearance: "general",
  input: listInput(electronicOrdersList),
  output: listOutput(electronicOrderRow),
  async resolve(scope, input) {
    const page = await runList<typeof electronicOrdersList, ElectronicRow>(scope.tx, electronicOrdersList, input, {
      select: SELECT,
      from: sql`electronic_orders o left join customers c on c.id = o.customer_id`,
      where: [sql`o.programme_id = ${scope.actor.programmeId}`],
      map: {
        filters: {
          state: sql`o.state`,
          act: sql`o.act`,
          customerId: sql`o.customer_id`,
          received: sql`(o.received_at at time zone 'Asia/Shanghai')::date`,
        },
        sorts: {
          receivedAt: { by: sql`o.received_at`, type: "timestamptz" },
          lapsesAt: { by: sql`o.lapses_at`, type: "timestamptz" },
        },
        id: sql`o.id`,
      },
    });
    const refs = await customerRefs(scope, page.rows);
    return { ...page, rows: page.rows.map((row, at) => ({ ...shown(row), customer: refs[at] ?? null })) };
  },
});

/** One electronic order. Throws not-found for one out of sight. */
export const electronicOrderQuery = query({
  name: "orders.electronic.detail",
  permission: "orders.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: electronicOrderDetail,
  async resolve(scope, { id }) {
    const { rows } = await scope.tx.execute<ElectronicRow>(sql`select ${SELECT} from electronic_orders o
      left join customers c on c.id = o.customer_id
      where o.id = ${id}::uuid and o.programme_id = ${scope.actor.programmeId}`);
    const row = rows[0] ?? notFound();
    const [customer] = await customerRefs(scope, [row]);
    return { ...shown(row), customer: customer ?? null, ...(await detailOf(scope, id)) };
  },
});
