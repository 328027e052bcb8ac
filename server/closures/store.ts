import { sql } from "drizzle-orm";
import { toInstant } from "@/db/schema/columns";
import type { ClosureReason, StopCause } from "@/domain/closures/codes";
import type { ClosureKind, ClosureState, Condition, IdentityWay } from "@/domain/closures/model";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { type Instant, type LocalDate, shanghaiDate } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

/** Subject type of a closure, and of the unused account it may stand on. */
export const CLOSURE = "closure";
export const CANDIDATE = "closure-candidate";
/** Work items: a closure that stopped on its way, an unused account that may be proposed. */
export const STOPPED_ITEM = "closure-stopped";
export const CANDIDATE_ITEM = "reclaim-candidate";

export type StoredClosure = {
  readonly id: string;
  readonly number: string;
  readonly accountId: string;
  readonly customerId: string;
  readonly kind: ClosureKind;
  readonly reason: ClosureReason;
  readonly state: ClosureState;
  readonly identity: IdentityWay | null;
  readonly subjectType: string | null;
  readonly subjectId: string | null;
  readonly rounds: number;
  readonly payingMinor: bigint | null;
  readonly requestedAt: Instant;
  readonly version: number;
};

type Row = {
  id: string;
  number: string;
  account_id: string;
  customer_id: string;
  kind: ClosureKind;
  reason_code: ClosureReason;
  state: ClosureState;
  identity_way: IdentityWay | null;
  subject_type: string | null;
  subject_id: string | null;
  rounds: number;
  paying_minor: string | null;
  requested_at: string;
  version: number;
};

type Reader = Pick<Scope, "tx" | "actor">;

/** A closure of the programme; locked when asked. Throws not-found otherwise. */
export async function loadClosure(
  { tx, actor }: Reader,
  id: string,
  options: { lock?: boolean } = {},
): Promise<StoredClosure> {
  const { rows } =
    await tx.execute<Row>(sql`select id, number, account_id, customer_id, kind, reason_code, state, identity_way,
      subject_type, subject_id, rounds, paying_minor, requested_at, version
    from closures where id = ${id}::uuid and programme_id = ${actor.programmeId} ${options.lock ? sql`for update` : sql``}`);
  const row = rows[0] ?? notFound();
  return {
    id: row.id,
    number: row.number,
    accountId: row.account_id,
    customerId: row.customer_id,
    kind: row.kind,
    reason: row.reason_code,
    state: row.state,
    identity: row.identity_way,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    rounds: row.rounds,
    payingMinor: row.paying_minor === null ? null : BigInt(row.paying_minor),
    requestedAt: toInstant(row.requested_at),
    version: row.version,
  };
}

export type ClosableAccount = {
  readonly id: string;
  readonly number: string;
  readonly customerId: string;
  readonly status: "open" | "closed";
  readonly currency: string;
  readonly openedOn: LocalDate;
};

/** An account of the programme, held until the transaction ends where asked. Throws not-found otherwise. */
export async function loadAccount(
  { tx, actor }: Reader,
  id: string,
  options: { lock?: boolean } = {},
): Promise<ClosableAccount> {
  type Found = {
    id: string;
    number: string;
    customer_id: string;
    status: "open" | "closed";
    currency: string;
    opened_on: LocalDate;
  };
  const { rows } =
    await tx.execute<Found>(sql`select id, number, customer_id, status, currency, opened_on::text as opened_on
    from accounts where id = ${id}::uuid and programme_id = ${actor.programmeId} ${options.lock ? sql`for update` : sql``}`);
  const row = rows[0] ?? notFound();
  const { customer_id: customerId, opened_on: openedOn, ...rest } = row;
  return { ...rest, customerId, openedOn };
}

/** A closure with its account, both held, the account first. */
export async function holdClosure(
  scope: Reader,
  id: string,
): Promise<{ closure: StoredClosure; account: ClosableAccount }> {
  const seen = await loadClosure(scope, id);
  const account = await loadAccount(scope, seen.accountId, { lock: true });
  return { closure: await loadClosure(scope, id, { lock: true }), account };
}

/** The closure of an account that is under way, if there is one. */
export async function closureUnderWay(
  { tx, actor }: Reader,
  accountId: string,
): Promise<{ id: string; number: string } | undefined> {
  const { rows } = await tx.execute<{ id: string; number: string }>(sql`select id, number from closures
    where account_id = ${accountId}::uuid and programme_id = ${actor.programmeId}
      and state in ('requested', 'approved', 'paying-out', 'closing')`);
  return rows[0];
}

