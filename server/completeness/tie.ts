import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { type DayDifference, type DayLine, keyOf, spell, tieOut } from "@/domain/completeness/day-end";
import { DIFFERENCES_PER_DAY } from "@/domain/completeness/policy";
import { CONTROLS } from "@/domain/completeness/register";
import type { LocalDate } from "@/domain/shared/time";
import { takeNumber } from "@/server/kernel/numbers";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { notice } from "@/server/notifications/public";
import { closeItems, openItems } from "@/server/worklist/public";
import { readOurDay } from "./our-day";
import { toldOf } from "./told";

export type Tied = {
  readonly date: LocalDate;
  readonly differences: number;
  readonly opened: number;
  readonly healed: number;
};

type Known = {
  id: string;
  number: string;
  currency: string;
  direction: "in" | "out";
  trade: string;
  state: "open" | "explained";
  core_count: string;
  core_minor: string;
  our_count: string;
  our_minor: string;
};

/** SHA-256 of lines in their one spelling. */
export const digestOf = (lines: readonly DayLine[]): Buffer => createHash("sha256").update(spell(lines)).digest();

/** Lines as they are kept: sums as text. */
export const kept = (lines: readonly DayLine[]): string =>
  JSON.stringify(lines.map((one) => ({ ...one, minor: one.minor.toString() })));

/** Lines as they were kept. */
export const fromKept = (lines: readonly (Omit<DayLine, "minor"> & { minor: string })[]): readonly DayLine[] =>
  lines.map((one) => ({ ...one, minor: BigInt(one.minor) }));

const total = (lines: readonly DayLine[]) => lines.reduce((sum, { count }) => sum + count, 0);

/**
 * Compares a day with a statement and keeps both sides. New differences become work; those that fell away end by
 * themselves; one that was explained and has changed since is open again. Runs in the command's transaction.
 */
export async function tieDay(
  scope: Scope,
  statement: { readonly id: string; readonly lines: readonly DayLine[] },
  date: LocalDate,
): Promise<Tied & { readonly events: readonly OutboxEvent[] }> {
  const { tx, actor, now, newId } = scope;
  await tx.execute(sql`select pg_advisory_xact_lock(6965, hashtext(${`${actor.programmeId} ${date}`}))`);
  const ours = await readOurDay(scope, date);
  const all = tieOut(statement.lines, ours);
  const found = all.slice(0, DIFFERENCES_PER_DAY);
  await tx.execute(sql`insert into tie_outs (id, programme_id, legal_entity_id, business_date, statement_id, tied_at, state,
      core_count, our_count, differences, our_lines, our_digest)
    values (${newId()}, ${actor.programmeId}, ${actor.legalEntityId}, ${date}::date, ${statement.id}::uuid, ${now}::timestamptz,
      ${all.length === 0 ? "tied" : "differs"}, ${total(statement.lines)}, ${total(ours)}, ${all.length},
      ${kept(ours)}::jsonb, ${digestOf(ours)})`);

  const { rows: known } = await tx.execute<Known>(sql`select id, number, currency, direction, trade, state, core_count,
      core_minor::text, our_count, our_minor::text
    from tie_differences where programme_id = ${actor.programmeId} and business_date = ${date}::date and state <> 'healed'
    for update`);
  const stillApart = new Set(all.map(keyOf));
  const healed = known.filter((one) => !stillApart.has(keyOf(one)));
  await heal(scope, healed);
  const knownBy = new Map(known.map((one) => [keyOf(one), one]));
  const opened: { id: string; number: string }[] = [];
  for (const one of found) {
    const before = knownBy.get(keyOf(one));
    const kept = before ? await renew(scope, before, one) : await enter(scope, one, date);
    if (kept) opened.push(kept);
  }
  await openItems(
    tx,
    actor,
    opened.map(({ id, number }) => ({
      kind: "completeness-difference",
      number,
      subjectType: "difference",
      subjectId: id,
    })),
    now,
  );
  const [first] = opened;
  const people = first ? await toldOf(scope, CONTROLS["completeness-tie-out"].owner) : [];
  const events = first
    ? notice(
        people,
        "completeness.alarm",
        { number: first.number, kind: "completeness-difference", count: opened.length },
        { type: "difference", id: first.id },
      )
    : [];
  return { date, differences: all.length, opened: opened.length, healed: healed.length, events };
}

async function heal({ tx, actor, now }: Scope, healed: readonly Known[]): Promise<void> {
  const ids = healed.map(({ id }) => id);
  if (ids.length === 0) return;
  await tx.execute(sql`update tie_differences set state = 'healed', checked_at = ${now}::timestamptz,
      closed_at = coalesce(closed_at, ${now}::timestamptz), closed_by = coalesce(closed_by, ${actor.id})
    where programme_id = ${actor.programmeId} and id = any(${`{${ids.join(",")}}`}::uuid[])`);
  await closeItems(tx, actor, { kind: "completeness-difference", subjectIds: ids, as: "cancelled" }, now);
}

const slicesOf = (one: DayDifference) =>
  JSON.stringify(one.slices, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value));

/** Writes what a known difference is now; gives it when it has to be worked again. */
async function renew(
  { tx, now }: Scope,
  before: Known,
  one: DayDifference,
): Promise<{ id: string; number: string } | null> {
  const same =
    Number(before.core_count) === one.coreCount &&
    Number(before.our_count) === one.ourCount &&
    BigInt(before.core_minor) === one.coreMinor &&
    BigInt(before.our_minor) === one.ourMinor;
  const again = before.state === "explained" && !same;
  await tx.execute(sql`update tie_differences set kind = ${one.kind}, core_count = ${one.coreCount}, core_minor = ${one.coreMinor},
      our_count = ${one.ourCount}, our_minor = ${one.ourMinor}, slices = ${slicesOf(one)}::jsonb, checked_at = ${now}::timestamptz
    where id = ${before.id}`);
  if (!again) return null;
  await tx.execute(sql`update tie_differences set state = 'open', reason_code = null, closed_at = null, closed_by = null
    where id = ${before.id}`);
  return { id: before.id, number: before.number };
}

async function enter(scope: Scope, one: DayDifference, date: LocalDate): Promise<{ id: string; number: string }> {
  const { tx, actor, now, newId } = scope;
  const made = { id: newId<"difference">() as string, number: await takeNumber(tx, "difference") };
  await tx.execute(sql`insert into tie_differences (id, programme_id, legal_entity_id, number, business_date, currency, direction,
      trade, kind, state, core_count, core_minor, our_count, our_minor, slices, found_at, checked_at)
    values (${made.id}, ${actor.programmeId}, ${actor.legalEntityId}, ${made.number}, ${date}::date, ${one.currency},
      ${one.direction}, ${one.trade}, ${one.kind}, 'open', ${one.coreCount}, ${one.coreMinor}, ${one.ourCount}, ${one.ourMinor},
      ${slicesOf(one)}::jsonb, ${now}::timestamptz, ${now}::timestamptz)`);
  return made;
}
