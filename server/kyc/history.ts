import { sql } from "drizzle-orm";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { LowerReason } from "@/domain/kyc/codes";
import { historyInput } from "@/domain/kyc/inputs";
import type { Purpose, SubjectKind, SubmissionState } from "@/domain/kyc/model";
import { historyOutput } from "@/domain/kyc/outputs";
import { notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { requestsOf } from "./requests";

/** Lines of each kind that a customer's page shows. */
const MOST = 100;

type SubmissionRow = {
  id: string;
  number: string;
  kind: Purpose;
  subject_kind: SubjectKind;
  status: SubmissionState;
  received_at: string;
  decided_at: string | null;
  outcome_class: number | null;
};

async function submissionsOfCustomer({ tx, actor }: Scope, customerId: string) {
  const { rows } =
    await tx.execute<SubmissionRow>(sql`select id, number, kind, subject_kind, status, received_at, decided_at,
      outcome_class
    from kyc_submissions where customer_id = ${customerId}::uuid and programme_id = ${actor.programmeId}
    order by received_at desc, id desc limit ${MOST}`);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    purpose: row.kind,
    subject: row.subject_kind,
    state: row.status,
    receivedAt: toInstant(row.received_at),
    decidedAt: toInstantOrNull(row.decided_at),
    outcomeClass: row.outcome_class,
  }));
}

type ClassRow = {
  account_id: string;
  number: string;
  from_class: number | null;
  to_class: number;
  channels: number;
  face_to_face: boolean;
  submission_id: string | null;
  reason_code: LowerReason | null;
  changed_at: string;
};

async function classesOfCustomer({ tx, actor }: Scope, customerId: string) {
  const { rows } = await tx.execute<ClassRow>(sql`select k.account_id, a.number, k.from_class, k.to_class, k.channels,
      k.face_to_face, k.submission_id, k.reason_code, k.changed_at
    from kyc_class_changes k join accounts a on a.id = k.account_id
    where k.customer_id = ${customerId}::uuid and k.programme_id = ${actor.programmeId}
    order by k.changed_at desc, k.id desc limit ${MOST}`);
  return rows.map((row) => ({
    accountId: row.account_id,
    accountNumber: row.number,
    fromClass: row.from_class,
    toClass: row.to_class,
    channels: row.channels,
    faceToFace: row.face_to_face,
    submissionId: row.submission_id,
    reason: row.reason_code,
    changedAt: toInstant(row.changed_at),
  }));
}

/** What a customer handed in, what was asked of him, and how his accounts came to their classes; the newest first. */
export const customerHistoryQuery = query({
  name: "kyc.customer.history",
  permission: "kyc.read",
  clearance: "general",
  input: historyInput,
  output: historyOutput,
  async resolve(scope, { customerId }) {
    const { tx, actor } = scope;
    const found = await tx.execute(
      sql`select from customers where id = ${customerId}::uuid and programme_id = ${actor.programmeId}`,
    );
    if (found.rows.length === 0) return notFound();
    const requests = await requestsOf(scope, customerId);
    return {
      submissions: await submissionsOfCustomer(scope, customerId),
      requests: requests.map(({ id, number, ground, state, documents, dueOn, askedAt }) => ({
        id,
        number,
        ground,
        state,
        documents: [...documents],
        dueOn,
        askedAt,
      })),
      classes: await classesOfCustomer(scope, customerId),
      mayLower: actor.permissions.has("kyc.class.lower"),
    };
  },
});