/** What changes of a closure; what is left out stays. */
export type ClosureChange = {
  readonly state: ClosureState;
  readonly agreedBy?: string;
  readonly cardId?: string;
  readonly rounds?: number;
  readonly payingMinor?: bigint | null;
  readonly paidMinor?: bigint;
  readonly stopCause?: StopCause;
};

const ENDS: readonly ClosureState[] = ["closed", "refused", "stopped", "withdrawn"];

/** Saves a held closure. Refuses `stale` where its row is no longer the one that was read. */
export async function saveClosure(
  { tx, now }: Pick<Scope, "tx" | "now">,
  closure: StoredClosure,
  to: ClosureChange,
): Promise<Result<true>> {
  const ended = ENDS.includes(to.state) ? now : null;
  const agreedAt = to.agreedBy === undefined ? null : now;
  const saved = await tx.execute(sql`update closures set state = ${to.state},
      agreed_by = coalesce(${to.agreedBy ?? null}::text, agreed_by), agreed_at = coalesce(${agreedAt}::timestamptz, agreed_at),
      card_id = coalesce(${to.cardId ?? null}::uuid, card_id), rounds = coalesce(${to.rounds ?? null}::int, rounds),
      paying_minor = ${to.payingMinor?.toString() ?? null}::bigint,
      paid_out_minor = paid_out_minor + ${(to.paidMinor ?? 0n).toString()}::bigint,
      stop_cause = ${to.stopCause ?? null}::text, ended_at = ${ended}::timestamptz, version = version + 1
    where id = ${closure.id}::uuid and version = ${closure.version}::int`);
  return saved.rowCount === 1 ? decided(true) : refuse("closures.closure.stale");
}

export type StepKind =
  | "requested"
  | "agreed"
  | "refused"
  | "void"
  | "withdrawn"
  | "expired"
  | "paying-out"
  | "paid-out"
  | "closing"
  | "closed"
  | "stopped";

/** Writes down what happened to a closure. */
export async function addStep(
  { tx, actor, now, newId }: Scope,
  closureId: string,
  step: {
    readonly kind: StepKind;
    readonly conditions?: readonly Condition[];
    readonly minor?: bigint;
    readonly currency?: string;
    readonly instructionId?: string;
    readonly problem?: string | null;
  },
): Promise<void> {
  const conditions = `{${(step.conditions ?? []).join(",")}}`;
  await tx.execute(sql`insert into closure_steps (id, programme_id, legal_entity_id, closure_id, kind, at, actor_id, conditions,
      minor, currency, instruction_id, problem)
    values (${newId<"closure-step">()}, ${actor.programmeId}, ${actor.legalEntityId}, ${closureId}::uuid, ${step.kind},
      ${now}::timestamptz, ${actor.id}, ${conditions}::text[], ${step.minor?.toString() ?? null}::bigint, ${step.currency ?? null},
      ${step.instructionId ?? null}::uuid, ${step.problem ?? null})`);
}

/** The bound card that money goes back to: the longest bound one that takes money. */
export async function cardFor(
  { tx, actor }: Reader,
  closure: Pick<StoredClosure, "accountId" | "kind" | "subjectId">,
): Promise<string | null> {
  // After a loss only a card bound before it: one bound since may be somebody else's.
  const before =
    closure.kind === "after-loss"
      ? sql`and b.bound_on < (select (r.notice_at at time zone 'Asia/Shanghai')::date from loss_reports r
          where r.id = ${closure.subjectId}::uuid)`
      : sql``;
  const { rows } = await tx.execute<{ id: string }>(sql`select b.id from bound_cards b
    where b.account_id = ${closure.accountId}::uuid and b.programme_id = ${actor.programmeId} and b.type = 'debit'
      and b.status in ('bound', 'active') ${before} order by b.bound_on, b.id limit 1`);
  return rows[0]?.id ?? null;
}

/** Where the maker's words are sealed, and under whose key. */
export const notePlace = (rowId: string) => ({ table: "closures", column: "note_sealed", rowId });
export const casework = (customerId: string) =>
  ({ type: "customer", id: customerId, retentionClass: "casework" }) as const;

/** The maker's words, opened; null where the key is gone. */
export async function noteOf({ tx, vault }: Pick<Scope, "tx" | "vault">, id: string): Promise<string | null> {
  const { rows } = await tx.execute<{ note_sealed: Buffer }>(
    sql`select note_sealed from closures where id = ${id}::uuid`,
  );
  return vault.open(notePlace(id), rows[0]?.note_sealed ?? null);
}

/** Today in Shanghai. */
export const today = ({ now }: Pick<Scope, "now">): LocalDate => shanghaiDate(now);
