import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { isStanding } from "@/domain/orders/model";
import { aboutRow } from "@/domain/orders/output";
import { notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { asOrder } from "./electronic/as-order";
import { findOrder as findElectronic } from "./electronic/store";

type About = z.input<typeof aboutRow>;

const COLUMNS = sql.raw("o.id, o.number, o.authority, o.authority_name, o.case_number, o.basis, o.act, o.state");
type Row = Pick<About, "id" | "number" | "authority" | "basis" | "act" | "state"> & {
  authority_name: string;
  case_number: string;
};

async function papers({ tx, actor }: Scope, where: SQL): Promise<readonly About[]> {
  const { rows } = await tx.execute<Row>(sql`select ${COLUMNS} from orders o
    left join accounts a on a.id = o.account_id left join customers c on c.id = o.customer_id
    where o.programme_id = ${actor.programmeId} and o.act in ('freeze', 'stop') and ${where}
    order by o.received_at desc, o.id desc limit 50`);
  return rows.map(({ authority_name, case_number, ...row }) => ({
    ...row,
    authorityName: authority_name,
    caseNumber: case_number,
    platform: false,
  }));
}

async function onPlatform(scope: Scope, where: SQL): Promise<readonly About[]> {
  const { rows } = await scope.tx.execute<{ id: string }>(sql`select o.id from electronic_orders o
    left join accounts a on a.id = o.account_id left join customers c on c.id = o.customer_id
    where o.programme_id = ${scope.actor.programmeId} and o.act in ('freeze', 'stop') and o.account_id is not null and ${where}
    order by o.received_at desc, o.id desc limit 50`);
  const found: About[] = [];
  for (const { id } of rows) {
    const stored = await findElectronic(scope, id, { lock: false });
    const order = stored && (await asOrder(scope, stored));
    if (!order) continue;
    const { number, authority, authorityName, caseNumber, basis, act, state } = order;
    found.push({ id, number, authority, authorityName, caseNumber, basis, act, state, platform: true });
  }
  return found;
}

/** Orders that a renewal or release of an account may be about, taken in here or given by the platform. */
export const standingQuery = query({
  name: "orders.orders.standing",
  permission: "orders.register",
  clearance: "general",
  input: z.object({ number: z.string().trim().min(1).max(20) }),
  output: z.object({ orders: z.array(aboutRow) }),
  async resolve(scope, { number }) {
    const named = sql`(o.number = ${number} or a.number = ${number} or c.number = ${number})`;
    const found = [
      ...(await papers(scope, sql`o.state in ('registered', 'in-force', 'queued') and ${named}`)),
      ...(await onPlatform(scope, sql`o.ended_at is null and ${named}`)),
    ];
    return { orders: found.filter(isStanding) };
  },
});

/** The one order that a paper is about. Throws not-found for one out of sight, and for what holds nothing. */
export const aboutQuery = query({
  name: "orders.orders.about",
  permission: "orders.register",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: aboutRow,
  async resolve(scope, { id }) {
    const one = sql`o.id = ${id}::uuid`;
    return (await papers(scope, one))[0] ?? (await onPlatform(scope, one))[0] ?? notFound();
  },
});
