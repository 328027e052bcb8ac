import { sql } from "drizzle-orm";
import type { DocumentKind, IdType } from "@/domain/kyc/model";
import type { LocalDate } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";

/** A paper of a customer of which the house has an accepted copy that is good on the day. */
export type CheckedCopy = {
  readonly submissionId: string;
  readonly type: IdType;
  readonly documents: readonly DocumentKind[];
  /** Null where it has no end. */
  readonly validTo: LocalDate | null;
  readonly acceptedOn: LocalDate;
};

type Row = {
  id: string;
  documents: DocumentKind[];
  type: IdType;
  valid_to: LocalDate | null;
  accepted_on: LocalDate;
};

/**
 * The newest accepted submission with pictures from which a customer's valid paper is on record, as long as the paper
 * has not run out on a day; null where there is none.
 */
export async function validCopyOnFile(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  customerId: string,
  { on }: { readonly on: LocalDate },
): Promise<CheckedCopy | null> {
  const { rows } = await tx.execute<Row>(sql`select s.id, d.type, d.valid_to,
      (s.decided_at at time zone 'Asia/Shanghai')::date as accepted_on,
      (select jsonb_agg(k.kind order by k.kind) from kyc_documents k where k.submission_id = s.id and k.state = 'accepted') as documents
    from kyc_submissions s
    join identity_documents d on d.submission_id = s.id and d.customer_id = s.customer_id and d.programme_id = s.programme_id
      and d.status = 'valid'
      and (d.valid_to is null or d.valid_to >= ${on}::date)
    where s.customer_id = ${customerId}::uuid and s.programme_id = ${actor.programmeId} and s.status = 'accepted'
      and exists (select from kyc_documents k where k.submission_id = s.id and k.state = 'accepted')
    order by s.decided_at desc, d.valid_to desc nulls first limit 1`);
  const row = rows[0];
  if (!row) return null;
  const { id: submissionId, type, documents, valid_to: validTo, accepted_on: acceptedOn } = row;
  return { submissionId, type, documents, validTo, acceptedOn };
}
