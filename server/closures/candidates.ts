import { sql } from "drizzle-orm";
import type { CandidateState } from "@/domain/closures/model";
import type { LocalDate } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

export type StoredCandidate = {
  readonly id: string;
  readonly accountId: string;
  readonly customerId: string;
  readonly accountNumber: string;
  readonly state: CandidateState;
  readonly reclaimFrom: LocalDate;
  readonly noticedOn: LocalDate | null;
  readonly version: number;
};

type Row = {
  id: string;
  account_id: string;
  customer_id: string;
  account_number: string;
  state: CandidateState;
  reclaim_from: LocalDate;
  noticed_on: LocalDate | null;
  version: number;
};

/** An unused account of the programme, held until the transaction ends. Throws not-found otherwise. */
export async function lockCandidate({ tx, actor }: Pick<Scope, "tx" | "actor">, id: string): Promise<StoredCandidate> {
  const { rows } =
    await tx.execute<Row>(sql`select k.id, k.account_id, k.customer_id, a.number as account_number, k.state,
      k.reclaim_from::text as reclaim_from, k.noticed_on::text as noticed_on, k.version
    from closure_candidates k join accounts a on a.id = k.account_id
    where k.id = ${id}::uuid and k.programme_id = ${actor.programmeId} for update of k`);
  const row = rows[0] ?? notFound();
  return {
    id: row.id,
    accountId: row.account_id,
    customerId: row.customer_id,
    accountNumber: row.account_number,
    state: row.state,
    reclaimFrom: row.reclaim_from,
    noticedOn: row.noticed_on,
    version: row.version,
  };
}

/** Moves a held candidate on. */
export async function saveCandidate(
  { tx, actor, now }: Scope,
  id: string,
  to: { readonly state: CandidateState; readonly noticedOn?: LocalDate; readonly dismissal?: string },
): Promise<void> {
  const ended = to.state === "dismissed" || to.state === "gone";
  await tx.execute(sql`update closure_candidates set state = ${to.state},
      noticed_on = coalesce(${to.noticedOn ?? null}::date, noticed_on), dismissal_code = ${to.dismissal ?? null}::text,
      decided_by = case when ${to.dismissal !== undefined}::boolean then ${actor.id} else decided_by end,
      ended_at = ${ended ? now : null}::timestamptz, version = version + 1
    where id = ${id}::uuid`);
}

/** An account whose closing was not agreed to may be proposed again. */
export async function returnCandidate({ tx }: Pick<Scope, "tx">, id: string): Promise<void> {
  await tx.execute(sql`update closure_candidates set state = 'noticed', version = version + 1
    where id = ${id}::uuid and state = 'proposed'`);
}
