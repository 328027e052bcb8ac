import { sql } from "drizzle-orm";
import type { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { Authority, OrderAct, OrderBasis, OrderExtent, OrderState, OrderTerm } from "@/domain/orders/model";
import type { orderRow } from "@/domain/orders/output";
import type { CustomerColumns, CustomerRef } from "@/server/customers/public";

/** An order as lists show it, with whose it is. */
export type RowColumns = (CustomerColumns | { customer_id: null }) & {
  id: string;
  number: string;
  authority: Authority;
  authority_name: string;
  basis: OrderBasis;
  act: OrderAct;
  document_number: string;
  case_number: string;
  account_id: string | null;
  account_number: string | null;
  currency: string | null;
  scope: OrderExtent["scope"] | null;
  amount_minor: string | null;
  term_unit: OrderTerm["unit"] | null;
  state: OrderState;
  clearance: "general" | "suspicion";
  received_at: string;
  starts_at: string | null;
  ends_at: string | null;
  ended_at: string | null;
  answered_at: string | null;
  reviewed_at: string | null;
};

export const ROW_FROM =
  sql.raw(`orders o left join customers c on c.id = o.customer_id left join accounts a on a.id = o.account_id
  left join lateral (select max(sent_at) as answered_at from order_answers w where w.order_id = o.id) w on true`);

export const ROW_COLUMNS =
  sql.raw(`o.id, o.number, o.authority, o.authority_name, o.basis, o.act, o.document_number, o.case_number,
  o.account_id, a.number as account_number, a.currency, o.scope, o.amount_minor, o.term_unit, o.state, o.clearance, o.received_at,
  o.starts_at, o.ends_at, o.ended_at, w.answered_at, o.reviewed_at, c.id as customer_id, c.number as customer_number,
  c.name_sealed as customer_name`);

/** A row as it leaves the server. */
export function shownRow(row: RowColumns, customer: CustomerRef | null): z.input<typeof orderRow> {
  return {
    id: row.id,
    number: row.number,
    authority: row.authority,
    authorityName: row.authority_name,
    basis: row.basis,
    act: row.act,
    documentNumber: row.document_number,
    caseNumber: row.case_number,
    customer,
    accountId: row.account_id,
    accountNumber: row.account_number,
    currency: row.currency,
    scope: row.scope,
    amountMinor: row.amount_minor === null ? null : BigInt(row.amount_minor),
    termUnit: row.term_unit,
    state: row.state,
    secret: row.clearance === "suspicion",
    receivedAt: toInstant(row.received_at),
    startsAt: toInstantOrNull(row.starts_at),
    endsAt: toInstantOrNull(row.ends_at),
    endedAt: toInstantOrNull(row.ended_at),
    answeredAt: toInstantOrNull(row.answered_at),
    reviewed: row.reviewed_at !== null,
  };
}
