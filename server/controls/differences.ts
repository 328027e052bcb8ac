import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import {
  type CoreDifference,
  type CoreDifferenceKind,
  type CoreDifferenceState,
  type CoreMeasure,
  type CoreSide,
  compareWithCore,
  confirmedAtCore,
  type OurMeasure,
} from "@/domain/controls/core-difference";
import { type EffectiveRestriction, unionOf } from "@/domain/controls/effective";
import type { MeasureKind, MeasureScope, MeasureState } from "@/domain/controls/model";
import { COMPARISON_POLICY } from "@/domain/controls/policy";
import type { Instant } from "@/domain/shared/time";
import type { Actor } from "@/server/kernel/actor";
import type { CoreAccount } from "./adapters/payment-core";

/** Work on a difference between the core's restriction of an account and ours. */
export const DIFFERENCE_ITEM = "core-difference";

/** One side of a difference as it is kept: sums as text, the measures up to the house's number of them. */
export type KeptSide = {
  readonly effective: Omit<EffectiveRestriction, "amountMinor"> & { readonly amountMinor: string };
  readonly measures: readonly {
    readonly id: string;
    readonly scope: MeasureScope;
    readonly amountMinor: string | null;
    readonly target: string | null;
    /** Ours only. */
    readonly state: MeasureState | null;
  }[];
  readonly more: number;
};

const kept = (
  effective: EffectiveRestriction,
  measures: readonly (CoreMeasure & { state?: MeasureState })[],
): KeptSide => ({
  effective: { ...effective, amountMinor: effective.amountMinor.toString() },
  measures: measures.slice(0, COMPARISON_POLICY.measuresKept).map(({ id, scope, amountMinor, target, state }) => ({
    id,
    scope,
    amountMinor: amountMinor?.toString() ?? null,
    target,
    state: state ?? null,
  })),
  more: Math.max(0, measures.length - COMPARISON_POLICY.measuresKept),
});

/** Our side as it is kept: what the core confirmed, and what is on its way. */
export function ourSide(ours: readonly OurMeasure[]): KeptSide {
  const live = ours.filter(({ kind, state }) => kind !== "deduction" && LIVE.includes(state));
  return kept(unionOf(confirmedAtCore(ours)), live);
}

/** The core's side as it is kept. */
export const theirSide = ({ effective, measures }: CoreSide): KeptSide => kept(effective, measures);

const LIVE: readonly MeasureState[] = ["instructed", "in-force", "release-proposed", "release-instructed"];

/** The core's answer in the words of the domain. */
export function sideOf({ effective, measures }: Pick<CoreAccount, "effective" | "measures">): CoreSide {
  return {
    effective: {
      debit: effective.debit,
      credit: effective.credit,
      amountMinor: effective.amountMinor ?? 0n,
      functions: effective.functions ?? [],
      cards: effective.cards ?? [],
    },
    measures: measures.map(({ measureId, scope, amountMinor, target }) => ({
      id: measureId,
      scope,
      amountMinor: amountMinor ?? null,
      target: target ?? null,
    })),
  };
}

type OurRow = {
  id: string;
  kind: MeasureKind;
  state: MeasureState;
  scope: MeasureScope;
  amount_minor: string | null;
  target: string | null;
};

/** Every measure of an account the core was ever told of. What a measure stands on is none of the comparison's business. */
export async function toldMeasures(tx: Tx, accountId: string): Promise<readonly OurMeasure[]> {
  const { rows } = await tx.execute<OurRow>(sql`select id, kind, state, scope, amount_minor, target from measures
    where account_id = ${accountId}::uuid and state in ('instructed', 'in-force', 'failed', 'carried-out',
      'release-proposed', 'release-instructed', 'released') order by id`);
  return rows.map(({ amount_minor, ...row }) => ({
    ...row,
    amountMinor: amount_minor === null ? null : BigInt(amount_minor),
  }));
}

/** Changes with every step of an account's measures: what was compared is still so, or it is not. */
export const stepOf = (ours: readonly OurMeasure[]): string => ours.map(({ id, state }) => `${id}:${state}`).join(" ");

export type StoredDifference = {
  readonly id: string;
  readonly number: string;
  readonly accountId: string;
  readonly customerId: string;
  readonly kind: CoreDifferenceKind;
  readonly state: CoreDifferenceState;
  readonly ours: KeptSide;
  readonly theirs: KeptSide;
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  readonly resentAt: Instant | null;
  readonly version: number;
};

