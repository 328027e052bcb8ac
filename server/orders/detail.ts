import { sql } from "drizzle-orm";
import type { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { mask } from "@/domain/customers/masking";
import { BASIS_DEFINITIONS } from "@/domain/orders/bases";
import { type OrderFlag, REFUSAL_GROUNDS, type RefusalGround } from "@/domain/orders/codes";
import { distinct } from "@/domain/orders/intake";
import type {
  AnswerChannel,
  DataKind,
  NextStep,
  OrderAct,
  OrderTarget,
  PaperCheck,
  ReviewOutcome,
  StatedItem,
} from "@/domain/orders/model";
import type { orderDetail } from "@/domain/orders/output";
import { fittingClasses, handoverBy } from "@/domain/orders/term";
import { shanghaiDate } from "@/domain/shared/time";
import { customerRefs } from "@/server/customers/public";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { namesOf } from "@/server/worklist/public";
import { REVIEW_ITEM } from "./paper";
import { ROW_COLUMNS, ROW_FROM, type RowColumns, shownRow } from "./rows";

type DetailRow = RowColumns & {
  version: number;
  document_on: string | null;
  target: OrderTarget;
  target_sealed: Buffer | null;
  term_count: number | null;
  term_until: string | null;
  checks: PaperCheck[];
  stated: StatedItem[];
  disclosure: { data: DataKind[]; from: string | null; to: string | null } | null;
  flags: OrderFlag[];
  grounds: RefusalGround[];
  note_sealed: Buffer | null;
  registered_at: string;
  registered_by: string;
  renewals: number;
  about_id: string | null;
  about_number: string | null;
  about_platform: boolean;
  review_outcome: ReviewOutcome | null;
  review_step: NextStep | null;
  review_note_sealed: Buffer | null;
  reviewed_by: string | null;
};

async function rowOf({ tx, actor }: Scope, id: string): Promise<DetailRow> {
  const { rows } =
    await tx.execute<DetailRow>(sql`select ${ROW_COLUMNS}, o.version, o.document_on, o.target, o.target_sealed, o.term_count,
      o.term_until, o.checks, o.stated, o.disclosure, o.flags, o.grounds, o.note_sealed, o.registered_at, o.registered_by, o.renewals,
      o.about_id, coalesce(b.number, e.number) as about_number, e.id is not null as about_platform, o.review_outcome, o.review_step, o.review_note_sealed, o.reviewed_by
    from ${ROW_FROM} left join orders b on b.id = o.about_id left join electronic_orders e on e.id = o.about_id
    where o.id = ${id}::uuid and o.programme_id = ${actor.programmeId}`);
  return rows[0] ?? notFound();
}

/** One order whole, for who may see it. */
export async function detailOf(scope: Scope, id: string): Promise<z.input<typeof orderDetail>> {
  const row = await rowOf(scope, id);
  const [customer] = await customerRefs(scope, [row]);
  const [targetName, note, reviewNote] = await openOf(scope, row);
  const answers = await answersOf(scope, id);
  const names = await namesOf(scope.tx, [row.registered_by, row.reviewed_by, ...answers.map((one) => one.recorded_by)]);
  return {
    ...shownRow(row, customer ?? null),
    version: row.version,
    documentOn: row.document_on,
    target: row.target,
    targetName: targetName === null ? null : (mask("account", targetName)?.text ?? null),
    term: row.term_unit === null ? null : { unit: row.term_unit, count: row.term_count, on: row.term_until },
    checks: row.checks,
    stated: row.stated,
    disclosure: row.disclosure,
    flags: row.flags,
    ...termOf(scope, row),
    grounds: row.grounds,
    note,
    registeredAt: toInstant(row.registered_at),
    registeredBy: names.get(row.registered_by) ?? null,
    renewals: row.renewals,
    officers: await officersOf(scope, id),
    about:
      row.about_id && row.about_number
        ? { id: row.about_id, number: row.about_number, platform: row.about_platform }
        : null,
    followed: await followedOf(scope, id),
    place: await placeOf(scope, row),
    acts: await actsOf(scope, id),
    answers: answers.map((one) => ({
      id: one.id,
      channel: one.channel,
      sentAt: toInstant(one.sent_at),
      note: one.note,
      by: names.get(one.recorded_by) ?? null,
    })),
    packages: await packagesOf(scope, id),
    review:
      row.review_outcome && row.reviewed_at
        ? {
            outcome: row.review_outcome,
            step: row.review_step,
            note: reviewNote,
            by: names.get(row.reviewed_by ?? "") ?? null,
            at: toInstant(row.reviewed_at),
          }
        : null,
    basisRefs: basisOf(scope, row),
    may: await mayOf(scope, row),
  };
}

function openOf({ vault }: Scope, { id, target_sealed, note_sealed, review_note_sealed }: DetailRow) {
  const place = (column: string) => ({ table: "orders", column, rowId: id });
  return vault
    .openAll([
      { place: place("target_sealed"), sealed: target_sealed },
      { place: place("note_sealed"), sealed: note_sealed },
      { place: place("review_note_sealed"), sealed: review_note_sealed },
    ])
    .then(([target = null, note = null, review = null]) => [target, note, review] as const);
}

/** What the law says of a term that is not written on the paper. */
function termOf({ rules, now }: Scope, { basis, starts_at, received_at, ends_at, flags }: DetailRow) {
  const order = { basis, from: toInstant(starts_at ?? received_at), endsAt: toInstantOrNull(ends_at) };
  return {
    classes: flags.includes("class-unsettled") ? [...fittingClasses(order, rules, now).value] : [],
    handoverBy: handoverBy(basis, order.from, rules).value,
  };
}

function basisOf({ rules, now }: Scope, { basis, grounds, flags }: DetailRow) {
  const on = shanghaiDate(now);
  const ids = [
    BASIS_DEFINITIONS[basis].rule,
    ...grounds.flatMap((ground) => REFUSAL_GROUNDS[ground]),
    ...(flags.includes("class-unsettled") ? ["trap-freeze-class"] : []),
    "law-order-intake",
  ];
  return distinct(ids.map((rule) => rules.ref(rule, on))).map((ref) => ({ ...ref }));
}

/** Officers as the screen shows them: name whole for who answers to them, number masked. */
async function officersOf(scope: Scope, orderId: string) {
  const opened = await openOfficers(scope, orderId);
  return opened.map(({ name, credential }) => ({
    name,
    credential: credential === null ? null : (mask("account", credential)?.text ?? null),
  }));
}

/** Officers in clear, for the receipt. */
export async function openOfficers({ tx, vault }: Scope, orderId: string) {
  const { rows } = await tx.execute<{ id: string; name_sealed: Buffer | null; credential_sealed: Buffer | null }>(
    sql`select id, name_sealed, credential_sealed from order_officers where order_id = ${orderId}::uuid order by position`,
  );
  const values = await vault.openAll(
    rows.flatMap(({ id, name_sealed, credential_sealed }) => [
      { place: { table: "order_officers", column: "name_sealed", rowId: id }, sealed: name_sealed },
      { place: { table: "order_officers", column: "credential_sealed", rowId: id }, sealed: credential_sealed },
    ]),
  );
  return rows.map((_row, at) => ({ name: values[at * 2] ?? null, credential: values[at * 2 + 1] ?? null }));
}

async function followedOf({ tx, actor }: Scope, orderId: string) {
  const { rows } = await tx.execute<{ id: string; number: string; act: OrderAct; received_at: string }>(
    sql`select id, number, act, received_at from orders where about_id = ${orderId}::uuid and programme_id = ${actor.programmeId}
      and state <> 'refused' order by received_at, id`,
  );
  return rows.map(({ received_at, ...row }) => ({ ...row, receivedAt: toInstant(received_at) }));
}

/** How many wait before it, and itself. Of what everybody may see, only such count: its place is printed on its receipt. */
async function placeOf({ tx }: Scope, row: DetailRow): Promise<number | null> {
  const { state, account_id, received_at, number, clearance } = row;
  if (state !== "queued" || account_id === null) return null;
  const { rows } = await tx.execute<{ n: number }>(sql`select count(*)::int + 1 as n
    from (select account_id, state, clearance, received_at, number from orders
      union all select account_id, state, 'general', received_at, number from electronic_orders) q
    where account_id = ${account_id}::uuid and state = 'queued'
      and (${clearance} = 'suspicion' or clearance = 'general') and (received_at, number) < (${received_at}::timestamptz, ${number})`);
  return rows[0]?.n ?? null;
}

/** What was done for an order, the first first. */
export async function actsOf({ tx }: Pick<Scope, "tx">, orderId: string) {
  const { rows } = await tx.execute<{
    act: OrderAct;
    account_number: string | null;
    measure_id: string | null;
    measure_number: string | null;
    state: string;
    cause: string | null;
    done_at: string;
    in_force_at: string | null;
    ended_at: string | null;
  }>(sql`select t.act, a.number as account_number, t.measure_id, m.number as measure_number, t.state, t.cause, t.done_at,
      t.in_force_at, t.ended_at
    from order_acts t left join accounts a on a.id = t.account_id left join measures m on m.id = t.measure_id
    where t.order_id = ${orderId}::uuid order by t.done_at, t.id`);
  return rows.map((row) => ({
    act: row.act,
    accountNumber: row.account_number,
    measureId: row.measure_id,
    measureNumber: row.measure_number,
    state: row.state,
    cause: row.cause,
    doneAt: toInstant(row.done_at),
    inForceAt: toInstantOrNull(row.in_force_at),
    endedAt: toInstantOrNull(row.ended_at),
  }));
}

async function answersOf({ tx, vault }: Scope, orderId: string) {
  const { rows } = await tx.execute<{
    id: string;
    channel: AnswerChannel;
    sent_at: string;
    note_sealed: Buffer | null;
    recorded_by: string;
  }>(sql`select id, channel, sent_at, note_sealed, recorded_by from order_answers where order_id = ${orderId}::uuid
    order by recorded_at, id`);
  const notes = await vault.openAll(
    rows.map(({ id, note_sealed }) => ({
      place: { table: "order_answers", column: "note_sealed", rowId: id },
      sealed: note_sealed,
    })),
  );
  return rows.map((row, at) => ({ ...row, note: notes[at] ?? null }));
}

async function packagesOf({ tx }: Scope, orderId: string) {
  const { rows } = await tx.execute<{
    id: string;
    wanted: { data: DataKind[]; from: string | null; to: string | null };
    made_at: string;
    taken_at: string | null;
    sha256: string | null;
    rows: number | null;
  }>(sql`select id, wanted, made_at, taken_at, sha256, rows from order_packages where order_id = ${orderId}::uuid
    order by made_at desc, id desc`);
  return rows.map(({ wanted, ...row }) => ({
    id: row.id,
    ...wanted,
    madeAt: toInstant(row.made_at),
    takenAt: toInstantOrNull(row.taken_at),
    sha256: row.sha256,
    rows: row.rows,
  }));
}

async function mayOf({ tx, actor }: Scope, row: DetailRow) {
  const { rows } = await tx.execute(
    sql`select from work_items where kind = ${REVIEW_ITEM} and subject_id = ${row.id}::uuid and state = 'open'`,
  );
  const answers = actor.permissions.has("orders.answer");
  return {
    review: rows.length > 0 && actor.permissions.has("orders.review") && actor.personId !== row.registered_by,
    answer: answers && row.state !== "registered",
    package: answers && row.act === "query" && row.state !== "refused",
  };
}
