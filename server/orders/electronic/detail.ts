import { sql } from "drizzle-orm";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { type MaskedField, mask } from "@/domain/customers/masking";
import type { ElectronicAct, OrderTarget, PlatformMessage } from "@/domain/orders/electronic/messages";
import type { AnswerKind, DISMISS_REASONS, MATCH_REASONS } from "@/domain/orders/electronic/model";
import type { TargetKind } from "@/domain/orders/electronic/schema";
import { standingOf } from "@/domain/orders/electronic/standing";
import { isStanding, type OrderAct } from "@/domain/orders/model";
import { shanghaiDate } from "@/domain/shared/time";
import { type CustomerColumns, customerRefs } from "@/server/customers/public";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { namesOf, personOf } from "@/server/worklist/public";
import { candidatesFor } from "./candidates";
import { findOrder, messageIfKept, notePlace, type StoredOrder } from "./store";

type MatchReason = (typeof MATCH_REASONS)[number] | (typeof DISMISS_REASONS)[number];

type Row = {
  issued_at: string;
  executed_at: string | null;
  matched_by: string | null;
  match_reason: MatchReason | null;
  note: Buffer | null;
  account_number: string | null;
  measure_number: string | null;
  measure_state: string | null;
};

type AnswerRow = {
  id: string;
  sequence: number;
  kind: AnswerKind;
  code: string | null;
  final: boolean;
  state: "queued" | "sent";
  attempts: number;
  created_at: string;
  sent_at: string | null;
};

const KINDS: readonly (readonly [keyof OrderTarget, TargetKind, MaskedField])[] = [
  ["accountNumber", "account", "account"],
  ["cardNumber", "card", "card"],
  ["phone", "phone", "phone"],
  ["documentNumber", "document", "id-number"],
];

function targetOf(target: OrderTarget) {
  for (const [name, kind, field] of KINDS) {
    const masked = mask(field, target[name] ?? "");
    if (masked) return { kind, masked, name: mask("name", target.holderName ?? "") ?? null };
  }
  return null;
}

function askedBy(message: PlatformMessage | null) {
  if (!message) return { extent: null, term: null, items: [], target: null };
  const hours = "hours" in message && message.hours !== undefined ? `hours:${message.hours}` : null;
  const term = "term" in message && message.term !== undefined ? message.term : null;
  const span = term && ("months" in term ? `months:${term.months}` : `until:${term.until}`);
  const extent = "extent" in message ? message.extent : null;
  const sum = extent?.scope === "amount" ? extent : null;
  return {
    extent: extent && {
      scope: extent.scope,
      amountMinor: sum?.amountMinor ?? null,
      currency: sum?.currency ?? null,
    },
    term: hours ?? span ?? null,
    items: message.act === "query" ? [...message.items] : [],
    target: "target" in message ? targetOf(message.target) : null,
  };
}

async function candidatesOf(scope: Scope, order: StoredOrder, message: PlatformMessage | null) {
  if (order.state !== "mismatch" || !message || !("target" in message)) return [];
  const { candidates } = await candidatesFor(scope, message.target);
  if (candidates.length === 0) return [];
  const ids = `{${candidates.map(({ accountId }) => accountId).join(",")}}`;
  const { rows } = await scope.tx.execute<CustomerColumns & { id: string; number: string; status: "open" | "closed" }>(
    sql`select a.id, a.number, a.status, c.id as customer_id, c.number as customer_number, c.name_sealed as customer_name
      from accounts a join customers c on c.id = a.customer_id where a.id = any(${ids}::uuid[]) order by a.number`,
  );
  const refs = await customerRefs(scope, rows);
  return rows.map(({ id, number, status }, at) => ({ id, number, status, customer: refs[at] ?? notFound() }));
}

async function linked({ tx, actor }: Scope, order: StoredOrder) {
  type Link = { id: string; number: string; act: ElectronicAct };
  const { rows } = await tx.execute<
    Link & { above: boolean }
  >(sql`select id, number, act, id = ${order.ofOrderId}::uuid as above
    from electronic_orders where programme_id = ${actor.programmeId}
      and (id = ${order.ofOrderId}::uuid or of_order_id = ${order.id}::uuid) order by received_at, id`);
  const { rows: papers } = await tx.execute<{ id: string; number: string; act: OrderAct }>(sql`select id, number, act
    from orders where programme_id = ${actor.programmeId} and about_id = ${order.id}::uuid and state <> 'refused'
    order by received_at, id`);
  const plain = ({ id, number, act }: Link): Link => ({ id, number, act });
  const above = rows.find((row) => row.above);
  return { about: above ? plain(above) : null, followed: rows.filter((row) => !row.above).map(plain), papers };
}

async function answersOf({ tx }: Scope, orderId: string) {
  const { rows } =
    await tx.execute<AnswerRow>(sql`select id, sequence, kind, code, final, state, attempts, created_at, sent_at
    from electronic_answers where electronic_order_id = ${orderId}::uuid order by sequence`);
  return rows.map(({ created_at, sent_at, ...row }) => ({
    ...row,
    createdAt: toInstant(created_at),
    sentAt: toInstantOrNull(sent_at),
  }));
}

/** What an order's page says beyond its row: what was asked, masked; what was done; what may be done. */
export async function detailOf(scope: Scope, id: string) {
  const { tx, actor, rules, vault } = scope;
  const order = (await findOrder(scope, id, { lock: false })) ?? notFound();
  const { rows } =
    await tx.execute<Row>(sql`select o.issued_at, o.executed_at, o.matched_by, o.match_reason, o.note_sealed as note,
      a.number as account_number, m.number as measure_number, m.state as measure_state
    from electronic_orders o left join accounts a on a.id = o.account_id left join measures m on m.id = o.measure_id
    where o.id = ${id}::uuid`);
  const row = rows[0] ?? notFound();
  const message = await messageIfKept(scope, order);
  const person = personOf(row.matched_by);
  const names = await namesOf(tx, [person]);
  const waiting = order.state === "mismatch";
  const gives = order.act === "stop" || order.act === "freeze";
  const holds = gives && isStanding({ state: standingOf(order) });
  const on = shanghaiDate(order.receivedAt);
  const ruleIds = order.act === "stop" ? ["law-86-48h", "law-order-86-48h"] : ["law-order-crim-6m"];
  return {
    version: order.version,
    messageId: order.messageId,
    issuedAt: toInstant(row.issued_at),
    executedAt: toInstantOrNull(row.executed_at),
    inForceAt: order.inForceAt,
    ...askedBy(message),
    account: order.accountId && row.account_number ? { id: order.accountId, number: row.account_number } : null,
    measure:
      order.measureId && row.measure_number && row.measure_state
        ? { id: order.measureId, number: row.measure_number, state: row.measure_state }
        : null,
    ...(await linked(scope, order)),
    candidates: await candidatesOf(scope, order, message),
    matched:
      row.matched_by && row.match_reason
        ? {
            by: names.get(person ?? "")?.name.zh ?? row.matched_by,
            reason: row.match_reason,
            note: await vault.open(notePlace(id), row.note),
          }
        : null,
    answers: await answersOf(scope, id),
    basis: [...ruleIds, "mipay-authority-freeze-deduct"].map((rule) => ({ ...rules.ref(rule, on) })),
    may: {
      match: waiting && message !== null && "target" in message && actor.permissions.has("orders.register"),
      dismiss: waiting && actor.permissions.has("orders.answer"),
      renew: holds && order.state !== "queued" && actor.permissions.has("orders.register"),
      release: holds && actor.permissions.has("orders.register"),
    },
  };
}