type DifferenceRow = {
  id: string;
  number: string;
  account_id: string;
  customer_id: string;
  kind: CoreDifferenceKind;
  state: CoreDifferenceState;
  ours: KeptSide;
  theirs: KeptSide;
  first_seen_at: string;
  last_seen_at: string;
  resent_at: string | null;
  version: number;
};

async function differenceWhere(tx: Tx, where: ReturnType<typeof sql>, lock: boolean) {
  const { rows } =
    await tx.execute<DifferenceRow>(sql`select id, number, account_id, customer_id, kind, state, ours, theirs,
      first_seen_at, last_seen_at, resent_at, version
    from core_differences where ${where} ${lock ? sql`for update` : sql``}`);
  const row = rows[0];
  return (
    row &&
    ({
      id: row.id,
      number: row.number,
      accountId: row.account_id,
      customerId: row.customer_id,
      kind: row.kind,
      state: row.state,
      ours: row.ours,
      theirs: row.theirs,
      firstSeenAt: toInstant(row.first_seen_at),
      lastSeenAt: toInstant(row.last_seen_at),
      resentAt: toInstantOrNull(row.resent_at),
      version: row.version,
    } satisfies StoredDifference)
  );
}

/** One difference; undefined when it does not exist or may not be seen. */
export function findDifference(tx: Tx, id: string, options: { lock: boolean }): Promise<StoredDifference | undefined> {
  return differenceWhere(tx, sql`id = ${id}::uuid`, options.lock);
}

/** The difference of an account that is not resolved, held for a change. */
export function standingDifference(tx: Tx, accountId: string): Promise<StoredDifference | undefined> {
  return differenceWhere(tx, sql`account_id = ${accountId}::uuid and state <> 'resolved'`, true);
}

/** True while an account has a difference that is not resolved. */
export async function hasStanding(tx: Tx, accountId: string): Promise<boolean> {
  const { rows } = await tx.execute(
    sql`select from core_differences where account_id = ${accountId}::uuid and state <> 'resolved'`,
  );
  return rows.length > 0;
}

const sidesOf = ({ measures }: KeptSide): readonly CoreMeasure[] =>
  measures.map(({ id, scope, amountMinor, target }) => ({
    id,
    scope,
    amountMinor: amountMinor === null ? null : BigInt(amountMinor),
    target,
  }));

/** What is missing and what is too much between the core as it was last seen and our measures as they are. */
export function differenceOf(stored: StoredDifference, measures: readonly OurMeasure[]): CoreDifference {
  const { effective } = stored.theirs;
  const core = {
    effective: { ...effective, amountMinor: BigInt(effective.amountMinor) },
    measures: sidesOf(stored.theirs),
  };
  return compareWithCore(measures, core) ?? { kind: stored.kind, missing: [], surplus: [] };
}

export type SeenSides = {
  readonly difference: CoreDifference;
  readonly ours: KeptSide;
  readonly theirs: KeptSide;
  readonly coreVersion: number;
  readonly now: Instant;
};

/** Writes a difference seen for the first time. */
export async function insertDifference(
  tx: Tx,
  actor: Pick<Actor, "programmeId" | "legalEntityId">,
  row: SeenSides & { id: string; number: string; accountId: string; customerId: string },
): Promise<void> {
  await tx.execute(sql`insert into core_differences (id, programme_id, legal_entity_id, number, account_id, customer_id, kind,
      state, ours, theirs, core_version, first_seen_at, last_seen_at, times_seen)
    values (${row.id}::uuid, ${actor.programmeId}, ${actor.legalEntityId}, ${row.number}, ${row.accountId}::uuid,
      ${row.customerId}::uuid, ${row.difference.kind}, 'open', ${JSON.stringify(row.ours)}::jsonb,
      ${JSON.stringify(row.theirs)}::jsonb, ${row.coreVersion}, ${row.now}::timestamptz, ${row.now}::timestamptz, 1)`);
}

/** Writes that a difference was seen again, as it is now. */
export async function saveSeen(
  tx: Tx,
  id: string,
  seen: SeenSides & { state: Exclude<CoreDifferenceState, "resolved"> },
): Promise<void> {
  await tx.execute(sql`update core_differences set kind = ${seen.difference.kind}, state = ${seen.state},
      ours = ${JSON.stringify(seen.ours)}::jsonb, theirs = ${JSON.stringify(seen.theirs)}::jsonb,
      core_version = ${seen.coreVersion}, last_seen_at = ${seen.now}::timestamptz, times_seen = times_seen + 1,
      version = version + 1
    where id = ${id}::uuid`);
}
